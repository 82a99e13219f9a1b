using System.Data;
using System.Data.Common;
using DataMatching.Batches;
using DataMatching.Evidence;
using DataMatching.Storage.Evidence;
using DataMatching.Storage.Protection;
using DataMatching.Storage.Schema;

namespace DataMatching.Storage;

/// <summary>One batch's facts and set-aside rows in one transaction: wholly in after <see cref="Accept"/>, otherwise not at all.</summary>
public sealed class FactWriter : IDisposable
{
    private readonly Database _database;
    private readonly Protector _protector;
    private readonly long _batch;
    private readonly DbTransaction _transaction;
    private readonly PreparedInsert _facts;
    private readonly QuarantineWriter _quarantine;
    private long _number;
    private bool _ended;

    internal FactWriter(Database database, Protector protector, long batch)
    {
        _database = database;
        _protector = protector;
        _batch = batch;
        _transaction = database.Connection.BeginTransaction(IsolationLevel.Serializable);
        _facts = new PreparedInsert(database.Connection, _transaction,
            "INSERT INTO fact (batch, household, number, person, family, kind, grade, month, valid_from, valid_to, amount_fen, line, byte_offset, row_hash, detail_enc) "
            + "VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14)", 15);
        _quarantine = new QuarantineWriter(database, _transaction, batch);
    }

    public void Add(string household, Fact fact)
    {
        var columns = FactCodec.Write(fact);
        var number = _number++;
        var detail = columns.Detail is null ? null : _protector.Protect(FactTables.Detail, FactTables.RowKey(_batch, household, number), columns.Detail);
        _facts.Add(_batch, household, number, fact.Person, columns.Family, columns.Kind, (int)fact.Grade, columns.Month, columns.ValidFrom, columns.ValidTo,
            columns.AmountFen, fact.Source.Line, fact.Source.ByteOffset, fact.Source.RowHash, detail);
    }

    public void SetAside(QuarantinedRow row) => _quarantine.Add(row);

    /// <summary>Marks the batch Accepted with its counts and commits.</summary>
    public void Accept(BatchCounts counts, MatchPass pass)
    {
        BatchTables.Finish(_database, _transaction, _batch, BatchState.Accepted, null, counts, pass);
        End(commit: true);
    }

    /// <summary>Without <see cref="Accept"/>: nothing of the batch is left.</summary>
    public void Dispose() => End(commit: false);

    private void End(bool commit)
    {
        if (_ended) return;
        _ended = true;
        _facts.Dispose();
        _quarantine.Dispose();
        if (commit) _transaction.Commit();
        _transaction.Dispose();
    }
}
