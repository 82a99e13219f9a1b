using System.Globalization;
using DataMatching.Jobs.Schedule;
using DataMatching.Storage;

namespace DataMatching.Tests.Schedule;

/// <summary>
/// Random schedules, zones, downtimes, failures, skips, wrong clocks and begins of schedules: each night is run once, late ones in order, and the nights are those that somebody finds who looks at a clock on the wall
/// of the zone minute by minute.
/// </summary>
[TestClass]
public sealed class DuePropertyTests
{
    private static readonly (string Zone, DateTimeOffset Begin)[] Places =
    [
        ("Asia/Shanghai", Utc(1986, 4, 10)), ("Asia/Shanghai", Utc(1991, 8, 20)), ("Asia/Shanghai", Utc(2026, 9, 1)), ("Europe/Berlin", Utc(2026, 3, 1)), ("Europe/Berlin", Utc(2026, 10, 1)),
        ("Australia/Lord_Howe", Utc(2026, 9, 10)), ("America/New_York", Utc(2026, 2, 20)), ("Pacific/Apia", Utc(2011, 12, 10)), ("America/Sao_Paulo", Utc(2018, 10, 20)),
    ];

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void Each_night_runs_once_and_late_ones_in_order_whatever_happens_to_program_and_clock(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 20; i++) new Life(random, Places[random.Next(Places.Length)]).Live();
    }

    private static DateTimeOffset Utc(int year, int month, int day) => new(year, month, day, 0, 0, 0, TimeSpan.Zero);

    /// <summary>One site's life of up to two months.</summary>
    private sealed class Life
    {
        private readonly Random _random;
        private readonly TimeZoneInfo _zone;
        private readonly TimeOnly _at;
        private readonly ScheduleTerms _terms;
        private readonly List<ScheduleVersion> _versions = [];
        private readonly HashSet<string> _settled = new(StringComparer.Ordinal);
        private readonly List<string> _ran = [], _skipped = [];
        private readonly List<(string Subject, DateTimeOffset EndedAt)> _tries = [];
        private readonly string _story;
        private DateTimeOffset _now, _latest;

        public Life(Random random, (string Zone, DateTimeOffset Begin) place)
        {
            _random = random;
            _zone = TimeZoneInfo.FindSystemTimeZoneById(place.Zone);
            _at = new TimeOnly(random.Next(24), random.Next(60));
            _terms = new ScheduleTerms(Schedules.PublicCalendar, random.Next(2) == 0 ? _zone : Schedules.China, 20);
            _now = _latest = place.Begin.AddMinutes(random.Next(2880));
            var schedule = new JobSchedule(string.Create(CultureInfo.InvariantCulture, $"0 {_at.Minute} {_at.Hour} * * ?"), place.Zone);
            _versions.Add(new ScheduleVersion(1, schedule.Wording, _now));
            _story = $"{place.Zone} {_at:HH:mm} from {_now:O}";
        }

        public void Live()
        {
            var since = _now;
            for (var step = 0; step < 40; step++)
            {
                // The program is up for a while, or the machine is off for up to three weeks, or its clock is set back, or goes wrong and is put right unseen.
                switch (_random.Next(10))
                {
                    case 0: Pass(TimeSpan.FromMinutes(_random.Next(60 * 24 * 21))); break;
                    case 1: _now = Max(since.AddMinutes(1), _now.AddMinutes(-_random.Next(60 * 24 * 4))); break;
                    case 2: Skip(); break;
                    default: Pass(TimeSpan.FromMinutes(_random.Next(60 * 30))); break;
                }

                Look(mayFail: true);
                if (_latest - since > TimeSpan.FromDays(60)) break;
            }

            _now = _latest;
            for (var day = 0; day <= DueWork.MostTries + 1; day++, Pass(TimeSpan.FromDays(1))) Look(mayFail: false);
            // The loop let a day pass after its last look.
            var end = _latest.AddDays(-1);
            var givenUp = DueWork.Of(JobKind.Night, Past, _terms, end).Select(d => d.Subject).ToList();
            Assert.IsTrue(givenUp.All(s => _tries.Count(t => t.Subject == s) == DueWork.MostTries), $"{_story}: owed for ever: {string.Join(' ', givenUp)}");
            CollectionAssert.AreEqual(OnTheWall(since, end), _ran.Concat(_skipped).Concat(givenUp).Order(StringComparer.Ordinal).ToArray(), _story);
            CollectionAssert.AllItemsAreUnique(_ran, _story);
        }

        private SchedulePast Past => new(_versions, _settled, _tries.ToLookup(t => t.Subject, t => t.EndedAt));

        private void Pass(TimeSpan time)
        {
            _now += time;
            _latest = Max(_latest, _now);
        }

        /// <summary>Does what is due, one after the other.</summary>
        private void Look(bool mayFail)
        {
            string? before = null;
            while (ScheduleState.First(DueWork.Of(JobKind.Night, Past, _terms, _now)) is { } due)
            {
                Assert.IsLessThan(0, string.CompareOrdinal(before ?? "", due.Subject), $"{_story}: {due.Subject} after {before}");
                before = due.Subject;
                if (mayFail && _random.Next(12) == 0)
                {
                    _tries.Add((due.Subject, _now));
                    continue;
                }

                Assert.IsTrue(_settled.Add(due.Subject), _story);
                _ran.Add(due.Subject);
            }
        }

        private void Skip()
        {
            var day = ScheduledWork.Subject(WallClock.DayOf(_now, _zone).AddDays(_random.Next(-2, 3)));
            if (DueWork.Of(JobKind.Night, Past, _terms, _now).Any(d => d.Subject == day) && _settled.Add(day)) _skipped.Add(day);
        }

        /// <summary>The days on which the clock on the wall came to the time, or past it, by looking at it each minute.</summary>
        private string[] OnTheWall(DateTimeOffset since, DateTimeOffset until)
        {
            var due = new SortedSet<DateOnly>();
            for (var moment = since.AddMinutes(-1440); moment <= until; moment = moment.AddMinutes(1))
            {
                var (was, shows) = (TimeZoneInfo.ConvertTime(moment.AddMinutes(-1), _zone).DateTime, TimeZoneInfo.ConvertTime(moment, _zone).DateTime);
                var day = DateOnly.FromDateTime(shows);
                var came = TimeOnly.FromDateTime(shows) >= _at && (TimeOnly.FromDateTime(was) < _at || DateOnly.FromDateTime(was) != day);
                if (came && moment > since) due.Add(day);
            }

            return [.. due.Select(ScheduledWork.Subject)];
        }

        private static DateTimeOffset Max(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
    }
}
