namespace DataMatching.Storage.Documents;

/// <summary>
/// What documents of one kind usually say, by which each of them is made smaller (a preset dictionary of DEFLATE): a verdict is a third of what it is by itself. What was packed with such words cannot be read
/// without them, so that they never change; better ones are another file under the next number.
/// </summary>
internal sealed class UsualWords
{
    /// <summary>RFC 1951, 3.2.3: no packed document begins with a block of kind 3.</summary>
    private const byte NoBlock = 0b110;

    /// <summary>Of verdicts (<c>verdict.1.txt</c>).</summary>
    public static readonly UsualWords Verdict = new(1, "verdict.1.txt");

    private UsualWords(int number, string file)
    {
        using var stream = typeof(UsualWords).Assembly.GetManifestResourceStream("Documents/" + file)
            ?? throw new InvalidOperationException($"The words {file} are not embedded in this build. Expected them under Documents.");
        var words = new byte[stream.Length];
        stream.ReadExactly(words);
        (Mark, Words, Block) = ((byte)((number << 3) | NoBlock), words, Deflated.Stored(words, last: false));
    }

    /// <summary>The first byte of what was packed with them.</summary>
    public byte Mark { get; }

    public byte[] Words { get; }

    /// <summary>The words as a block that others follow.</summary>
    public byte[] Block { get; }

    /// <summary>The words that a packed document was packed with; null when it was packed by itself.</summary>
    /// <exception cref="StoreException">They are those of a newer program.</exception>
    public static UsualWords? Of(ReadOnlySpan<byte> packed) => packed.IsEmpty || (packed[0] & NoBlock) != NoBlock ? null
        : packed[0] == Verdict.Mark ? Verdict
        : throw new StoreException($"A document was packed with words no. {packed[0] >> 3}, which this program does not have: it was written by a newer version. Use that version.");
}
