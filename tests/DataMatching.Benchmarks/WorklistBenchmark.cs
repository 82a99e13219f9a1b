using System.Globalization;
using DataMatching.Assessment;
using DataMatching.Identity;
using DataMatching.Review;
using DataMatching.Storage;
using DataMatching.Web.Worklists;

namespace DataMatching.Benchmarks;

/// <summary>How long the questions of worklists and sheets take in a site with very many cases: each alone, then all of them by 50 readers at once.</summary>
internal sealed class WorklistBenchmark(Store store, int cases, TimeProvider clock)
{
    private const int Readers = 50, PageSize = 50;

    private readonly CaseFilter _province = new(WorklistCases.Quarter, WorklistCases.Province);
    private long _anybody;

    public static int Run(int cases, int seconds, string folder, TimeProvider clock)
    {
        var site = Directory.CreateDirectory(Path.Combine(folder, "worklist-" + cases.ToString(CultureInfo.InvariantCulture))).FullName;
        var database = Path.Combine(site, "datamatching.db");
        var keys = Path.Combine(site, "keys");
        using var store = Store.Open(database, KeyRing.Exists(keys) ? KeyRing.Load(keys) : KeyRing.Create(keys), clock);
        var benchmark = new WorklistBenchmark(store, cases, clock);
        benchmark.Fill();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{cases} cases, database {new FileInfo(database).Length / 1e6:0} MB, {Environment.ProcessorCount} processors"));
        var questions = benchmark.Questions();
        foreach (var (name, ask) in questions) Print(name, benchmark.Alone(ask, 40));
        Print($"all, {Readers} readers with 2 s between questions", benchmark.Together(questions, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(seconds)));
        Print($"all, {Readers} readers without a pause", benchmark.Together(questions, TimeSpan.Zero, TimeSpan.FromSeconds(seconds)));
        return 0;
    }

