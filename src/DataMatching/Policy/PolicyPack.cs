using DataMatching.Identity;

namespace DataMatching.Policy;

/// <summary>
/// The policy of one district as its file says it: dated parameters and the clause each rule rests on.
/// <paramref name="District"/> null: the whole country. <paramref name="Extends"/>: the pack whose parameters and citations hold where this one is silent.
/// </summary>
public sealed record PolicyPack(
    string Id,
    string Title,
    District? District,
    string? Extends,
    IReadOnlyDictionary<string, IReadOnlyList<DatedValue>> Parameters,
    IReadOnlyDictionary<string, string> Citations,
    string File)
{
    /// <summary>Reads one pack.</summary>
    /// <param name="json">The file's text.</param>
    /// <param name="fileNameForErrors">How errors call the file.</param>
    /// <exception cref="PolicyException">Everything that is wrong with it.</exception>
    public static PolicyPack Parse(string json, string fileNameForErrors)
    {
        var errors = new List<PolicyError>();
        var pack = PolicyPackParser.Parse(json, fileNameForErrors, errors);
        return pack is not null && errors.Count == 0 ? pack : throw new PolicyException(errors);
    }
}
