namespace DataMatching.Policy;

/// <summary>One thing wrong in a configuration file: where (file and JSON path or line), what was found, what was expected.</summary>
public sealed record PolicyError(string File, string Where, string Found, string Expected)
{
    public override string ToString() => $"{File}, {Where}: found {Found}; expected {Expected}.";
}

/// <summary>A policy pack or a table of standards cannot be used. <see cref="Errors"/> holds everything that is wrong, not the first only.</summary>
public sealed class PolicyException(IReadOnlyList<PolicyError> errors)
    : Exception(string.Join('\n', errors.Select(e => e.ToString())))
{
    public IReadOnlyList<PolicyError> Errors { get; } = errors;
}