    private void Fill()
    {
        if (store.Cases.Count(new CaseFilter(WorklistCases.Quarter, null)).Number != cases)
        {
            var started = clock.GetTimestamp();
            var opened = store.Cases.Open(WorklistCases.Quarter, WorklistCases.Make(cases, 7), "{}", WorklistCases.At);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"opened {opened.Opened} cases in {clock.GetElapsedTime(started).TotalSeconds:0.0} s"));
        }

        if (store.Accounts.Find("reader.0") is null)
        {
            var started = clock.GetTimestamp();
            for (var i = 0; i < 20; i++)
            {
                var account = store.Accounts.Create("reader." + i.ToString(CultureInfo.InvariantCulture), "读", Role.County, null, [1]).Id;
                CasePlace place = new(100 - (i * 4), "");
                store.Cases.Assign(store.Cases.Page(_province, place, 1_000).Select(c => c.Case).ToList(), null, account, new NewEvent("assigned", "{}", WorklistCases.At, account));
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"assigned 20 times 1,000 cases, in {clock.GetElapsedTime(started).TotalSeconds / 20:0.00} s each"));
        }

        _anybody = store.Accounts.Find("reader.0")!.Id;
    }

    /// <summary>Each asked anew with other districts, people and places.</summary>
    private List<(string Name, Action<Random> Ask)> Questions()
    {
        var city = (Random r) => WorklistCases.County(r).City;
        var place = (Random r) => new CasePlace(r.Next(1, 100), "KN" + r.Next(cases).ToString("D8", CultureInfo.InvariantCulture));
        List<(string, Action<Random>)> questions = [];
        void Page(string name, Func<Random, CaseFilter> filter)
        {
            questions.Add((name + ": first page", r => store.Cases.Page(filter(r), null, PageSize)));
            questions.Add((name + ": deep page", r => store.Cases.Page(filter(r), place(r), PageSize)));
            questions.Add((name + ": count", r => store.Cases.Count(filter(r))));
        }

        Page("province", _ => _province);
        Page("city", r => _province with { Scope = city(r) });
        Page("county", r => _province with { Scope = WorklistCases.County(r) });
        Page("flag", _ => _province with { Flag = Flag.Add });
        Page("frequent rule", _ => _province with { Rule = WorklistCases.Rules[0] });
        Page("rare rule", _ => _province with { Rule = WorklistCases.Rules[^1] });
        Page("registry", r => _province with { Registry = WorklistCases.Registries[r.Next(7)] });
        Page("least priority", _ => _province with { LeastPriority = 60 });
        Page("assignee", _ => _province with { Assignee = _anybody });
        Page("unassigned", _ => _province with { Unassigned = true });
        Page("step", r => _province with { Step = WorklistCases.Steps[r.Next(7)] });
        Page("objected", _ => _province with { State = CaseState.Objected });
        Page("due", r => _province with { DueBy = new DateOnly(2026, 10, 8).AddDays(r.Next(30)) });
        Page("amount", r => _province with { MostFlip = Money.Yuan(r.Next(1, 50)) });
        Page("age", _ => _province with { OpenedBy = new DateOnly(2026, 10, 6) });
        Page("city, rule, registry", r => _province with { Scope = city(r), Rule = WorklistCases.Rules[r.Next(8)], Registry = WorklistCases.Registries[r.Next(7)] });
        Page("county, rule, unassigned", r => _province with { Scope = WorklistCases.County(r), Rule = WorklistCases.Rules[r.Next(8)], Unassigned = true });
        Page("flag, step, due", r => _province with { Flag = Flag.Add, Step = WorklistCases.Steps[r.Next(7)], DueBy = new DateOnly(2026, 10, 20) });
        Page("nothing fits", _ => _province with { Flag = Flag.Add, LeastPriority = 11, Unassigned = true });
        questions.Add(("whole page of the worklist, province", _ => WholePage(WorklistCases.Province)));
        questions.Add(("whole page of the worklist, county", r => WholePage(WorklistCases.County(r))));
        questions.Add(("dashboard of the province", _ => store.Cases.Tally(WorklistCases.Quarter, WorklistCases.Province)));
        questions.Add(("late, province, half of all", _ => store.Cases.Late(WorklistCases.Quarter, WorklistCases.Province, new DateOnly(2026, 11, 7))));
        questions.Add(("search by name, city", r => store.Cases.Search(WorklistCases.Quarter, city(r), WorklistCases.Name(r), PageSize)));
        questions.Add(("search by ID number", r => store.Cases.Search(WorklistCases.Quarter, null, ResidentId.FromBody(44010619900101000 + r.Next(1000))!.Value, PageSize)));
        questions.Add(("case and its events", Sheet));
        return questions;
    }

    /// <summary>All that one request of the page asks: tabs, filters, rows and their number.</summary>
    private void WholePage(District scope)
    {
        var (who, today, query) = (new Account(_anybody, "reader.0", "读", Role.Supervisor, scope, true), new DateOnly(2026, 10, 21), new WorklistQuery());
        var filter = query.ToFilter(WorklistCases.Quarter, WorklistTab.ReExamine, who, today);
        var rows = store.Cases.Page(filter, null, PageSize + 1).Count + store.Cases.Count(filter).Number + WorklistCounts.Of(store, query, WorklistCases.Quarter, who, today).Count;
        if (rows + WorklistChoices.Of(store, WorklistCases.Quarter, WorklistTab.ReExamine, who).Rules.Count == 0) throw new InvalidOperationException("an empty page");
    }

    private void Sheet(Random random)
    {
        var found = store.Cases.FindByHousehold(WorklistCases.Quarter, "KN" + random.Next(cases).ToString("D8", CultureInfo.InvariantCulture), WorklistCases.Province)!;
        if (store.Cases.Events(found.Listing.Case, WorklistCases.Province).Count == 0) throw new InvalidOperationException("a case without events");
    }

    private List<double> Alone(Action<Random> ask, int times)
    {
        var random = new Random(11);
        ask(random);
        return Enumerable.Range(0, times).Select(_ => Time(ask, random)).ToList();
    }

    private List<double> Together(List<(string Name, Action<Random> Ask)> questions, TimeSpan pause, TimeSpan duration)
    {
        var all = new List<double>();
        var started = clock.GetTimestamp();
        var threads = Enumerable.Range(0, Readers).Select(n => new Thread(() =>
        {
            var random = new Random(100 + n);
            var mine = new List<double>();
            Thread.Sleep(pause * random.NextDouble());
            while (clock.GetElapsedTime(started) < duration)
            {
                mine.Add(Time(questions[random.Next(questions.Count)].Ask, random));
                Thread.Sleep(pause * (0.5 + random.NextDouble()));
            }

            lock (all) all.AddRange(mine);
        })).ToList();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        return all;
    }

    private double Time(Action<Random> ask, Random random)
    {
        var started = clock.GetTimestamp();
        ask(random);
        return clock.GetElapsedTime(started).TotalMilliseconds;
    }

    private static void Print(string name, List<double> milliseconds)
    {
        milliseconds.Sort();
        double At(double part) => milliseconds[(int)Math.Min(milliseconds.Count - 1, part * milliseconds.Count)];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {milliseconds.Count} | {At(0.5):0.0} | {At(0.95):0.0} | {milliseconds[^1]:0.0} |"));
    }
}
