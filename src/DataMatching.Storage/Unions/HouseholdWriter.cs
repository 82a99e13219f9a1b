using System.Data.Common;
using Dapper;
using DataMatching.Households;
using DataMatching.Storage.Protection;
using DataMatching.Storage.Schema;

namespace DataMatching.Storage.Unions;

/// <summary>Writes an import's households; a content that was there before is referred to, not written again.</summary>
internal sealed class HouseholdWriter : IDisposable
{
    private readonly Protector _protector;
    private readonly long _import;
    private readonly DbCommand _find;
    private readonly PreparedInsert _version;
    private readonly PreparedInsert _person;
    private readonly PreparedInsert _membership;
    private long _nextVersion;

    public HouseholdWriter(Database database, Protector protector, DbTransaction transaction, long import)
    {
        _protector = protector;
        _import = import;
        var connection = database.Connection;
        _find = connection.CreateCommand();
        _find.Transaction = transaction;
        _find.CommandText = "SELECT id FROM household_version WHERE household = @p0 AND content_index = @p1";
        foreach (var name in new[] { "@p0", "@p1" })
        {
            var parameter = _find.CreateParameter();
            parameter.ParameterName = name;
            _find.Parameters.Add(parameter);
        }

        _version = new PreparedInsert(connection, transaction,
            "INSERT INTO household_version (id, household, content_index, district, state, document_enc) VALUES (@p0, @p1, @p2, @p3, @p4, @p5)", 6);
        _person = new PreparedInsert(connection, transaction, "INSERT INTO household_person (version, person, id_index) VALUES (@p0, @p1, @p2)", 3);
        _membership = new PreparedInsert(connection, transaction, "INSERT INTO union_import_household (import, household, version) VALUES (@p0, @p1, @p2)", 3);
        _nextVersion = connection.ExecuteScalar<long?>("SELECT MAX(id) FROM household_version", transaction: transaction) ?? 0;
    }

    public void Add(Household household)
    {
        var document = HouseholdDocument.Write(household);
        // The index is keyed: a plain hash of a document with few unknowns could be tried out.
        var content = _protector.Index("household", document);
        _find.Parameters[0].Value = household.Key;
        _find.Parameters[1].Value = content;
        if (_find.ExecuteScalar() is not long version) version = Write(household, content, document);
        _membership.Add(_import, household.Key, version);
    }

    public void Dispose()
    {
        _find.Dispose();
        _version.Dispose();
        _person.Dispose();
        _membership.Dispose();
    }

    private long Write(Household household, byte[] content, string document)
    {
        var version = ++_nextVersion;
        _version.Add(version, household.Key, content, household.District.Code, (int)household.State, _protector.Protect("household_version.document_enc", household.Key, document));
        foreach (var member in household.Members)
        {
            if (member.Id is { } id) _person.Add(version, member.Person, UnionTables.IdIndex(_protector, id));
        }

        return version;
    }
}
