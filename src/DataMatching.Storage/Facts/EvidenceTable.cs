using System.Buffers.Binary;
using DataMatching.Storage.Protection;

namespace DataMatching.Storage;

/// <summary>What lies in the table evidence: the facts of a household of one batch, in one part or several, each sealed for its place.</summary>
internal static class EvidenceTable
{
    /// <summary>Bytes of facts in a part beyond which another is begun: larger rows would take a page of their own in SQLite.</summary>
    public const int FullPart = 800;

    /// <summary>The first byte of a part.</summary>
    private const byte Format = 1;

    public static readonly string[] Columns = ["batch", "household", "part", "facts_enc"];

    /// <summary>Seals facts that were packed one after the other.</summary>
    /// <param name="room">Where they stand, with one byte free before them.</param>
    public static byte[] Seal(KeyRing keys, long batch, string household, int part, Span<byte> room)
    {
        room[0] = Format;
        return keys.Seal(Place.Evidence(batch, household, part), room);
    }

    /// <exception cref="StoreException">It was changed, moved, or is of a newer version.</exception>
    public static IEnumerable<PackedFact> Open(KeyRing keys, long batch, string household, int part, string dataset, byte[] sealedFacts)
    {
        var plain = keys.Unseal(Place.Evidence(batch, household, part), sealedFacts);
        if (plain is not [Format, ..]) throw new StoreException($"The evidence of batch {batch} is in a form that this version does not know: use the newer version.");
        List<PackedFact> facts = [];
        ReadOnlySpan<byte> rest = plain.AsSpan(1);
        while (rest.Length > 0) facts.Add(PackedFact.Read(ref rest, household, dataset));
        return facts;
    }

    /// <summary>Days on which something of a household begins to hold, or no longer holds, as they are kept: ascending, each once.</summary>
    public static byte[] Edges(ReadOnlySpan<int> days)
    {
        var bytes = new byte[days.Length * sizeof(int)];
        for (var i = 0; i < days.Length; i++) BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(i * sizeof(int)), days[i]);
        return bytes;
    }

    /// <summary>True when one of the days is after <paramref name="after"/> and not after <paramref name="to"/>.</summary>
    public static bool HasEdge(ReadOnlySpan<byte> edges, DateOnly after, DateOnly to)
    {
        for (; edges.Length >= sizeof(int); edges = edges[sizeof(int)..])
        {
            var day = BinaryPrimitives.ReadInt32BigEndian(edges);
            if (day > after.DayNumber) return day <= to.DayNumber;
        }

        return false;
    }
}
