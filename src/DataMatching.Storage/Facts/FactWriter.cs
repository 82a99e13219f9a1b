using System.Buffers;
using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using Dapper;
using DataMatching.Batches;
using DataMatching.Evidence;
using DataMatching.Matching;
using DataMatching.Matching.Checking;
using DataMatching.Storage.Documents;
using DataMatching.Storage.Protection;

namespace DataMatching.Storage;

/// <summary>
/// Takes the facts of one batch while its file is read, packed by household in memory and, beyond some tens of megabytes, sealed in scratch tables that nobody else sees and that keep nobody from writing;
/// <see cref="Accept"/> moves them over in one transaction. Several may be open at once; one is used by one thread.
/// </summary>
public sealed class FactWriter : IDisposable
{
    /// <summary>Mebibytes of packed facts that are held in memory before they are put down.</summary>
    public const int Held = 32;

    private readonly Store _store;
    private readonly Batch _batch;
    private readonly DbConnection _connection;
    private readonly DbTransaction? _scratch;
    private readonly GatheredFacts _facts;
    private readonly Bulk _setAside;
    private readonly List<UInt128> _contents = [];
    private readonly FactContent _content;
    private readonly SpilledEvidence _spilled;
    private long _added, _aside;
    private bool _done;

    /// <param name="mebibytes">Usually <see cref="Held"/>.</param>
    internal FactWriter(Store store, Batch batch, int mebibytes)
    {
        if (batch.State != BatchState.Pending) throw NotPending(batch.Id);
        _store = store;
        _batch = batch;
        _content = new FactContent(store.Keys);
        var dialect = store.Dialect;
        _connection = dialect.ConnectAlone();
        _connection.Execute(dialect.CreateScratch(ScratchTable.NewEvidence));
        _connection.Execute(dialect.CreateScratch(ScratchTable.NewRow));
        _scratch = dialect.Scratch(_connection);
        _facts = new GatheredFacts(batch.Manifest.Dataset, mebibytes);
        _spilled = new SpilledEvidence(_connection, _scratch, dialect, store.Keys, batch.Id);
        _setAside = dialect.Bulk(_connection, _scratch, dialect.ScratchName(ScratchTable.NewRow), SetAsideRow.Inserted);
    }

    /// <summary>How often facts were put down before the end.</summary>
    internal int PutDown => _spilled.Runs;

    /// <summary>Adds a fact of one of our households.</summary>
    /// <exception cref="ArgumentException">The fact says it is of another batch, file or registry, or its row hash is not a SHA-256 in hex.</exception>
    public void Add(string household, Fact fact)
    {
        RecordKey.Check(household);
        RecordKey.Check(fact.Person);
        var row = FactRow.Of(fact);
        var source = fact.Source;
        if (source.Batch != _batch.Id || !string.Equals(source.File, _batch.File, StringComparison.Ordinal))
            throw new ArgumentException($"The fact of line {source.Line} names batch {source.Batch} and file {source.File}; this is batch {_batch.Id} of {_batch.File}.", nameof(fact));
        if (!FactRow.IsOfUnion(row.Family) && !string.Equals(fact.Registry, _batch.Manifest.Registry, StringComparison.Ordinal))
            throw new ArgumentException($"The fact of line {source.Line} names registry {fact.Registry}; this batch is of {_batch.Manifest.Registry}.", nameof(fact));

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Hash(source, hash);
        if (_facts.IsFull) _spilled.Add(_facts.PutDown());
        var number = _facts.Add(household, fact, row, _added++, hash);

        // A sum of digests: the same whatever the order, and twice the same row is not the same as once.
        if (number == _contents.Count) _contents.Add(0);
        _contents[number] = unchecked(_contents[number] + _content.Of(fact, row, hash));
    }

    /// <summary>Sets a row aside; its reason repeats nothing of its content.</summary>
    public void SetAside(QuarantinedRow row) => _setAside.Add(_aside++, row.File, row.Line, row.ByteOffset, row.Column, row.Reason, row.Person);

