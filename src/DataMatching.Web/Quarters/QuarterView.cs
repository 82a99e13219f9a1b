using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Identity;
using DataMatching.Quarters;
using DataMatching.Review;
using DataMatching.Storage;
using DataMatching.Time;
using DataMatching.Web.Hosting;

namespace DataMatching.Web.Quarters;

/// <summary>A row of places: the county, the city, or all.</summary>
public sealed record PlaceSum(District District, BalanceSum Sum);

/// <summary>Where the open cases of one list stand: the steps that have any, in the order of their plan, and for each place the number at each step.</summary>
public sealed record HeatTable(Flag Flag, IReadOnlyList<string> Steps, IReadOnlyList<HeatRow> Rows, int Most)
{
    public int At(string step) => Rows.Sum(r => r.Cases.GetValueOrDefault(step));
    public int Undecided => Rows.Sum(r => r.Undecided);
    public int Closed => Rows.Sum(r => r.Closed);
}

/// <summary>One place of a heat table. <paramref name="Cases"/>: open cases by step.</summary>
public sealed record HeatRow(District District, IReadOnlyDictionary<string, int> Cases, int Closed)
{
    public int Undecided => Cases.Values.Sum();
}

/// <summary>Cases past the last day of their step. <paramref name="Whose"/>: who is to do the step; null where no plan has it (an objection).</summary>
public sealed record LateRow(District District, string Step, Role? Whose, int Cases);

/// <summary>What one registry answered about the members of the files; <paramref name="Answers"/> by <see cref="Answer"/>.</summary>
public sealed record CoverageRow(string Registry, IReadOnlyDictionary<Answer, long> Answers)
{
    public long All => Answers.Values.Sum();
    public long Of(Answer answer) => Answers.GetValueOrDefault(answer);
}

/// <summary>A reason and the households that have it now, those that came with it, and those that had it in the quarter before and have it no more.</summary>
public sealed record ReasonRow(string Rule, int Now, int Came, int Went);

/// <summary>Everything that a quarter's page counts, within the account's district and the place asked for.</summary>
public sealed class QuarterView(Store store, SiteForWeb site, IQuarterWork work, Quarter quarter, District? scope)
{
    private readonly Lazy<Reconciliation?> _sums = new(() => work.Sums(quarter, scope));
    private readonly Lazy<IReadOnlyList<CaseTally>> _tally = new(() => store.Cases.Tally(quarter, scope));
    private readonly Lazy<IReadOnlyDictionary<Quarter, long>> _runs = new(() => store.Quarters.All().Where(q => q.Run is not null).ToDictionary(q => q.Quarter, q => q.Run!.Value));
    private IReadOnlyList<HeatTable>? _heat;
    private IReadOnlyList<ReasonRow>? _reasons;

    /// <summary>Worked out when it is first asked for: a part of the page that shows none does not pay for it.</summary>
    public Reconciliation? Sums => _sums.Value;

    /// <summary>The parts of the place that is shown: provinces, cities or counties.</summary>
    public IReadOnlyList<PlaceSum> Places => Sums is null ? [] : [.. Sums.Districts.GroupBy(b => Part(b.District)).OrderBy(g => g.Key).Select(g => new PlaceSum(g.Key, BalanceSum.Of(g)))];

    /// <summary>Cases of a list that wait for a step; those with an open objection are <see cref="Objected"/>.</summary>
    public int OpenOf(Flag flag) => _tally.Value.Where(t => t.Flag == flag && t.State == CaseState.Open).Sum(t => t.Cases);

    /// <summary>Cases of a list without a decision, also those with an open objection.</summary>
    public int UndecidedOf(Flag flag) => _tally.Value.Where(t => t.Flag == flag && t.State != CaseState.Closed).Sum(t => t.Cases);

    public int Objected => _tally.Value.Where(t => t.State == CaseState.Objected).Sum(t => t.Cases);

