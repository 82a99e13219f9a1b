using Dapper;

namespace DataMatching.Storage;

/// <summary>What those who run the site were told of. Of several nodes one tells of a thing, once.</summary>
public sealed class NoticeTables
{
    private readonly Store _store;

    internal NoticeTables(Store store) => _store = store;

    /// <summary>Those of the subjects that nobody was told of yet, in their order.</summary>
    public IReadOnlyList<string> Untold(IReadOnlyCollection<string> subjects)
    {
        var told = subjects.Chunk(500).SelectMany(some => _store.Read(c => c.Query<string>(
            "SELECT subject FROM notice WHERE told_at IS NOT NULL AND " + _store.Dialect.In("subject", "@Subjects"), new { Subjects = some }).AsList())).ToHashSet(StringComparer.Ordinal);
        return [.. subjects.Where(s => !told.Contains(s))];
    }

    /// <summary>Takes it on to tell of a subject; false when it was told of, or somebody took it on less than <paramref name="hold"/> ago and may be at it.</summary>
    public bool Claim(string subject, string kind, TimeSpan hold) => _store.Write((connection, transaction) =>
    {
        var now = _store.Moment;
        var row = new { Subject = subject, Kind = kind, Now = Iso.Of(now), Since = Iso.Of(now - hold), Until = Iso.Of(now + hold) };
        if (connection.ExecuteScalar<long>("SELECT COUNT(*) FROM notice WHERE subject = @Subject", row, transaction) == 0)
            return connection.Execute("INSERT INTO notice (subject, kind, claimed_at) VALUES (@Subject, @Kind, @Now)", row, transaction) == 1;
        // Later than the clocks of nodes differ: the clock was ahead then.
        return connection.Execute("UPDATE notice SET claimed_at = @Now WHERE subject = @Subject AND told_at IS NULL AND (claimed_at < @Since OR claimed_at > @Until)", row, transaction) == 1;
    });

    /// <summary>Notes that it was told of.</summary>
    public void Told(string subject) => _store.Write((connection, transaction) =>
        connection.Execute("UPDATE notice SET told_at = @Now WHERE subject = @Subject AND told_at IS NULL", new { Subject = subject, _store.Now }, transaction));
}
