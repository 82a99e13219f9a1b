using System.Data.Common;
using DataMatching.Batches;
using DataMatching.Storage.Schema;

namespace DataMatching.Storage;

/// <summary>Appends a batch's set-aside rows, numbered from 0 in the order given.</summary>
internal sealed class QuarantineWriter(Database database, DbTransaction transaction, long batch) : IDisposable
{
    private readonly PreparedInsert _insert = new(
        database.Connection, transaction,
        "INSERT INTO quarantined_row (batch, number, file, line, byte_offset, column_name, reason, person) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7)", 8);

    private long _number;

    public void Add(QuarantinedRow row) => _insert.Add(batch, _number++, row.File, row.Line, row.ByteOffset, row.Column, row.Reason, row.Person);

    public void Dispose() => _insert.Dispose();
}
