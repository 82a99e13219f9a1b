using System.Globalization;
using System.Text.Json;
using DataMatching.Batches;
using DataMatching.Households;
using Polly;
using Polly.Retry;

namespace DataMatching.Connectors.Transports.Sql;

/// <summary>
/// Reads a view at the agency, part by part of our people; each part is a short transaction there and one commit here. A part counts only when as many rows came as the database counted;
/// a part that fails on the way is asked anew, so a row is never there twice.
/// </summary>
public sealed class SqlSource : ITransport
{
    /// <summary>Rows of one part that may be held until the part is proved.</summary>
    private const int MostRows = 2_000_000;

    /// <summary>For the server to hear that it shall stop.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly SqlSettings _settings;
    private readonly string _site;
    private readonly Func<string, SqlSettings, IAgencyDatabase> _database;
    private readonly ResiliencePipeline _pipeline;

    internal SqlSource(SqlSettings settings, string site, TimeProvider clock, Func<string, SqlSettings, IAgencyDatabase> database)
    {
        (_settings, _site, _database) = (settings, site, database);
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

    public void Bring(LandingOrder order, ILanding landing, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(landing);
        var columns = ColumnMap.Of(order, _settings.Columns);
        DateTime? since = order.Mode == DeliveryMode.Increment ? Since(landing.PlaceOfLast) : null;
        var place = Read(landing.Place) ?? new SqlPlace(null, 0, 0, 0);
        var database = _database(_settings.Connection.Read(_site), _settings);
        var left = order.Keys.Where(k => !landing.Answered.Contains(k.Person)).ToArray();
        foreach (var people in left.Chunk(_settings.Keys == KeyMode.None ? Math.Max(1, left.Length) : _settings.KeysAtOnce))
        {
            var question = new SqlQuestion(_settings, columns, new KeyedPeople(people), since, order.First, order.Last);
            var part = Ask(database, question, newest: _settings.Watermark is not null && place.Newest is null, cancel);
            foreach (var row in part.Rows) landing.Add(row);
            place = new SqlPlace(place.Newest ?? part.Newest, place.Seen + part.Seen, place.Kept + part.Rows.Count, place.People + people.Length);
            landing.Commit(JsonSerializer.Serialize(place), [.. people.Select(p => (p.Person, part.Found.Contains(p.Person) ? PersonAnswer.Found : PersonAnswer.NoRecord))]);
        }

        landing.Finish(place.Kept);
    }

    private Part Ask(IAgencyDatabase database, SqlQuestion question, bool newest, CancellationToken cancel)
    {
        try
        {
            return _pipeline.Execute(token => Leaving(() => Once(database, question, newest, token), token), cancel);
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
    private static Part Leaving(Func<Part> once, CancellationToken cancel)
    {
        var part = Task.Factory.StartNew(once, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            return part.WaitAsync(cancel).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            Task.WaitAny([part], Patience);
            throw new OperationCanceledException(cancel);
        }
    }

    private static Part Once(IAgencyDatabase database, SqlQuestion question, bool newest, CancellationToken cancel)
    {
        try
        {
            using var session = database.Open(question, cancel);
            // Before the rows: what is written while they are read is had by the next increment.
            var mark = newest ? session.Newest() : null;
            var part = new Part([], new HashSet<string>(StringComparer.Ordinal), session.Count(), mark);
            long seen = 0;
            session.Read(reader =>
            {
                seen++;
                if (!question.Columns.IsOurs(reader, question.People, part.Found)) return;
                part.Rows.Add(question.Columns.Row(reader));
                if (part.Rows.Count > MostRows) throw new TransportException($"more than {MostRows} rows for {question.People.All.Count} people; lower keysAtOnce, or see whether the view repeats its rows");
            });
            var after = session.CountAfter() ?? part.Seen;
            return seen == part.Seen && seen == after ? part : throw new TransientFaultException($"{seen} rows came; the database counted {part.Seen} before and {after} after");
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

    private DateTime Since(string? last) => Read(last)?.Newest is { } newest
        ? DateTime.Parse(newest, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind).AddMinutes(-_settings.Watermark!.OverlapMinutes)
        : throw new TransportException("an increment was ordered and no delivery before it says from where; order a full one", final: true);

    private static SqlPlace? Read(string? place) => place is null ? null : JsonSerializer.Deserialize<SqlPlace>(place);

    private sealed record Part(List<string?[]> Rows, HashSet<string> Found, long Seen, DateTime? Mark)
    {
        public string? Newest => Mark?.ToString("o", CultureInfo.InvariantCulture);
    }

    /// <summary>What a landing remembers: the newest watermark when it began, rows seen and kept, people who are done.</summary>
    private sealed record SqlPlace(string? Newest, long Seen, long Kept, long People);
}
