using System.Data.Common;
using Dapper;

namespace DataMatching.Storage;

/// <summary>
/// A program that works on the site's database. <paramref name="Program"/> and <paramref name="Configuration"/>: its version and the digest of what it judges by; only nodes alike in both share work.
/// <paramref name="SeenAt"/>: when it last said so, by the clock of the database. <paramref name="Problem"/>: why it takes no work, or not all; null when nothing is in its way.
/// </summary>
public sealed record NodeRow(string Name, string Program, string Configuration, int Hands, DateTimeOffset BeganAt, DateTimeOffset SeenAt, string? Problem);

/// <summary>The nodes that work on this database, and those that did.</summary>
public sealed class NodeTables
{
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(7);
    private readonly Store _store;

    internal NodeTables(Store store) => _store = store;

    /// <summary>The moment now by the clock that all nodes share: the server's, or this machine's where the database is a file.</summary>
    public DateTimeOffset ServerTime() => _store.Dialect.ServerTime is { } statement
        ? DateTimeOffset.FromUnixTimeMilliseconds(_store.Read(c => c.ExecuteScalar<long>(statement)))
        : _store.Moment;

    /// <summary>Notes that a node is there: the first time since when, each time that it still is. Those that were silent for a week are forgotten.</summary>
    public void Say(string name, string program, string configuration, int hands, string? problem)
    {
        var time = ServerTime();
        var now = Iso.Of(time);
        _store.Write((connection, transaction) =>
        {
            Forget(connection, transaction, time);
            var row = new { Name = name, Program = program, Configuration = configuration, Hands = hands, Now = now, Problem = problem };
            if (connection.Execute("UPDATE node SET program = @Program, configuration = @Configuration, hands = @Hands, seen_at = @Now, problem = @Problem WHERE name = @Name", row, transaction) == 0)
            {
                connection.Execute(
                    "INSERT INTO node (name, program, configuration, hands, began_at, seen_at, problem) VALUES (@Name, @Program, @Configuration, @Hands, @Now, @Now, @Problem)", row, transaction);
            }
        });
    }

    /// <summary>Forgets those that were silent for a week; answers with how many.</summary>
    internal long Forget()
    {
        var time = ServerTime();
        return _store.Write((connection, transaction) => (long)Forget(connection, transaction, time));
    }

    private static int Forget(DbConnection connection, DbTransaction transaction, DateTimeOffset time) =>
        connection.Execute("DELETE FROM node WHERE seen_at < @Since", new { Since = Iso.Of(time - Remembered) }, transaction);

    /// <summary>Takes a node off the list that ends in order.</summary>
    public void Leave(string name) => _store.Write((connection, transaction) => connection.Execute("DELETE FROM node WHERE name = @Name", new { Name = name }, transaction));

    /// <summary>Nodes that said so at most <paramref name="within"/> ago.</summary>
    public IReadOnlyList<NodeRow> There(TimeSpan within)
    {
        var since = ServerTime() - within;
        return [.. All().Where(n => n.SeenAt >= since)];
    }

    /// <summary>All nodes that did not leave in order, by name.</summary>
    public IReadOnlyList<NodeRow> All() => _store.Read(c => c.Query<Row>(
        "SELECT name AS Name, program AS Program, configuration AS Configuration, hands AS Hands, began_at AS BeganAt, seen_at AS SeenAt, problem AS Problem FROM node ORDER BY name").Select(r => r.ToNode()).ToList());

    private sealed record Row
    {
        public string Name { get; init; } = "";
        public string Program { get; init; } = "";
        public string Configuration { get; init; } = "";
        public int Hands { get; init; }
        public string BeganAt { get; init; } = "";
        public string SeenAt { get; init; } = "";
        public string? Problem { get; init; }

        public NodeRow ToNode() => new(Name, Program, Configuration, Hands, Iso.Instant(BeganAt), Iso.Instant(SeenAt), Problem);
    }
}
