using System.Buffers.Binary;
using System.Data.Common;
using Dapper;

namespace DataMatching.Storage;

/// <summary>Moves what batches of before migration 14 say of their households, a row each, into batch_content; within that migration.</summary>
internal static class MoveContents
{
    /// <summary>The migration it belongs to.</summary>
    public const int Migration = 14;

    private const int HouseholdsAtOnce = 5_000;

    /// <exception cref="KeyRingException">There are such rows, and the keys are not those of the database.</exception>
    public static void Run(DbConnection connection, DbTransaction transaction, Dialect dialect, KeyRing? keys)
    {
        var batches = connection.Query<long>("SELECT DISTINCT batch FROM batch_household_before ORDER BY batch", transaction: transaction, commandTimeout: 0).AsList();
        if (batches.Count == 0) return;
        var fitting = KeyMark.Fitting(connection, transaction, keys);
        using var rows = dialect.Bulk(connection, transaction, "batch_content", BatchContents.Columns);
        foreach (var batch in batches) BatchContents.Write(rows, fitting, batch, Read(connection, transaction, dialect, batch));
    }

    /// <summary>Days as they lay in batch_household: four bytes each, the highest first.</summary>
    public static byte[] OldDays(IReadOnlyList<int> days)
    {
        var bytes = new byte[days.Count * sizeof(int)];
        for (var i = 0; i < days.Count; i++) BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(i * sizeof(int)), days[i]);
        return bytes;
    }

    private static IEnumerable<(string Household, UInt128 Digest, IReadOnlyList<int> Edges)> Read(DbConnection connection, DbTransaction transaction, Dialect dialect, long batch)
    {
        var select = "SELECT household, content_index, edge_days FROM batch_household_before WHERE batch = @Batch AND household > @After ORDER BY household " + dialect.FirstCount;
        List<(string Household, byte[] Content, byte[]? Edges)> some;
        for (var after = ""; (some = connection.Query<(string, byte[], byte[]?)>(select, new { Batch = batch, After = after, Count = HouseholdsAtOnce }, transaction, commandTimeout: 0).AsList()).Count > 0; after = some[^1].Household)
        {
            foreach (var (household, content, edges) in some) yield return (household, BinaryPrimitives.ReadUInt128BigEndian(content), Days(edges ?? []));
        }
    }

    private static int[] Days(ReadOnlySpan<byte> bytes)
    {
        var days = new int[bytes.Length / sizeof(int)];
        for (var i = 0; i < days.Length; i++) days[i] = BinaryPrimitives.ReadInt32BigEndian(bytes[(i * sizeof(int))..]);
        return days;
    }
}
