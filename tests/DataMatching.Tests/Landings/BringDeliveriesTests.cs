using System.Security.Cryptography;
using DataMatching.Batches;
using DataMatching.Connectors.Registries;
using DataMatching.Connectors.Transports;
using DataMatching.Evidence;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Jobs;
using DataMatching.Jobs.Judging;
using DataMatching.Jobs.Landings;
using DataMatching.Tests.App;
using DataMatching.Tests.Jobs;
using DataMatching.Tests.Storage;
using DataMatching.Time;

namespace DataMatching.Tests.Landings;

/// <summary>An agency that is asked instead of delivering: whom we ask about, what is kept of it, and that a crash loses nothing.</summary>
[TestClass]
public sealed class BringDeliveriesTests
{
    private const string Night = "2026-10-20";
    private static readonly DateOnly Today = new(2026, 10, 20);
    private static readonly District Guangdong = new(440000);

    [TestMethod]
    public void Asking_about_our_people_comes_to_the_same_as_the_whole_file()
    {
        using var files = new NightSite();
        files.Night(Night);
        using var asked = new Agency(Today);
        asked.Night(Today);
        var batch = asked.Site.Store.Batches.All().Single(b => b.Landing is not null);
        Assert.AreEqual(BatchState.Accepted, batch.State, batch.Refusal);
        Assert.AreEqual((batch.Asked, batch.Counts.Rows, batch.Counts.Matched), (batch.Pass, batch.Counts.Matched, batch.Manifest.Rows), "nobody else's rows came");
        var (whole, ours) = (files.Look(WagesOf), WagesOf(asked.Site));
        Assert.IsNotEmpty(ours);
        Assert.IsEmpty(ours.Except(whole, StringComparer.Ordinal).ToList(), "what the whole file does not say");
        var lacking = whole.Except(ours, StringComparer.Ordinal).Where(w => w.EndsWith(nameof(MatchGrade.Certain), StringComparison.Ordinal)).ToList();
        Assert.IsEmpty(lacking, $"a question by number finds what is under the number; only slips in it are not found: {string.Join("; ", lacking)}");
        asked.Night(Today);
        Assert.HasCount(1, asked.Site.Store.Landings.Latest(10), "once a day is enough");
        Assert.AreEqual(1, asked.Calls);
    }

    [TestMethod]
    public void Everybody_is_on_record_before_a_key_leaves_and_nobody_without_a_basis()
    {
        using var agency = new Agency(Today);
        agency.Before = order =>
        {
            var landing = agency.Site.Store.Landings.Latest(1).Single();
            CollectionAssert.AreEqual(order.Keys.Select(k => k.Person).Order(StringComparer.Ordinal).ToArray(), agency.Site.Store.Landings.People(landing.Id).Where(p => p.Sent).Select(p => p.Person).ToArray());
            var households = agency.Site.Store.Union.Read(landing.Of.Asked.Import).ToDictionary(h => h.Key, StringComparer.Ordinal);
            foreach (var key in order.Keys) Assert.IsTrue(Basis.Allows(households[key.Person[..key.Person.LastIndexOf('/')]], key.Person, RegistryId.Tax, AgreementCovers.Authorised, Today), key.Person);
            Assert.IsNotEmpty(agency.Site.Store.Landings.Refusals(landing.Id));
        };
        agency.Night(Today);
        Assert.AreEqual(1, agency.Calls);
        var somebody = agency.Site.Store.Landings.People(1).First(p => p.Answer == PersonAnswer.Found);
        Assert.AreEqual(("tax", "wages", Today), agency.Site.Store.Landings.Asked(somebody.Person).Select(a => (a.Landing.Of.Registry, a.Landing.Of.Dataset, a.Landing.Of.Asked.On)).Single());
    }

    [TestMethod]
    public void Without_an_agreement_nothing_leaves_the_house()
    {
        using var agency = new Agency(Today, new DateInterval(new DateOnly(2026, 1, 1), new DateOnly(2026, 10, 19)));
        var brought = BringDeliveries.Run(agency.Site, Today, null, CancellationToken.None).Single();
        Assert.Contains("not in force", brought.Failure!, StringComparison.Ordinal);
        Assert.AreEqual((0, 0), (agency.Calls, agency.Site.Store.Landings.Latest(1).Count));
    }

