using System.Buffers;
using System.Buffers.Binary;
using System.Data.Common;
using System.Globalization;
using System.Text;
using Dapper;
using DataMatching.Batches;
using DataMatching.Storage.Protection;

namespace DataMatching.Storage;

/// <summary>What a batch says of a household, as it lies among others: nothing is copied until it is asked for.</summary>
/// <param name="Key">The household's key in UTF-8, whose bytes are ordered as keys are.</param>
/// <param name="Digest">A keyed digest of all that is said.</param>
/// <param name="Edges">The days on which something of it begins to hold, or no longer holds: their day numbers (0001-01-01 is 0), ascending.</param>
internal readonly record struct BatchContent(ReadOnlyMemory<byte> Key, UInt128 Digest, ReadOnlyMemory<byte> Edges)
{
    public string Household => Encoding.UTF8.GetString(Key.Span);

    /// <summary>True when one of the days is after <paramref name="after"/> and not after <paramref name="to"/>.</summary>
    public bool HasEdge(DateOnly after, DateOnly to)
    {
        for (var rest = Edges.Span; rest.Length > 0;)
        {
            var day = Packed.Number(ref rest);
            if (day > after.DayNumber) return day <= to.DayNumber;
        }

        return false;
    }
}

/// <summary>The table batch_content: all households of a batch in ordinal order, usually more than a thousand in a row, sealed. It is only ever read whole.</summary>
internal static class BatchContents
{
    private const int FullRow = 1 << 15, DigestLength = 16;

    /// <summary>The first byte of a row: whether another follows.</summary>
    private const byte AnotherFollows = 1, Last = 2;

    public static readonly string[] Columns = ["batch", "part", "households_enc"];

    /// <param name="households">In ordinal order, each once; days ascending.</param>
    public static void Write(Bulk rows, KeyRing keys, long batch, IEnumerable<(string Household, UInt128 Digest, IReadOnlyList<int> Edges)> households)
    {
        var (room, days) = (new ArrayBufferWriter<byte>(FullRow + 1024), new ArrayBufferWriter<byte>());
        var part = 0;
        foreach (var (household, digest, edges) in households)
        {
            days.ResetWrittenCount();
            foreach (var day in edges) days.Number(day);
            if (room.WrittenCount >= FullRow) Seal(AnotherFollows);
            if (room.WrittenCount == 0) room.Number(Last);
            room.Text(household);
            BinaryPrimitives.WriteUInt128BigEndian(room.GetSpan(DigestLength), digest);
            room.Advance(DigestLength);
            room.Number(days.WrittenCount);
            room.Write(days.WrittenSpan);
        }

        if (room.WrittenCount > 0) Seal(Last);

        void Seal(byte kind)
        {
            var row = room.WrittenSpan.ToArray();
            row[0] = kind;
            rows.Add(batch, part, keys.Seal(Place.BatchContent(batch, part++), row));
            room.ResetWrittenCount();
        }
    }

    /// <summary>In ordinal order of the households; streamed, and the connection is free between two of them.</summary>
    /// <param name="transaction">Of the connection, where it has one.</param>
    /// <exception cref="StoreException">They were tampered with, or a row of them is missing: whom a batch says nothing of would look unchanged.</exception>
    public static IEnumerable<BatchContent> Read(DbConnection connection, KeyRing keys, long batch, DbTransaction? transaction = null)
    {
        var more = true;
        for (var part = 0; more; part++)
        {
            if (Row(connection, batch, part, transaction) is not { } row)
            {
                if (part == 0 && HasNone()) yield break;
                throw new StoreException(string.Create(
                    CultureInfo.InvariantCulture, $"What batch {batch} says of its households is not whole: part {part} is missing. Restore the database together with its data/keys from one backup."));
            }

            ReadOnlyMemory<byte> rest = keys.Unseal(Place.BatchContent(batch, part), row);
            more = (rest.IsEmpty ? 0 : rest.Span[0]) switch
            {
                AnotherFollows => true,
                Last => false,
                _ => throw new StoreException($"What batch {batch} says of its households is in a form that this version does not know: use the newer version."),
            };
            for (rest = rest[1..]; !rest.IsEmpty;) yield return Take(ref rest);
        }

        bool HasNone() => connection.ExecuteScalar<long>(
            "SELECT COUNT(*) FROM batch WHERE id = @Batch AND facts > 0 AND removed_at IS NULL AND state = @Accepted", new { Batch = batch, Accepted = (int)BatchState.Accepted }, transaction) == 0;
    }

    /// <summary>Accepted batches that have facts and lack some of these rows, or all; ordered. Rows that do not open are not looked into.</summary>
    public static IEnumerable<long> NotWhole(DbConnection connection, KeyRing keys, DbTransaction transaction)
    {
        var found = connection.Query<(long Batch, long Rows, long Last)>(
            "SELECT b.id, COUNT(c.part), COALESCE(MAX(c.part), -1) FROM batch b LEFT JOIN batch_content c ON c.batch = b.id WHERE b.facts > 0 AND b.removed_at IS NULL AND b.state = @Accepted GROUP BY b.id ORDER BY b.id",
            new { Accepted = (int)BatchState.Accepted }, transaction, commandTimeout: 0).AsList();
        foreach (var (batch, rows, last) in found)
        {
            if (rows != last + 1 || rows == 0 || !EndsWith(batch, (int)last)) yield return batch;
        }

        bool EndsWith(long batch, int part)
        {
            try
            {
                return keys.Unseal(Place.BatchContent(batch, part), Row(connection, batch, part, transaction)!) is [Last, ..];
            }
            catch (StoreException)
            {
                return true;
            }
        }
    }

    private static byte[]? Row(DbConnection connection, long batch, int part, DbTransaction? transaction) =>
        connection.QuerySingleOrDefault<byte[]>("SELECT households_enc FROM batch_content WHERE batch = @Batch AND part = @Part", new { Batch = batch, Part = part }, transaction);

    private static BatchContent Take(ref ReadOnlyMemory<byte> rest)
    {
        var key = Packed.Bytes(ref rest);
        var digest = BinaryPrimitives.ReadUInt128BigEndian(Packed.Take(ref rest, 0, DigestLength).Span);
        return new BatchContent(key, digest, Packed.Bytes(ref rest));
    }
}
