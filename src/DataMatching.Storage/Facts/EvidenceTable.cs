using System.Buffers;
using System.Text;
using DataMatching.Storage.Protection;

namespace DataMatching.Storage;

/// <summary>A row of the table evidence, not sealed yet. <paramref name="Household"/>: the first one in it.</summary>
internal sealed record EvidenceRow(string Household, int Part, byte[] Facts);

/// <summary>
/// What lies in the table evidence: the facts that a batch has of several neighbouring households, sealed together. A row is named after the first of them, and no other row begins before the last of them: whoever
/// looks for a household reads the row with the largest name that is not after its key. A household with more facts than a row holds has rows of its own: parts 0, 1, and so on.
/// </summary>
internal static class EvidenceTable
{
    /// <summary>Bytes of facts beyond which another row is begun: larger rows would take a page of their own in SQLite.</summary>
    public const int FullRow = 880;

    /// <summary>The first byte of a row. Until migration 14 a row held the facts of the one household after which it is named, and nothing else.</summary>
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
            if (first is not null && room.WrittenCount + length > FullRow)
            {
                yield return Row(first, 0);
                first = null;
            }

            if (length <= FullRow)
            {
                first ??= household;
                Add(household, length, pieces, 0, pieces.Count);
                continue;
            }

            for (var (at, part) = (0, 0); at < pieces.Count; part++)
            {
                var (end, filled) = (at + 1, pieces[at].Length);
                while (end < pieces.Count && filled + pieces[end].Length <= FullRow) filled += pieces[end++].Length;
                Add(household, filled, pieces, at, end);
                yield return Row(household, part);
                at = end;
            }
        }

        if (first is not null) yield return Row(first, 0);

        void Add(string household, int length, IReadOnlyList<ReadOnlyMemory<byte>> pieces, int from, int to)
        {
            if (room.WrittenCount == 0) room.Number(Neighbours);
            room.Text(household);
            room.Number(length);
            for (var i = from; i < to; i++) room.Write(pieces[i].Span);
        }

        EvidenceRow Row(string household, int part)
        {
            var row = new EvidenceRow(household, part, room.WrittenSpan.ToArray());
            room.ResetWrittenCount();
            return row;
        }
    }

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
