using System.Globalization;
using Dapper;
using DataMatching.Evidence;
using DataMatching.Storage.Evidence;
using DataMatching.Storage.Protection;
using DataMatching.Storage.Schema;

namespace DataMatching.Storage;

/// <summary>A household's stored facts of some batches, ordered by person, registry, dataset, line.</summary>
public sealed record HouseholdFacts(string Household, IReadOnlyList<Fact> Facts);

/// <summary>Evidence, appended batch by batch and never changed.</summary>
public sealed class FactTables
{
    internal const string Detail = "fact.detail_enc";
    private readonly Database _database;
    private readonly Protector _protector;

    internal FactTables(Database database, Protector protector) => (_database, _protector) = (database, protector);

    /// <summary>Opens one transaction in which a batch's facts are written; nothing is seen until <see cref="FactWriter.Accept"/>; disposed without it, nothing is left.</summary>
    public FactWriter Write(long batch) => new(_database, _protector, batch);

    /// <summary>Facts of these batches grouped by household in ordinal order of the key, streamed. Null households = all.</summary>
    public IEnumerable<HouseholdFacts> Read(IReadOnlyCollection<long> batches, IReadOnlyCollection<string>? households)
    {
        _database.Keys("chosen_batch", "INTEGER", batches);
        var only = households is null ? "" : $"AND f.household IN (SELECT k FROM {_database.Keys("chosen_household", "TEXT", households)}) ";
        var rows = _database.Connection.Query<FactRow>(
            "SELECT f.batch, f.household, f.number, b.registry, b.dataset, b.file, f.person, f.family, f.kind, f.grade, f.month, f.valid_from, f.valid_to, f.amount_fen, f.line, "
            + "f.byte_offset, f.row_hash, f.detail_enc FROM fact f JOIN batch b ON b.id = f.batch "
            + $"WHERE f.batch IN (SELECT k FROM chosen_batch) {only}ORDER BY f.household, f.person, b.registry, b.dataset, f.batch, f.line, f.number",
            buffered: false);
        string? current = null;
        List<Fact> facts = [];
        foreach (var row in rows)
        {
            if (current is not null && current != row.Household)
            {
                yield return new HouseholdFacts(current, facts);
                facts = [];
            }

            current = row.Household;
            facts.Add(FactCodec.Read(row, row.DetailEnc is { } detail ? _protector.Reveal(Detail, RowKey(row.Batch, row.Household, row.Number), detail) : null));
        }

        if (current is not null) yield return new HouseholdFacts(current, facts);
    }

    /// <summary>Households whose facts differ in content (not in line or offset) between two batches; ordered.</summary>
    public IReadOnlyList<string> ChangedHouseholds(long from, long to)
    {
        const string Content = "SELECT household, person, family, kind, grade, month, valid_from, valid_to, amount_fen, row_hash FROM fact WHERE batch = ";
        return [.. _database.Connection.Query<string>(
            $"SELECT household FROM ({Content}@from EXCEPT {Content}@to) a UNION SELECT household FROM ({Content}@to EXCEPT {Content}@from) b ORDER BY 1", new { from, to })];
    }

    /// <summary>All households with a fact in the batch; ordered.</summary>
    public IReadOnlyList<string> HouseholdsIn(long batch) =>
        [.. _database.Connection.Query<string>("SELECT DISTINCT household FROM fact WHERE batch = @batch ORDER BY household", new { batch })];

    /// <summary>Households with a fact of these batches that begins on a day after <paramref name="after"/>, or ended on one from <paramref name="after"/>, up to <paramref name="to"/>; ordered.</summary>
    public IReadOnlyList<string> WithEdgeIn(IReadOnlyCollection<long> batches, DateOnly after, DateOnly to)
    {
        _database.Keys("chosen_batch", "INTEGER", batches);
        return [.. _database.Connection.Query<string>(
            "SELECT DISTINCT household FROM fact WHERE batch IN (SELECT k FROM chosen_batch) AND ((valid_from > @after AND valid_from <= @to) OR (valid_to >= @after AND valid_to < @to)) ORDER BY household",
            new { after = Database.Text(after), to = Database.Text(to) })];
    }

    internal static string RowKey(long batch, string household, long number) => string.Create(CultureInfo.InvariantCulture, $"{batch}/{household}/{number}");
}