    public IReadOnlyList<HeatTable> Heat => _heat ??= [.. new[] { Flag.Add, Flag.Exit, Flag.ReExamine }.Select(HeatOf).Where(h => h.Rows.Count > 0)];

    public IReadOnlyList<LateRow> Late => [.. store.Cases.Late(quarter, scope, site.Today).GroupBy(l => (Part(l.District), l.Step))
        .Select(g => new LateRow(g.Key.Item1, g.Key.Step, StepOf(g.Key.Step)?.Role ?? (g.Key.Step == Case.ObjectionStep ? Role.County : null), g.Sum(l => l.Cases)))
        .OrderByDescending(l => l.Cases).ThenBy(l => l.District).ThenBy(l => l.Step, StringComparer.Ordinal)];

    public IReadOnlyList<CoverageRow> Coverage => RunOf(quarter) is not { } run ? [] : [.. store.Runs.Coverage(run, scope).GroupBy(a => a.Registry, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
        .Select(g => new CoverageRow(g.Key, g.GroupBy(a => a.Answer).ToDictionary(a => a.Key, a => a.Sum(x => x.Answers))))];

    /// <summary>The quarter before, when it was run; else there is nothing to tell a change from.</summary>
    public Quarter? Before => RunOf(quarter.Previous) is null ? null : quarter.Previous;

    /// <summary>The most frequent first, then by rule: of the listed cases, so that each number is that of its worklist.</summary>
    public IReadOnlyList<ReasonRow> Reasons => _reasons ??= [.. store.Cases.Rules(quarter, quarter.Previous, scope).Select(r => new ReasonRow(r.Rule, r.Now, r.Now - r.Both, r.Before - r.Both))
        .OrderByDescending(r => r.Now).ThenBy(r => r.Rule, StringComparer.Ordinal)];

    /// <summary>Households that came with the reason since the quarter before, and those that lost it; both by file number, at most <paramref name="limit"/> each.</summary>
    public (IReadOnlyList<string> Came, IReadOnlyList<string> Went) Changes(string rule, int limit) =>
        (store.Cases.OnlyIn(quarter, quarter.Previous, rule, scope, limit), store.Cases.OnlyIn(quarter.Previous, quarter, rule, scope, limit));

    /// <summary>The step of this id as the first plan that has it names it.</summary>
    public Step? StepOf(string id) => site.Steps.All.SelectMany(p => p.Steps).FirstOrDefault(s => s.Id == id);

    private HeatTable HeatOf(Flag flag)
    {
        var rows = _tally.Value.Where(t => t.Flag == flag).GroupBy(t => Part(t.District)).OrderBy(g => g.Key).Select(g => new HeatRow(
            g.Key, g.Where(t => t.State != CaseState.Closed).GroupBy(t => t.Step, StringComparer.Ordinal).ToDictionary(s => s.Key, s => s.Sum(t => t.Cases), StringComparer.Ordinal),
            g.Where(t => t.State == CaseState.Closed).Sum(t => t.Cases))).ToList();
        var order = site.Steps.All.Where(p => p.Flag == flag).SelectMany(p => p.Steps).Select(s => s.Id).Distinct(StringComparer.Ordinal).ToList();
        var used = rows.SelectMany(r => r.Cases.Keys).Distinct(StringComparer.Ordinal).OrderBy(s => order.IndexOf(s) is >= 0 and var at ? at : int.MaxValue).ThenBy(s => s, StringComparer.Ordinal);
        return new HeatTable(flag, [.. used], rows, rows.SelectMany(r => r.Cases.Values).DefaultIfEmpty().Max());
    }

    private long? RunOf(Quarter asked) => _runs.Value.TryGetValue(asked, out var run) ? run : null;

    /// <summary>What lies in the place that is shown: of everything the cities, of a city its counties.</summary>
    private District Part(District district) => scope is not { } place || place.Code % 10000 == 0 ? district.City : district;
}