    /// <summary>
    /// Marks the batch Accepted with its counts and the people it was matched against, and commits. Of <paramref name="counts"/>, facts and quarantined rows are counted here, the rest is taken as given; <paramref name="profile"/> is what later deliveries are held against, <paramref name="header"/> what their headers are, null of a file that has none, <paramref name="described"/> what its rows without a number came to, null where there are none.
    /// </summary>
    /// <exception cref="StoreException">Somebody else accepted or refused the batch meanwhile; nothing of this writer is stored.</exception>
    public void Accept(BatchCounts counts, MatchPass? pass = null, BatchProfile? profile = null, FileHeader? header = null, DescribedSample? described = null)
    {
        ObjectDisposedException.ThrowIf(_done, this);
        _done = true;
        long? merged = null;
        if (_spilled.Runs > 0)
        {
            _spilled.Add(_facts.PutDown());
            merged = _spilled.Merge();
        }

        _setAside.Flush();
        _scratch?.Commit();
        _store.InTurn(() => Move(counts, pass, profile, header, described, merged));
    }

    private void Move(BatchCounts counts, MatchPass? pass, BatchProfile? profile, FileHeader? header, DescribedSample? described, long? merged)
    {
        var dialect = _store.Dialect;
        using var transaction = dialect.Write(_connection);
        var updated = _connection.Execute(
            "UPDATE batch SET state = @Accepted, row_count = @Rows, matched = @Matched, facts = @Facts, quarantined = @Quarantined, no_basis = @NoBasis, "
            + "no_usable_id = @NoUsableId, byte_count = @Bytes, matched_import = @Import, matched_on = @On, matcher = @Matcher, header = @Header, header_drift = @HeaderDrift "
            + "WHERE id = @Id AND state = @Pending",
            new
            {
                Accepted = (int)BatchState.Accepted,
                Pending = (int)BatchState.Pending,
                _batch.Id,
                counts.Rows,
                counts.Matched,
                Facts = _added,
                Quarantined = _aside,
                counts.NoBasis,
                counts.NoUsableId,
                counts.Bytes,
                pass?.Import,
                On = Iso.Of(pass?.On),
                Matcher = MatcherVersion.Current,
                Header = BatchRow.HeaderOf(header),
                HeaderDrift = header?.Drift,
            },
            transaction);
        if (updated != 1) throw NotPending(_batch.Id);

        if (merged is not null)
        {
            _connection.Execute(
                $"INSERT INTO evidence (batch, household, part, facts_enc) SELECT @Batch, household, part, facts_enc FROM {dialect.ScratchName(ScratchTable.NewEvidence)} WHERE ordinal >= @merged ORDER BY ordinal",
                new { Batch = _batch.Id, merged }, transaction, commandTimeout: 0);
        }
        else
        {
            using var evidence = dialect.Bulk(_connection, transaction, "evidence", EvidenceTable.Columns);
            foreach (var (household, part, facts) in EvidenceTable.Sealed(_store.Keys, _batch.Id, _facts.PutDown())) evidence.Add(_batch.Id, household, part, facts);
        }

        var aside = Bulk.Names(SetAsideRow.Inserted);
        _connection.Execute(
            $"INSERT INTO quarantined_row (batch, {aside}) SELECT @Batch, {aside} FROM {dialect.ScratchName(ScratchTable.NewRow)} ORDER BY ordinal",
            new { Batch = _batch.Id }, transaction);
        using (var contents = dialect.Bulk(_connection, transaction, "batch_content", BatchContents.Columns))
        {
            BatchContents.Write(contents, _store.Keys, _batch.Id, _facts.WithEdges().Select(h => (h.Household, _contents[h.Number], h.Edges)));
        }

        if (profile is not null) _store.Drift.Insert(_connection, transaction, _batch.Id, profile);
        if (described is not null) _store.Matches.Insert(_connection, transaction, _batch.Id, described);
        transaction.Commit();
    }

    public void Dispose()
    {
        _done = true;
        _spilled.Dispose();
        _setAside.Dispose();
        _scratch?.Dispose();
        _connection.Dispose();
    }

    private static void Hash(Provenance source, Span<byte> hash)
    {
        if (source.RowHash.Length == 2 * hash.Length && Convert.FromHexString(source.RowHash, hash, out _, out _) == OperationStatus.Done) return;
        throw new ArgumentException($"The fact of line {source.Line} has no row hash of 64 hex digits (SHA-256 of the raw row).", nameof(source));
    }

    private static StoreException NotPending(long batch) => new(string.Create(
        CultureInfo.InvariantCulture, $"Batch {batch} is not pending: it was accepted or refused already, and its facts stay as they are."));
}
