using System.Buffers;
using System.Buffers.Binary;
using System.Data.Common;
using System.Text.Json;
using Dapper;
using DataMatching.Batches;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Storage.Documents;
using DataMatching.Storage.Protection;

namespace DataMatching.Storage;

/// <summary>
/// One import on its way in: households are hashed (and, when new, sealed) into scratch tables while the files are read, and moved in one
/// transaction at the end, so that a long file keeps nobody else from writing.
/// </summary>
internal sealed class UnionLanding : IDisposable
{
    private const int Together = 500;
    private readonly Store _store;
    private readonly DbConnection _connection;
    private readonly DbTransaction? _scratch;
    private readonly Bulk _landed;
    private readonly Bulk _documents;
    private readonly Bulk _people;
    private int _files, _roll;
    private long _sealed;

    public UnionLanding(Store store)
    {
        _store = store;
        var dialect = store.Dialect;
        _connection = dialect.ConnectAlone();
        _connection.Execute(dialect.CreateScratch(ScratchTable.Landed));
        _connection.Execute(dialect.CreateScratch(ScratchTable.LandedDocument));
        _connection.Execute(dialect.CreateScratch(ScratchTable.LandedPerson));
        _scratch = dialect.Scratch(_connection);
        _landed = dialect.Bulk(_connection, _scratch, dialect.ScratchName(ScratchTable.Landed), "household", "content_index");
        _documents = dialect.Bulk(_connection, _scratch, dialect.ScratchName(ScratchTable.LandedDocument), "ordinal", "household", "content_index", "document_enc");
        _people = dialect.Bulk(_connection, _scratch, dialect.ScratchName(ScratchTable.LandedPerson), "household", "id_index");
    }

    public static byte[] IdIndex(KeyRing keys, ResidentId id)
    {
        Span<byte> body = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(body, id.Body);
        return keys.Index(KeyedIndex.PersonId, body);
    }

    /// <exception cref="StoreException">A household comes twice, or its key is not sound.</exception>
    public void Add(IEnumerable<Household> households)
    {
        foreach (var some in InOrder.Of(households, Written).Chunk(Together)) Take(some);
    }

    private Landed Written(Household household)
    {
        RecordKey.Check(household.Key);
        var document = new ArrayBufferWriter<byte>(2048);
        using (var json = new Utf8JsonWriter(document, Fields.Compact)) HouseholdDocument.Write(json, household);
        return new Landed(household, _store.Keys.Index(KeyedIndex.HouseholdContent, document.WrittenSpan), document.WrittenMemory);
    }

    private void Take(Landed[] some)
    {
        // Known are those that an import before had with the same content: they are not sealed again.
        var known = _connection.Query<(string Household, byte[] Content)>(
            $"SELECT household, content_index FROM household_version WHERE {_store.Dialect.In("household", "@Keys")}", new { Keys = some.Select(l => l.Household.Key).ToArray() }, _scratch)
            .Select(k => (k.Household, Convert.ToHexString(k.Content))).ToHashSet();
        foreach (var landed in some)
        {
            try
            {
                _landed.Add(landed.Household.Key, landed.Content);
            }
            catch (DbException e) when (!e.IsTransient)
            {
                throw new StoreException($"Household {landed.Household.Key} could not be taken in, most likely because it comes twice: {e.Message}. Set the second one aside before it comes here.", e);
            }

            if (landed.Household.State == FileState.Unfiled) _roll++;
            else _files++;
        }

        var news = some.Where(l => !known.Contains((l.Household.Key, Convert.ToHexString(l.Content))));
        foreach (var (landed, document, people) in InOrder.Of(news, Sealed))
        {
            _documents.Add(_sealed++, landed.Household.Key, landed.Content, document);
            foreach (var person in people) _people.Add(landed.Household.Key, person);
        }
    }

    private (Landed Landed, byte[] Document, byte[][] People) Sealed(Landed landed) => (
        landed, _store.Keys.Seal(Place.HouseholdVersion(landed.Household.Key, landed.Content), landed.Document.Span),
        [.. landed.Household.Members.Select(m => m.Id).OfType<ResidentId>().Distinct().Select(id => IdIndex(_store.Keys, id))]);

