using System.Data.Common;
using Dapper;
using DataMatching.Time;

namespace DataMatching.Storage;

/// <summary>Which run each quarter's lists come from, and whether the quarter is closed.</summary>
public sealed partial class QuarterTables
{
    private const string Columns = "SELECT quarter AS Quarter, state AS State, run AS Run, pins AS Pins, closed_at AS ClosedAt FROM quarter ";

    private readonly Store _store;

    internal QuarterTables(Store store) => _store = store;

    public QuarterRow? Find(Quarter quarter) => _store.Read(c => Find(c, null, quarter));

    /// <summary>All quarters there are, oldest first.</summary>
    public IReadOnlyList<QuarterRow> All() => _store.Read(c => c.Query<Row>(Columns + "ORDER BY quarter").Select(r => r.ToQuarter()).ToList());

    /// <summary>Pins the quarter's run (a repeated run of an open quarter replaces it).</summary>
    /// <exception cref="StoreException">The quarter is closed; nothing was changed.</exception>
    public void Pin(Quarter quarter, long run, string pins) => _store.Write((connection, transaction) =>
    {
        var row = new { Quarter = quarter.ToString(), Run = run, Pins = pins, State = QuarterRow.Open };
        var found = Find(connection, transaction, quarter);
        if (found?.State == QuarterRow.Closed)
            throw new StoreException($"Quarter {quarter} is closed since {Iso.Of(found.ClosedAt!.Value)}: its run stays {found.Run}. What came to light later belongs to the next quarter.");
        connection.Execute(
            found is null
                ? "INSERT INTO quarter (quarter, state, run, pins) VALUES (@Quarter, @State, @Run, @Pins)"
                : "UPDATE quarter SET run = @Run, pins = @Pins WHERE quarter = @Quarter",
            row, transaction);
    });

    private static QuarterRow? Find(DbConnection connection, DbTransaction? transaction, Quarter quarter) =>
        connection.QuerySingleOrDefault<Row>(Columns + "WHERE quarter = @Quarter", new { Quarter = quarter.ToString() }, transaction)?.ToQuarter();

    private sealed record Row
    {
        public string Quarter { get; init; } = "";
        public string State { get; init; } = "";
        public long? Run { get; init; }
        public string? Pins { get; init; }
        public string? ClosedAt { get; init; }

        public QuarterRow ToQuarter() => new(Time.Quarter.Parse(Quarter), State, Run, Pins, ClosedAt is { } at ? Iso.Instant(at) : null);
    }
}
