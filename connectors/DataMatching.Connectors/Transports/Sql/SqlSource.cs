using System.Data.Common;
using System.Text.Json;
using DataMatching.Households;
using Polly;
using Polly.Retry;

namespace DataMatching.Connectors.Transports.Sql;

/// <summary>
/// Reads a view at the agency, part by part of our people; each part is a short transaction there and one commit here. Without keys the view is one stream, which is committed on the way where a
/// watermark orders it. Rows count only when as many came as the database counted; what fails on the way is dropped and asked anew, so a row is never there twice.
/// </summary>
public sealed class SqlSource : ITransport
{
    /// <summary>Nobody has more; a view that repeats its rows would fill the disk.</summary>
    private const int MostRowsOfPerson = 1_000;

    /// <summary>Rows of a stream between two commits, at least: a commit is one flush to the disk.</summary>
    internal const int UsualRowsOfCommit = 200_000;

    /// <summary>For the server to hear that it shall stop.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly SqlSettings _settings;
    private readonly string _site;
    private readonly Func<string, SqlSettings, IAgencyDatabase> _database;
    private readonly int _rowsOfCommit;
    private readonly ResiliencePipeline _pipeline;

    internal SqlSource(SqlSettings settings, string site, TimeProvider clock, Func<string, SqlSettings, IAgencyDatabase> database, int rowsOfCommit = UsualRowsOfCommit)
    {
        (_settings, _site, _database, _rowsOfCommit) = (settings, site, database, rowsOfCommit);
        _pipeline = new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<TransientFaultException>(),
                MaxRetryAttempts = 5,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromSeconds(2),
                MaxDelay = TimeSpan.FromMinutes(1),
            })
            .Build();
    }

    public IReadOnlyList<string> Bring(LandingOrder order, ILanding landing, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(landing);
        var columns = ColumnMap.Of(order, _settings.Columns);
        var database = _database(_settings.Connection.Read(_site), _settings);

        // A stream holds everybody's rows in the order of the watermark: who is found already may be met again. A part is of those who have no answer.
        var left = order.Keys.Where(k => !landing.Answered.Contains(k.Person)).ToArray();
        var parts = _settings.Keys != KeyMode.None ? left.Chunk(_settings.KeysAtOnce) : left.Length > 0 || SqlPlace.Of(landing).After is not null ? [[.. order.Keys]] : [];
        foreach (var people in parts)
        {
            var question = new SqlQuestion(_settings, columns, new KeyedPeople(people), order.First, order.Last);
            Ask(database, question, landing, cancel);
        }

        landing.Finish(SqlPlace.Of(landing).Kept);
        return [];
    }

    private void Ask(IAgencyDatabase database, SqlQuestion question, ILanding landing, CancellationToken cancel)
    {
        try
        {
            _pipeline.Execute(
                token =>
                {
                    try
                    {
                        Leaving(held => Once(database, question, held, token), landing, token);
                    }
                    catch
                    {
                        landing.Rollback();
                        throw;
                    }
                },
                cancel);
        }
        catch (TransientFaultException e)
        {
            throw new TransportException($"after 6 tries: {e.Message}. The next time goes on where it stopped");
        }
    }

    /// <summary>
    /// A night that is to stop stops, even where the server heeds no one who asks it to: after a while the part is left to itself. Nothing of it counts, and its line goes with its time limit or
    /// with the process.
    /// </summary>
    private static void Leaving(Action<Held> once, ILanding landing, CancellationToken cancel)
    {
        var held = new Held(landing);
        var part = Task.Factory.StartNew(() => once(held), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            part.WaitAsync(cancel).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            held.Leave();
            Task.WaitAny([part], Patience);
            throw new OperationCanceledException(cancel);
        }
    }

    /// <summary>From where the landing was committed last, which may be later than where the try before began.</summary>
    private void Once(IAgencyDatabase database, SqlQuestion asked, Held held, CancellationToken cancel)
    {
        Stretch? part = null;
        try
        {
            var place = SqlPlace.Of(held.Landing);
            var question = asked with { After = place.After };
            using var session = database.Open(question, cancel);
            if (question.After is not null && session.CountBefore() is var before && before != place.Seen)
                throw new TransportException($"of the {place.Seen} rows that had come, {before} are still in the view as they were; it begins anew", final: true);
            var expected = session.Count();
            part = new Stretch(question, held, place, _rowsOfCommit);
            session.Read(part.Take);
            var after = session.CountAfter() ?? expected;
            if (part.Came != expected || part.Came != after) throw Moved(part, expected, after);
            part.End();
        }
        catch (Exception) when (part is { IsLanding: true })
        {
            // Our own disk or database, not the agency's.
            throw;
        }
        catch (Exception e) when (cancel.IsCancellationRequested && e is not TransportException)
        {
            throw new OperationCanceledException(cancel);
        }
        catch (Exception e) when (e is OverflowException or InvalidCastException or FormatException)
        {
            throw new TransportException($"a value of the view cannot be read ({e.GetType().Name}); have the column cast in the view to a text, a numeric of at most 28 digits, or a day");
        }
        catch (Exception e) when (database.Meaning(e) is { } meaning)
        {
            // The failure itself goes no further: its text may repeat a value of a row.
            throw meaning.Transient ? new TransientFaultException(meaning.Words) : new TransportException(meaning.Words);
        }
    }

    private static Exception Moved(Stretch part, long before, long after)
    {
        var words = $"{part.Came} rows came; the database counted {before} before and {after} after";

        // What a stream has committed on the way cannot be taken back one by one.
        return part.Commits == 0 ? new TransientFaultException(words) : new TransportException(words + "; it begins anew", final: true);
    }

    /// <summary>The rows of one question, from where it goes on.</summary>
    private sealed class Stretch(SqlQuestion question, Held held, SqlPlace began, int rowsOfCommit)
    {
        private readonly HashSet<string> _found = new(StringComparer.Ordinal);
        private readonly bool _ordered = question.Settings.Watermark is not null;
        private SqlPlace _place = began;
        private SqlMark? _mark = began.After;
        private long _seen, _kept;

        public long Came { get; private set; }
        public int Commits { get; private set; }

        /// <summary>True while something is handed to the landing: what fails then is ours.</summary>
        public bool IsLanding { get; private set; }

        public void Take(DbDataReader reader)
        {
            if (_ordered && SqlMark.Of(reader, question.Columns.Selected.Count) is var mark && mark != _mark)
            {
                if (_seen >= rowsOfCommit) Commit([]);
                _mark = mark;
            }

            (Came, _seen) = (Came + 1, _seen + 1);
            if (!question.Columns.IsOurs(reader, question.People, _found)) return;
            var row = question.Columns.Row(reader);
            IsLanding = true;
            held.With(l => l.Add(row));
            IsLanding = false;
            if (_place.Kept + ++_kept > (long)question.People.All.Count * MostRowsOfPerson)
                throw new TransportException($"more than {MostRowsOfPerson} rows for each of {question.People.All.Count} people; see whether the view repeats its rows");
        }

        /// <summary>All came: of whom there is no row, nothing is known there.</summary>
        public void End() => Commit(question.People.All.Select(p => p.Person).Where(p => !_found.Contains(p) && !held.Landing.Answered.Contains(p)).Select(p => (p, PersonAnswer.NoRecord)));

        private void Commit(IEnumerable<(string Person, PersonAnswer Answer)> others)
        {
            var next = new SqlPlace(_mark, _place.Seen + _seen, _place.Kept + _kept);
            IsLanding = true;
            held.With(l => l.Commit(JsonSerializer.Serialize(next), [.. _found.Where(p => !l.Answered.Contains(p)).Order(StringComparer.Ordinal).Select(p => (p, PersonAnswer.Found)), .. others]));
            (_place, _seen, _kept) = (next, 0, 0);
            IsLanding = false;
            Commits++;
        }
    }

    /// <summary>The landing as long as nobody has left: then it is another's.</summary>
    private sealed class Held(ILanding landing)
    {
        private readonly Lock _lock = new();
        private bool _left;

        public ILanding Landing => landing;

        public void With(Action<ILanding> work)
        {
            lock (_lock)
            {
                if (_left) throw new OperationCanceledException();
                work(landing);
            }
        }

        public void Leave()
        {
            lock (_lock) _left = true;
        }
    }

    /// <summary>What a landing remembers: the watermark up to which a stream is committed, rows seen and kept so far.</summary>
    private sealed record SqlPlace(SqlMark? After, long Seen, long Kept)
    {
        public static SqlPlace Of(ILanding landing) => landing.Place is null ? new SqlPlace(null, 0, 0) : JsonSerializer.Deserialize<SqlPlace>(landing.Place)!;
    }
}