    [TestMethod]
    public void Whom_the_agency_will_not_tell_of_is_not_without_a_record()
    {
        using var agency = new Agency(Today) { Answer = i => (PersonAnswer)(i % 5 == 0 ? 0 : i % 5) };
        agency.Night(Today);
        var judge = agency.Basis();
        var answers = agency.Site.Store.Landings.People(1).Where(p => p.Sent && p.Answer != PersonAnswer.Found).ToList();
        Assert.HasCount(4, answers.Select(a => a.Answer).Distinct());
        foreach (var (person, answer) in answers.Select(a => (a.Person, a.Answer)).Take(200))
        {
            var basis = judge.BasisOf(person[..person.LastIndexOf('/')])!;
            var said = basis.Answers.For(person, "tax", "wages", new Month(2026, 9));
            if (answer == PersonAnswer.NoRecord) Assert.AreEqual(Answer.NoRecord, said, person);
            else Assert.AreEqual(Answer.Failed, said, $"{person}: {answer}");
        }
    }

    [TestMethod]
    public void What_stopped_goes_on_from_its_last_commit_and_asks_nobody_again()
    {
        using var agency = new Agency(Today) { StopAfter = 30 };
        Assert.Contains("cut", BringDeliveries.Run(agency.Site, Today, null, CancellationToken.None).Single().Failure!, StringComparison.Ordinal);
        Assert.AreEqual((LandingState.Open, 1), (agency.Site.Store.Landings.Latest(1).Single().State, agency.Site.Store.Landings.Latest(1).Single().Tries));
        Assert.IsEmpty(agency.Dropped(), "half a delivery is not there");
        var asked = agency.AskedAbout.ToHashSet(StringComparer.Ordinal);
        agency.StopAfter = null;
        agency.AskedAbout.Clear();
        agency.Night(Today);
        Assert.IsEmpty(agency.AskedAbout.Where(asked.Contains).ToList(), "asked twice");
        using var whole = new Agency(Today);
        whole.Night(Today);
        CollectionAssert.AreEqual(WagesOf(whole.Site).ToArray(), WagesOf(agency.Site).ToArray());
        Assert.HasCount(1, agency.Site.Store.Landings.Latest(9));
    }

