namespace DataMatching.Connectors.Registries;

/// <summary>The values a coded column may hold, as agencies write them, and what each means to us. Anything else is refused, never guessed.</summary>
internal sealed class Choices<T>(params (string Written, T Meaning)[] choices)
{
    /// <summary>The allowed values for an error message.</summary>
    public string Allowed { get; } = string.Join("、", choices.Select(c => c.Written));

    public bool TryFind(string written, out T meaning)
    {
        foreach (var choice in choices)
        {
            if (!string.Equals(choice.Written, written, StringComparison.Ordinal)) continue;
            meaning = choice.Meaning;
            return true;
        }

        meaning = choices[0].Meaning;
        return false;
    }
}
