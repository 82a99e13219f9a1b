using System.Data.Common;
using Dapper;
using DataMatching.Batches;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Storage.Protection;
using DataMatching.Storage.Schema;
using DataMatching.Storage.Unions;

namespace DataMatching.Storage;

/// <summary>A snapshot of the union files. <paramref name="Rejected"/>: rows set aside.</summary>
public sealed record UnionImport(long Id, string Sha256, DateTimeOffset ImportedAt, int Households, int Roll, int Rejected);

/// <summary>The union files, snapshot by snapshot; a household's document is stored once for each content it has had.</summary>
public sealed class UnionTables
{
    private const string Document = "household_version.document_enc";
    private readonly Database _database;
    private readonly Protector _protector;

    internal UnionTables(Database database, Protector protector) => (_database, _protector) = (database, protector);

    /// <summary>Stores a snapshot in one transaction; the newest import's digest again answers with that import.</summary>
    public UnionImport Import(string sha256, IEnumerable<Household> households, IReadOnlyList<QuarantinedRow> rejected)
    {
        if (Latest() is { } latest && latest.Sha256 == sha256) return latest;
        return _database.Atomically(t =>
        {
            var id = _database.Connection.ExecuteScalar<long>(
                "INSERT INTO union_import (sha256, imported_at, households, roll, rejected) VALUES (@sha256, @at, 0, 0, @rejected); SELECT MAX(id) FROM union_import",
                new { sha256, at = _database.Now, rejected = rejected.Count }, t);
            var (filed, roll) = (0, 0);
            using (var writer = new HouseholdWriter(_database, _protector, t, id))
            {
                foreach (var household in households)
                {
                    writer.Add(household);
                    if (household.State == FileState.Unfiled) roll++;
                    else filed++;
                }
            }

            for (var i = 0; i < rejected.Count; i++)
            {
                _database.Connection.Execute(
                    "INSERT INTO union_rejected_row (import, number, file, line, byte_offset, column_name, reason) VALUES (@id, @i, @File, @Line, @ByteOffset, @Column, @Reason)",
                    new { id, i, rejected[i].File, rejected[i].Line, rejected[i].ByteOffset, rejected[i].Column, rejected[i].Reason }, t);
            }

            _database.Connection.Execute("UPDATE union_import SET households = @filed, roll = @roll WHERE id = @id", new { id, filed, roll }, t);
            return ById(id, t)!;
        });
    }

    public UnionImport? Latest()
    {
        var id = _database.Connection.ExecuteScalar<long?>("SELECT MAX(id) FROM union_import");
        return id is { } i ? ById(i, null) : null;
    }

    /// <summary>The digest of an import's files.</summary>
    public string Sha256(long import) => ById(import, null)?.Sha256 ?? throw new ArgumentException($"There is no union import {import}.", nameof(import));

    /// <summary>Rows of an import that were set aside.</summary>
    public IReadOnlyList<QuarantinedRow> Rejected(long import) =>
        [.. _database.Connection.Query<(string File, long Line, long Offset, string? Column, string Reason)>(
            "SELECT file, line, byte_offset, column_name, reason FROM union_rejected_row WHERE import = @import ORDER BY number", new { import })
            .Select(r => new QuarantinedRow(r.File, r.Line, r.Offset, r.Column, r.Reason, null))];

    /// <summary>All households and unfiled workers of an import, ordered by key (ordinal), streamed.</summary>
    public IEnumerable<Household> Read(long import)
    {
        foreach (var (household, sealedDocument) in _database.Connection.Query<(string, byte[])>(
            "SELECT i.household, v.document_enc FROM union_import_household i JOIN household_version v ON v.id = i.version WHERE i.import = @import ORDER BY i.household",
            new { import }, buffered: false))
        {
            yield return Open(household, sealedDocument);
        }
    }

    public Household? Find(long import, string key)
    {
        var sealedDocument = _database.Connection.ExecuteScalar<byte[]?>(
            "SELECT v.document_enc FROM union_import_household i JOIN household_version v ON v.id = i.version WHERE i.import = @import AND i.household = @key", new { import, key });
        return sealedDocument is null ? null : Open(key, sealedDocument);
    }

    /// <summary>Keys of households with a person of this ID number, by keyed index; ordered.</summary>
    public IReadOnlyList<string> FindById(long import, ResidentId id) =>
        [.. _database.Connection.Query<string>(
            "SELECT DISTINCT i.household FROM household_person p JOIN union_import_household i ON i.version = p.version AND i.import = @import WHERE p.id_index = @index ORDER BY i.household",
            new { import, index = IdIndex(_protector, id) })];

    /// <summary>Keys of households whose content differs between two imports (added, changed, gone); ordered.</summary>
    public IReadOnlyList<string> Changed(long from, long to) =>
        [.. _database.Connection.Query<string>(
            """
            SELECT b.household FROM union_import_household b LEFT JOIN union_import_household a ON a.import = @from AND a.household = b.household
             WHERE b.import = @to AND (a.version IS NULL OR a.version <> b.version)
            UNION
            SELECT a.household FROM union_import_household a LEFT JOIN union_import_household b ON b.import = @to AND b.household = a.household
             WHERE a.import = @from AND b.version IS NULL
            ORDER BY 1
            """,
            new { from, to })];

    /// <summary>The districts in which the import has households; ordered.</summary>
    public IReadOnlyList<District> Districts(long import) =>
        [.. _database.Connection.Query<int>(
            "SELECT DISTINCT v.district FROM union_import_household i JOIN household_version v ON v.id = i.version WHERE i.import = @import ORDER BY v.district", new { import })
            .Select(code => new District(code))];

    internal static byte[] IdIndex(Protector protector, ResidentId id) => protector.Index("resident-id", id.Reveal());

    private Household Open(string key, byte[] sealedDocument) => HouseholdDocument.Read(_protector.Reveal(Document, key, sealedDocument));

    private UnionImport? ById(long id, DbTransaction? transaction) => _database.Connection.Query<(long, string, string, long, long, long)>(
        "SELECT id, sha256, imported_at, households, roll, rejected FROM union_import WHERE id = @id", new { id }, transaction)
        .Select(r => new UnionImport(r.Item1, r.Item2, Database.Instant(r.Item3), (int)r.Item4, (int)r.Item5, (int)r.Item6)).SingleOrDefault();
}