    [TestMethod]
    public void A_crash_after_all_had_come_hands_the_delivery_over_the_next_time()
    {
        using var agency = new Agency(Today);
        agency.Instead = landing =>
        {
            landing.Commit("end");
            throw new TransportException("killed");
        };
        BringDeliveries.Run(agency.Site, Today, null, CancellationToken.None);
        using (var part = File.OpenRead(Directory.GetFiles(agency.Site.Folder.Landing).Single())) agency.Site.Store.Landings.MarkWhole(1, Convert.ToHexStringLower(SHA256.HashData(part)), "tax/wages-440000-2026-10-20-L1.csv");
        Assert.IsEmpty(agency.Dropped());
        agency.Instead = null;
        Assert.IsTrue(BringDeliveries.Run(agency.Site, Today, null, CancellationToken.None).Single().Landed);
        Assert.HasCount(2, agency.Dropped());
        Assert.AreEqual(1, agency.Calls, "nobody was asked again");
        Assert.AreEqual(LandingState.Landed, agency.Site.Store.Landings.Find(1)!.State);
        Assert.IsEmpty(Directory.GetFiles(agency.Site.Folder.Landing));
        if (!OperatingSystem.IsWindows()) Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(agency.Dropped()[0]));
    }

    [TestMethod]
    [DataRow(-2)]
    [DataRow(1)]
    public void For_another_night_than_this_no_key_leaves(int days)
    {
        using var agency = new Agency(Today);
        Assert.IsEmpty(BringDeliveries.Run(agency.Site, Today.AddDays(days), null, CancellationToken.None));
        Assert.AreEqual((0, 0), (agency.Calls, agency.Site.Store.Landings.Latest(1).Count));
    }

    [TestMethod]
    public void A_file_that_vanished_is_not_taken_for_landed()
    {
        using var agency = new Agency(Today) { Instead = _ => throw new TransportException("killed") };
        BringDeliveries.Run(agency.Site, Today, null, CancellationToken.None);
        agency.Site.Store.Landings.MarkWhole(1, new string('a', 64), "tax/wages-440000-2026-10-20-L1.csv");
        File.Delete(Directory.GetFiles(agency.Site.Folder.Landing).Single());
        agency.Instead = null;
        Assert.Contains("begins anew", BringDeliveries.Run(agency.Site, Today, null, CancellationToken.None).Single().Failure!, StringComparison.Ordinal);
        Assert.AreEqual((LandingState.GivenUp, 0), (agency.Site.Store.Landings.Find(1)!.State, agency.Dropped().Length));
        Assert.IsTrue(BringDeliveries.Run(agency.Site, Today, null, CancellationToken.None).Single().Landed);
    }

    [TestMethod]
    public void Whatever_breaks_off_is_told_by_its_kind_and_goes_on_the_next_time()
    {
        using var agency = new Agency(Today) { Instead = _ => throw new InvalidOperationException("443301198712050000") };
        var failure = BringDeliveries.Run(agency.Site, Today, null, CancellationToken.None).Single().Failure!;
        Assert.IsTrue(failure.Contains("InvalidOperationException", StringComparison.Ordinal) && !failure.Contains("4433", StringComparison.Ordinal), failure);
        agency.Instead = null;
        Assert.IsTrue(BringDeliveries.Run(agency.Site, Today, null, CancellationToken.None).Single().Landed);
        Assert.AreEqual(1, agency.Site.Store.Landings.Latest(1).Single().Id);
    }

    [TestMethod]
    public void Half_a_delivery_is_none_and_begins_anew()
    {
        using var agency = new Agency(Today) { Promise = rows => rows + 1 };
        Assert.Contains("half a delivery is no delivery", BringDeliveries.Run(agency.Site, Today, null, CancellationToken.None).Single().Failure!, StringComparison.Ordinal);
        Assert.AreEqual(LandingState.GivenUp, agency.Site.Store.Landings.Find(1)!.State);
        Assert.IsEmpty(agency.Dropped());
        agency.Promise = rows => rows;
        Assert.IsTrue(BringDeliveries.Run(agency.Site, Today, null, CancellationToken.None).Single().Landed);
        Assert.AreEqual(2, agency.Site.Store.Landings.Latest(1).Single().Id);
    }

    private static IReadOnlyList<string> WagesOf(Site site) =>
        [.. from batch in site.Store.Batches.All().Where(b => b.Manifest is { Registry: "tax", Dataset: "wages", Last: { } last } && last >= new Month(2026, 9))
            from household in site.Store.Facts.ReadSpan([batch.Id], Spans.Whole)
            from fact in household.Facts.OfType<MonthlyIncome>()
            orderby fact.Person, fact.Month, fact.Amount.Fen
            select $"{fact.Person} {fact.Month} {fact.Amount.Fen} {fact.Grade}"];

    /// <summary>A site whose tax office answers questions from the file that it would have delivered.</summary>
    private sealed class Agency : IDisposable
    {
        private readonly NightSite _night = new();
        private readonly string[] _header;
        private readonly ILookup<string, string[]> _rows;

        public Agency(DateOnly today, DateInterval? agreement = null)
        {
            var file = Directory.GetFiles(_night.Line.At("site", "drop", "tax"), "wages-440000-2026Q3.csv").Single();
            var lines = File.ReadAllLines(file);
            _header = lines[0].TrimStart('\uFEFF').Split(',');
            var id = At("证件号码");
            _rows = lines.Skip(1).Select(Fields).ToLookup(r => string.Concat(r[id].Select(c => c is >= '！' and <= '～' ? (char)(c - 0xFEE0) : c).Where(char.IsAsciiLetterOrDigit)), StringComparer.Ordinal);
            File.Delete(file);
            File.Delete(file + ".manifest.json");
            _night.Run("import");
            var folder = SiteFolder.At(_night.Line.Site);
            var configuration = SiteConfiguration.Load(folder).Configuration!;
            var tax = configuration.Registry("tax")!;
            var datasets = new SortedDictionary<string, DatasetSettings>(tax.Datasets.ToDictionary(d => d.Key, d => d.Value), StringComparer.Ordinal)
            {
                ["wages"] = tax.Datasets["wages"] with { Source = new Asked(this) },
            };
            var changed = new SortedDictionary<string, RegistrySettings>(configuration.Registries.ToDictionary(r => r.Key, r => r.Value), StringComparer.Ordinal)
            {
                ["tax"] = tax with { Datasets = datasets, Sharing = tax.Sharing with { Valid = agreement ?? tax.Sharing.Valid } },
            };
            _night.Line.Clock.Now = new DateTimeOffset(today.ToDateTime(new TimeOnly(1, 0)), TimeSpan.Zero);
            Site = Site.Open(folder, configuration with { Registries = changed }, _night.Line.Clock);
        }

        public Site Site { get; }
        public int Calls { get; private set; }
        public List<string> AskedAbout { get; } = [];
        public int? StopAfter { get; set; }
        public Action<LandingOrder>? Before { get; set; }
        public Action<ILanding>? Instead { get; set; }
        public Func<int, PersonAnswer>? Answer { get; init; }
        public Func<long, long> Promise { get; set; } = rows => rows;

        public void Night(DateOnly day) => NightPipeline.Run(Site, day, new Progress<StepProgress>(), CancellationToken.None);

        public string[] Dropped() => [.. Directory.GetFiles(Path.Combine(Site.Folder.Drop, "tax"), "wages-*-L*").Order(StringComparer.Ordinal)];

        public JudgeHouseholds Basis() => new(Site, PinInputs.For(Site, JudgedPeriod.OfNight(Today), Today, Site.Store.Union.Latest()!.Id));

        public void Dispose()
        {
            Site.Dispose();
            _night.Dispose();
        }

        /// <summary>Fields of a line; commas within quotes belong to theirs.</summary>
        private static string[] Fields(string line) => [.. line.Split('"').SelectMany((part, i) => i % 2 == 1 ? [part.Replace(',', '\u0001')] : new[] { part }).Aggregate((a, b) => a + b).Split(',').Select(f => f.Replace('\u0001', ','))];

        /// <summary>Where the agency's file has a standard column, under whichever name.</summary>
        private int At(string standard)
        {
            var column = AllDatasets.Find("tax", "wages")!.Columns.Single(c => c.Name == standard);
            return Array.FindIndex(_header, h => h == column.Name || column.Aliases.Contains(h));
        }

        private void Bring(LandingOrder order, ILanding landing)
        {
            Calls++;
            Before?.Invoke(order);
            var (asked, number) = (0, 0);
            foreach (var key in order.Keys)
            {
                number++;
                if (landing.Answered.Contains(key.Person)) continue;
                AskedAbout.Add(key.Person);
                var answer = Answer?.Invoke(number) ?? (key.Numbers.Any(n => _rows[n].Any()) ? PersonAnswer.Found : PersonAnswer.NoRecord);
                if (answer == PersonAnswer.Found)
                {
                    foreach (var row in key.Numbers.SelectMany(n => _rows[n])) landing.Add([.. order.Columns.Select(c => row[At(c)])]);
                }

                landing.Commit(FormattableString.Invariant($"{number}"), answer == PersonAnswer.Asked ? [] : [(key.Person, answer)]);
                if (++asked == StopAfter)
                {
                    if (_rows.FirstOrDefault() is { } lost) landing.Add([.. order.Columns.Select(c => lost.First()[At(c)])]);
                    throw new TransportException("the line was cut");
                }
            }

            Instead?.Invoke(landing);
            landing.Finish(Promise(landing.Rows));
        }

        private sealed record Asked(Agency Agency) : SourceSettings(Guangdong, 30, -6, -1)
        {
            public override string Kind => "asked";

            public override ITransport Open(TransportSite site) => new Script(Agency);
        }

        private sealed class Script(Agency agency) : ITransport
        {
            public IReadOnlyList<string> Bring(LandingOrder order, ILanding landing, CancellationToken cancel)
            {
                agency.Bring(order, landing);
                return [];
            }
        }
    }
}
