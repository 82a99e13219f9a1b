namespace DataMatching.Words;

/// <summary>
/// What the domain calls something, in both languages and in one place. As a text it is Chinese, because lists, reports, exports and verdicts are; pages take the one that their
/// reader chose.
/// </summary>
public readonly record struct Word(string Chinese, string English)
{
    public static readonly Word None = new("", "");

    /// <summary>What is the same in both: numbers, days, ids.</summary>
    public static Word Same(string text) => new(text, text);

    /// <summary>One after the other with <paramref name="between"/> between them; empty ones are passed over.</summary>
    public static Word Join(string between, params ReadOnlySpan<Word> parts)
    {
        var said = None;
        foreach (var part in parts)
        {
            if (part.Chinese.Length == 0) continue;
            said = said.Chinese.Length == 0 ? part : new Word(said.Chinese + between + part.Chinese, said.English + between + part.English);
        }

        return said;
    }

    public static implicit operator string(Word word) => word.Chinese;

    public override string ToString() => Chinese;
}
