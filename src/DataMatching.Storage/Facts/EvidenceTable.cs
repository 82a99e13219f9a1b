using System.Buffers;
using System.Text;
using DataMatching.Storage.Protection;

namespace DataMatching.Storage;

/// <summary>A row of the table evidence, not sealed yet. <paramref name="Household"/>: the first one in it.</summary>
internal sealed record EvidenceRow(string Household, int Part, byte[] Facts);

/// <summary>
/// What lies in the table evidence: the facts that a batch has of several neighbouring households, sealed together. A row is named after the first of them, and no other row of the batch is named after a key between
/// the first and the last of them: whoever looks for a household reads the row with the largest name that is not after its key. A household with more facts than a row holds has rows of its own: parts 0, 1, and so on.
/// </summary>
internal static class EvidenceTable
{
    /// <summary>Bytes of a row, before it is sealed, beyond which another is begun: larger rows would take a page of their own in SQLite.</summary>
    public const int FullRow = 880;

    /// <summary>Bytes that the lengths of a key and of facts take beside them, no more than that in nearly all rows.</summary>
    private const int KeyAndLength = 4;

    /// <summary>The first byte of a row: whether it holds the facts of the one household after which it is named and nothing else, as all did before migration 14, or of several, each with its key before them.</summary>
    private const byte OneHousehold = 1, Neighbours = 2;

    public static readonly string[] Columns = ["batch", "household", "part", "facts_enc"];

    /// <summary>Puts households together.</summary>
    /// <param name="households">In ordinal order of their keys, each once; what is there of each in pieces of whole facts.</param>
    public static IEnumerable<EvidenceRow> Pack(IEnumerable<(string Household, IReadOnlyList<ReadOnlyMemory<byte>> Pieces)> households)
    {
        var room = new ArrayBufferWriter<byte>(2 * FullRow);
        string? first = null;
        foreach (var (household, pieces) in households)
        {
            var length = pieces.Sum(p => p.Length);
            var whole = length + Encoding.UTF8.GetByteCount(household) + KeyAndLength;
            if (first is not null && room.WrittenCount + whole > FullRow)
            {
                yield return Neighbouring(first);
                first = null;
            }

            if (whole > FullRow)
            {
                foreach (var row in Alone(household, pieces)) yield return row;
                continue;
            }

            if (first is null) room.Number(Neighbours);
            first ??= household;
            room.Text(household);
            room.Number(length);
            foreach (var piece in pieces) room.Write(piece.Span);
        }

        if (first is not null) yield return Neighbouring(first);

        EvidenceRow Neighbouring(string name)
        {
            var row = new EvidenceRow(name, 0, room.WrittenSpan.ToArray());
            room.ResetWrittenCount();
            return row;
        }
    }

    /// <summary>Puts one household into rows of its own, in the form that all rows had before migration 14.</summary>
    public static IEnumerable<EvidenceRow> Alone(string household, IReadOnlyList<ReadOnlyMemory<byte>> pieces)
    {
        for (var (at, part) = (0, 0); at < pieces.Count; part++)
        {
            var (end, length) = (at + 1, 1 + pieces[at].Length);
            while (end < pieces.Count && length + pieces[end].Length <= FullRow) length += pieces[end++].Length;
            var facts = new byte[length];
            facts[0] = OneHousehold;
            for (var filled = 1; at < end; filled += pieces[at++].Length) pieces[at].Span.CopyTo(facts.AsSpan(filled));
            yield return new EvidenceRow(household, part, facts);
        }
    }

    /// <summary>The same sealed, on all processors and a little ahead of who takes them; household and part as in the table.</summary>
    public static IEnumerable<(string Household, int Part, byte[] Facts)> Sealed(KeyRing keys, long batch, IEnumerable<(string Household, IReadOnlyList<ReadOnlyMemory<byte>> Pieces)> households) =>
        InOrder.Of(Pack(households), row => (row.Household, row.Part, Seal(keys, batch, row)));

    public static byte[] Seal(KeyRing keys, long batch, EvidenceRow row) => keys.Seal(Place.Evidence(batch, row.Household, row.Part), row.Facts);

    /// <summary>The households of a row in their order, each with the bytes of its facts.</summary>
    /// <exception cref="StoreException">It was changed, moved, or is of a newer version.</exception>
    public static IEnumerable<(string Household, ReadOnlyMemory<byte> Facts)> Open(KeyRing keys, long batch, string household, int part, byte[] sealedFacts)
    {
        ReadOnlyMemory<byte> rest = keys.Unseal(Place.Evidence(batch, household, part), sealedFacts);
        if (rest is { Length: > 0, Span: [OneHousehold, ..] })
        {
            yield return (household, rest[1..]);
            yield break;
        }

        if (rest is not { Length: > 0, Span: [Neighbours, ..] }) throw new StoreException($"The evidence of batch {batch} is in a form that this version does not know: use the newer version.");
        for (rest = rest[1..]; !rest.IsEmpty;) yield return Take(ref rest);
    }

    /// <summary>The facts that lie one after the other in these bytes of a household.</summary>
    public static List<PackedFact> Facts(ReadOnlySpan<byte> bytes, string household, string dataset)
    {
        List<PackedFact> facts = [];
        while (bytes.Length > 0) facts.Add(PackedFact.Read(ref bytes, household, dataset));
        return facts;
    }

    private static (string Household, ReadOnlyMemory<byte> Facts) Take(ref ReadOnlyMemory<byte> rest)
    {
        var household = Encoding.UTF8.GetString(Packed.Bytes(ref rest).Span);
        return (household, Packed.Bytes(ref rest));
    }
}