    /// <returns>The id of the import.</returns>
    public long Store(string sha256, IReadOnlyList<QuarantinedRow> rejected)
    {
        try
        {
            _landed.Flush();
            _documents.Flush();
            _people.Flush();
        }
        catch (DbException e) when (!e.IsTransient)
        {
            throw new StoreException($"A household could not be taken in, most likely because it comes twice: {e.Message}. Set the second one aside before it comes here.", e);
        }

        _scratch?.Commit();
        _store.Dialect.Survey(_connection, _store.Dialect.ScratchName(ScratchTable.Landed), _store.Dialect.ScratchName(ScratchTable.LandedDocument), _store.Dialect.ScratchName(ScratchTable.LandedPerson));
        var import = _store.InTurn(() => Move(sha256, rejected));
        _store.Dialect.Survey(_connection, "household_version", "household_version_person", "union_household");
        return import;
    }

    private long Move(string sha256, IReadOnlyList<QuarantinedRow> rejected)
    {
        var landed = _store.Dialect.ScratchName(ScratchTable.Landed);
        var documents = _store.Dialect.ScratchName(ScratchTable.LandedDocument);
        var people = _store.Dialect.ScratchName(ScratchTable.LandedPerson);
        using var transaction = _store.Dialect.Write(_connection);
        var import = _connection.ExecuteScalar<long>(
            _store.Dialect.InsertForId("union_import", "sha256", "imported_at", "households", "roll", "rejected"),
            new { sha256, importedat = _store.Now, households = _files, roll = _roll, rejected = rejected.Count }, transaction);
        string[] steps =
        [
            $"""
            INSERT INTO household_version (household, content_index, document_enc)
            SELECT l.household, l.content_index, l.document_enc FROM {documents} l
            WHERE NOT EXISTS (SELECT 1 FROM household_version v WHERE v.household = l.household AND v.content_index = l.content_index)
            ORDER BY l.ordinal
            """,
            $"""
            INSERT INTO household_version_person (id_index, version)
            SELECT p.id_index, v.id FROM {people} p JOIN {landed} l ON l.household = p.household
              JOIN household_version v ON v.household = l.household AND v.content_index = l.content_index
            WHERE NOT EXISTS (SELECT 1 FROM household_version_person x WHERE x.id_index = p.id_index AND x.version = v.id)
            ORDER BY p.id_index, v.id
            """,
            $"""
            UPDATE union_household SET until = @Import
            WHERE until IS NULL AND NOT EXISTS (
              SELECT 1 FROM {landed} l JOIN household_version v ON v.household = l.household AND v.content_index = l.content_index
              WHERE l.household = union_household.household AND v.id = union_household.version)
            """,
            $"""
            INSERT INTO union_household (household, since, until, version)
            SELECT l.household, @Import, NULL, v.id FROM {landed} l
              JOIN household_version v ON v.household = l.household AND v.content_index = l.content_index
            WHERE NOT EXISTS (SELECT 1 FROM union_household u WHERE u.household = l.household AND u.until IS NULL)
            ORDER BY l.household
            """,
        ];
        foreach (var step in steps) _connection.Execute(step, new { Import = import }, transaction);

        using (var rows = _store.Dialect.Bulk(_connection, transaction, "union_rejected_row", ["import", .. SetAsideRow.Inserted]))
        {
            for (var i = 0; i < rejected.Count; i++)
            {
                var r = rejected[i];
                rows.Add(import, i, r.File, r.Line, r.ByteOffset, r.Column, r.Reason, r.Person);
            }
        }

        transaction.Commit();
        return import;
    }

    public void Dispose()
    {
        _people.Dispose();
        _documents.Dispose();
        _landed.Dispose();
        _scratch?.Dispose();
        _connection.Dispose();
    }

    /// <param name="Content">The keyed index of the document.</param>
    /// <param name="Document">Not sealed yet.</param>
    private sealed record Landed(Household Household, byte[] Content, ReadOnlyMemory<byte> Document);
}
