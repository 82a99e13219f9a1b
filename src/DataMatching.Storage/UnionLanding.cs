using System.Buffers;
using System.Buffers.Binary;
using System.Data.Common;
using System.Globalization;
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
    private readonly Store _store;
    private readonly DbConnection _connection;
    private readonly DbTransaction? _scratch;
    private readonly Bulk _landed;
    private readonly Bulk _documents;
    private readonly Bulk _people;
    private readonly DbCommand _known;
    private readonly ArrayBufferWriter<byte> _buffer = new(4096);
    private readonly Utf8JsonWriter _json;
    private int _files, _roll;

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
        _known = _connection.CreateCommand();
        _known.Transaction = _scratch;
        _known.CommandText = "SELECT COUNT(*) FROM household_version WHERE household = @Household AND content_index = @Content";
        foreach (var name in new[] { "@Household", "@Content" })
        {
            var parameter = _known.CreateParameter();
            parameter.ParameterName = name;
            _known.Parameters.Add(parameter);
        }

        _json = new Utf8JsonWriter(_buffer, Fields.Compact);
    }

    public static byte[] IdIndex(KeyRing keys, ResidentId id)
    {
        Span<byte> body = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(body, id.Body);
        return keys.Index(KeyedIndex.PersonId, body);
    }

    public void Add(Household household)
    {
        RecordKey.Check(household.Key);
        _buffer.ResetWrittenCount();
        _json.Reset();
        HouseholdDocument.Write(_json, household);
        _json.Flush();
        var content = _store.Keys.Index(KeyedIndex.HouseholdContent, _buffer.WrittenSpan);

        _known.Parameters[0].Value = household.Key;
        _known.Parameters[1].Value = content;
        var isNew = Convert.ToInt64(_known.ExecuteScalar(), CultureInfo.InvariantCulture) == 0;
        try
        {
            _landed.Add(household.Key, content);
        }
        catch (DbException e)
        {
            throw new StoreException($"Household {household.Key} could not be taken in, most likely because it comes twice: {e.Message}. Set the second one aside before it comes here.", e);
        }

        if (isNew)
        {
            _documents.Add(_files + _roll, household.Key, content, _store.Keys.Seal(Place.HouseholdVersion(household.Key, content), _buffer.WrittenSpan));
            foreach (var id in household.Members.Select(m => m.Id).OfType<ResidentId>().Distinct()) _people.Add(household.Key, IdIndex(_store.Keys, id));
        }

        if (household.State == FileState.Unfiled) _roll++;
        else _files++;
    }

    /// <returns>The id of the import.</returns>
    public long Store(string sha256, IReadOnlyList<QuarantinedRow> rejected)
    {
        try
        {
            _landed.Flush();
            _documents.Flush();
            _people.Flush();
        }
        catch (DbException e)
        {
            throw new StoreException($"A household could not be taken in, most likely because it comes twice: {e.Message}. Set the second one aside before it comes here.", e);
        }

        _scratch?.Commit();
        using var transaction = _store.Dialect.Write(_connection);
        var import = _connection.ExecuteScalar<long>(
            _store.Dialect.InsertForId("union_import", "sha256", "imported_at", "households", "roll", "rejected"),
            new { sha256, importedat = _store.Now, households = _files, roll = _roll, rejected = rejected.Count }, transaction);
        var landed = _store.Dialect.ScratchName(ScratchTable.Landed);
        var documents = _store.Dialect.ScratchName(ScratchTable.LandedDocument);
        var people = _store.Dialect.ScratchName(ScratchTable.LandedPerson);
        string[] steps =
        [
            $"""
            INSERT INTO household_version (household, content_index, document_enc)
            SELECT l.household, l.content_index, l.document_enc FROM {documents} l
            WHERE NOT EXISTS (SELECT 1 FROM household_version v WHERE v.household = l.household AND v.content_index = l.content_index)
            ORDER BY l.household
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
        _json.Dispose();
        _known.Dispose();
        _people.Dispose();
        _documents.Dispose();
        _landed.Dispose();
        _scratch?.Dispose();
        _connection.Dispose();
    }
}
