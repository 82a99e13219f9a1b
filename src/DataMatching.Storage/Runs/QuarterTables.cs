using Dapper;
using DataMatching.Storage.Schema;
using DataMatching.Time;

namespace DataMatching.Storage;

/// <summary>A quarter's standing. <paramref name="State"/>: open or closed.</summary>
public sealed record QuarterRow(Quarter Quarter, string State, long? Run, string? Pins, DateTimeOffset? ClosedAt);

/// <summary>Quarters and what each is pinned to.</summary>
public sealed class QuarterTables
{
    private readonly Database _database;

    internal QuarterTables(Database database) => _database = database;

    public QuarterRow? Find(Quarter quarter) => Read("WHERE quarter = @quarter", new { quarter = quarter.ToString() }).SingleOrDefault();

    /// <summary>All quarters, earliest first.</summary>
    public IReadOnlyList<QuarterRow> All() => [.. Read("ORDER BY quarter", new { })];

    /// <summary>Pins the quarter's run (a repeated run of an open quarter replaces it).</summary>
    /// <exception cref="InvalidOperationException">The quarter is closed.</exception>
    public void Pin(Quarter quarter, long run, string pins) => _database.Atomically(t =>
    {
        var parameters = new { quarter = quarter.ToString(), run, pins };
        if (_database.Connection.Execute("UPDATE quarter SET run = @run, pins = @pins WHERE quarter = @quarter AND state = 'open'", parameters, t) == 1) return;
        if (_database.Connection.ExecuteScalar<long>("SELECT COUNT(*) FROM quarter WHERE quarter = @quarter", parameters, t) > 0)
            throw new InvalidOperationException($"{quarter} is closed and keeps its pins.");
        _database.Connection.Execute("INSERT INTO quarter (quarter, state, run, pins) VALUES (@quarter, 'open', @run, @pins)", parameters, t);
    });

    /// <exception cref="InvalidOperationException">There is no open run of the quarter.</exception>
    public void Close(Quarter quarter)
    {
        if (_database.Connection.Execute("UPDATE quarter SET state = 'closed', closed_at = @at WHERE quarter = @quarter AND state = 'open' AND run IS NOT NULL",
            new { quarter = quarter.ToString(), at = _database.Now }) != 1)
            throw new InvalidOperationException($"{quarter} has no open run to close.");
    }

    private IEnumerable<QuarterRow> Read(string where, object parameters) =>
        _database.Connection.Query<(string Quarter, string State, long? Run, string? Pins, string? ClosedAt)>($"SELECT quarter, state, run, pins, closed_at FROM quarter {where}", parameters)
            .Select(r => new QuarterRow(Quarter.Parse(r.Quarter), r.State, r.Run, r.Pins, r.ClosedAt is { } at ? Database.Instant(at) : null)).ToList();
}
