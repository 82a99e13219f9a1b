using System.Globalization;
using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using Hangfire.Storage;

namespace DataMatching.Jobs.Hangfire;

/// <summary>
/// What was handed to Hangfire of a stage: a hash of Hangfire's own with the job of each unit and that of the join. It is a note, not a ledger: a unit that is missing there, or stands there with a job that
/// ended, is handed out again if the ledger has it undone.
/// </summary>
public sealed class HandedUnits(JobStorage storage)
{
    private const string JoinOf = "join";
    private const int Together = 100;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);
    private static readonly HashSet<string> Carried = [EnqueuedState.StateName, ProcessingState.StateName, ScheduledState.StateName, AwaitingState.StateName];
    private readonly BackgroundJobClient _client = new(storage);

    /// <summary>Hands out those of the units that nobody carries, and the join that continues the last of them.</summary>
    /// <param name="units">Queue of the units.</param>
    /// <param name="joins">Queue of the join.</param>
    public void HandOut(long stage, IReadOnlyList<int> undone, string units, string joins)
    {
        ArgumentNullException.ThrowIfNull(undone);
        using var connection = storage.GetConnection();
        var handed = Read(connection, stage);
        var last = (string?)null;
        foreach (var some in undone.Where(u => !IsCarried(connection, handed, Key(u))).Chunk(Together))
        {
            var noted = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var unit in some) noted[Key(unit)] = last = _client.Create(Job.FromExpression<UnitCall>(c => c.Perform(stage, unit, CancellationToken.None), units), new EnqueuedState(units));
            Note(connection, stage, noted);
        }

        if (last is not null && !IsCarried(connection, handed, JoinOf)) Join(connection, stage, last, joins);
    }

    /// <summary>Lets the join wait for the last unit that is still carried. Answers with its number; null when none is, and whoever carries the stage sees to it.</summary>
    /// <param name="joins">Queue of the join.</param>
    public int? ContinueJoin(long stage, IReadOnlyList<int> undone, string joins)
    {
        ArgumentNullException.ThrowIfNull(undone);
        using var connection = storage.GetConnection();
        var handed = Read(connection, stage);
        for (var i = undone.Count - 1; i >= 0; i--)
        {
            if (!IsCarried(connection, handed, Key(undone[i]))) continue;
            Join(connection, stage, handed[Key(undone[i])], joins);
            return undone[i];
        }

        return null;
    }

    /// <summary>Takes back what is not done, and forgets the stage.</summary>
    public void TakeBack(long stage, IReadOnlyList<int> undone)
    {
        ArgumentNullException.ThrowIfNull(undone);
        using var connection = storage.GetConnection();
        var handed = Read(connection, stage);
        foreach (var key in undone.Select(Key).Prepend(JoinOf).Where(k => IsCarried(connection, handed, k)))
            _client.ChangeState(handed[key], new DeletedState { Reason = "The work was stopped, or a unit of it failed." }, null);
        Forget(stage);
    }

    /// <summary>Forgets a stage that has come to its end.</summary>
    public void Forget(long stage)
    {
        using var connection = storage.GetConnection();
        using var transaction = connection.CreateWriteTransaction();
        transaction.RemoveHash(Hash(stage));
        transaction.Commit();
    }

    private void Join(IStorageConnection connection, long stage, string after, string queue)
    {
        var id = _client.Create(
            Job.FromExpression<UnitCall>(c => c.Join(stage, null!), queue), new AwaitingState(after, new EnqueuedState(queue), JobContinuationOptions.OnAnyFinishedState));
        Note(connection, stage, new Dictionary<string, string>(StringComparer.Ordinal) { [JoinOf] = id });
    }

    private static void Note(IStorageConnection connection, long stage, Dictionary<string, string> noted)
    {
        using var transaction = connection.CreateWriteTransaction();
        transaction.SetRangeInHash(Hash(stage), noted);
        (transaction as JobStorageTransaction)?.ExpireHash(Hash(stage), Kept);
        transaction.Commit();
    }

    private static Dictionary<string, string> Read(IStorageConnection connection, long stage) => connection.GetAllEntriesFromHash(Hash(stage)) ?? [];

    private static bool IsCarried(IStorageConnection connection, Dictionary<string, string> handed, string key) =>
        handed.TryGetValue(key, out var job) && connection.GetStateData(job) is { } state && Carried.Contains(state.Name);

    private static string Key(int ordinal) => ordinal.ToString(CultureInfo.InvariantCulture);

    private static string Hash(long stage) => string.Create(CultureInfo.InvariantCulture, $"datamatching:stage:{stage}");
}
