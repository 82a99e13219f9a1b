using DataMatching.Assessment;
using DataMatching.Identity;
using DataMatching.Time;

namespace DataMatching.Review;

/// <summary>A signature that counts: that of the step <paramref name="Step"/>, for its level.</summary>
public sealed record CaseSignature(string Step, Role Level, long By, DateOnly On, bool Chair);

/// <summary>What a judgement said: <see cref="Flag.Keep"/> when it does not flag the household.</summary>
public sealed record Judgement(Flag Flag, ExitKind? ExitKind, IReadOnlyList<string> Rules)
{
    /// <summary>What a verdict says, as a case would be judged on it.</summary>
    public static Judgement Of(Verdict verdict) => verdict.Flag == Flag.Keep
        ? new Judgement(Flag.Keep, null, [])
        : new Judgement(verdict.Flag, verdict.ExitKind, [.. Opened.Speaking(verdict).Select(r => r.Rule).Distinct(StringComparer.Ordinal)]);

    /// <summary>True when nobody who signed on the one would have seen anything else in the other.</summary>
    public bool IsSame(Judgement other) => Flag == other.Flag && ExitKind == other.ExitKind && Rules.SequenceEqual(other.Rules, StringComparer.Ordinal);
}

/// <summary>
/// A household's case of a quarter: the fold of its events, and nothing else. It changes by <see cref="With"/> only; whether an event may happen says
/// <see cref="ReviewRules.Check"/>, here it has happened.
/// </summary>
public sealed record Case
{
    /// <summary>What listings name as the next step while an objection is open.</summary>
    public const string ObjectionStep = "objection";

    private Case(long number, Opened opened, Opened opening, StepPlan plan) => (Number, Opening, Plan, Since, Events, Judged) = (number, opening, plan, opened.Recorded, [opened], new Judgement(opening.Flag, opening.ExitKind, opening.Rules));

    public long Number { get; }

    /// <summary>What the case is about: its opening, as the last run judged it before anybody worked on it.</summary>
    public Opened Opening { get; }

    /// <summary>The plan in force on the day of the opening, to the case's end.</summary>
    public StepPlan Plan { get; }

    public Quarter Quarter => Opening.Quarter;
    public string Household => Opening.Household;
    public District District => Opening.District;
    public Flag Flag => Opening.Flag;
    public ExitKind? ExitKind => Opening.ExitKind;

    /// <summary>Everything that happened, in its order.</summary>
    public IReadOnlyList<CaseEvent> Events { get; private init; }

    public CaseState State { get; private init; }

    /// <summary>Steps that are done and count, by their id: those returned are not among them.</summary>
    public IReadOnlyDictionary<string, CaseEvent> Done { get; private init; } = new SortedDictionary<string, CaseEvent>(StringComparer.Ordinal);

    /// <summary>The step that comes next in the plan; null when the case is closed.</summary>
    public Step? Next => State == CaseState.Closed ? null : Plan.Steps.FirstOrDefault(s => !Done.ContainsKey(s.Id));

    /// <summary>Who has the ball: the county while an objection is open, else who does the next step; null when closed.</summary>
    public Role? Turn => State switch { CaseState.Closed => null, CaseState.Objected => Role.County, _ => Next?.Role };

    /// <summary>How it may end as it stands, its list's own way first; which of them somebody may record says <see cref="ReviewRules.Check"/>.</summary>
    public IReadOnlyList<Decision> Ends => ClosingRules.Offered(this);

    /// <summary>Account that took the case; null for nobody.</summary>
    public long? Assignee { get; private init; }

    /// <summary>The day from which the working days of the next step, or of the open objection, count.</summary>
    public DateOnly Since { get; private init; }

    /// <summary>The decision of a closed case; null while it is open, also when it was closed before.</summary>
    public Decision? Decision { get; private init; }

    /// <summary>
    /// What the last judgement says: that of the opening, or a later one on other evidence. <see cref="Assessment.Flag.Keep"/>: it no longer flags the household.
    /// The case keeps its list and its steps all the same; people decide.
    /// </summary>
    public Judgement Judged { get; private init; }

    /// <summary>True when the last judgement leads to another list, or another sort of exit, than the case was opened for.</summary>
    public bool IsJudgedOtherwise => Judged.Flag != Flag || Judged.ExitKind != ExitKind;

    /// <summary>True when the judgement says that the worker died and nobody of the household lives.</summary>
    internal bool DiedAlone => Judged.Rules.Contains("principal-died-alone", StringComparer.Ordinal);

    /// <summary>Numbers of the events whose evidence counts no more.</summary>
    public IReadOnlySet<long> Withdrawn { get; private init; } = new SortedSet<long>();

    /// <summary>Objections without an answer, the oldest first.</summary>
    public IReadOnlyList<Objected> OpenObjections { get; private init; } = [];

    /// <summary>Accounts declared kin of the household.</summary>
    public IReadOnlySet<long> Relatives { get; private init; } = new SortedSet<long>();

    /// <summary>True while nobody has done anything but hand it on: then a repeated run decides what the case is about, and ends it when it no longer flags the household.</summary>
    public bool IsUntouched => Events.All(IsNoWork);

    /// <summary>Signatures that count, in the order of the plan.</summary>
    public IReadOnlyList<CaseSignature> Signatures =>
        [.. Plan.Steps.Where(s => s.Does == StepKind.Signature && Done.ContainsKey(s.Id)).Select(s => (Step: s, Signed: (Signed)Done[s.Id]))
            .Select(x => new CaseSignature(x.Step.Id, x.Step.Role, x.Signed.By, x.Signed.Recorded, x.Signed.Chair is not null))];

    /// <summary>The outcomes coded and not withdrawn: of a rule the latest.</summary>
    public IReadOnlyList<OutcomeCoded> Outcomes => [.. Events.OfType<OutcomeCoded>().Where(e => !Withdrawn.Contains(e.Sequence)).GroupBy(e => e.Rule, StringComparer.Ordinal).Select(g => g.Last()).OrderBy(e => e.Sequence)];

    /// <summary>The case after these events.</summary>
    /// <param name="number">Number of the case.</param>
    /// <param name="events">In the order of their sequence, the opening first.</param>
    /// <param name="plans">All plans, those that hold no more included.</param>
    /// <exception cref="FormatException">The events are no case: no opening first, one missing, one of a kind that is not known, or no plan for the opening's day.</exception>
    public static Case Fold(long number, IReadOnlyList<CaseEvent> events, StepPlans plans)
    {
        if (events.Count == 0 || events[0] is not Opened { Sequence: 1 } opened) throw new FormatException(FormattableString.Invariant($"Case {number} does not begin with its opening."));
        var opening = events.Skip(1).TakeWhile(IsNoWork).OfType<Rejudged>()
            .Aggregate(opened, (o, r) => o with { Flag = r.Flag, ExitKind = r.ExitKind, Run = r.Run, Priority = r.Priority, Rules = r.Rules });
        var plan = plans.For(opening.Flag, opening.ExitKind, opening.District, opening.Recorded)
            ?? throw new FormatException(FormattableString.Invariant($"Case {number}: steps.json has no plan for {opening.Flag} {opening.ExitKind} in {opening.District} on {opening.Recorded:yyyy-MM-dd}."));
        return events.Skip(1).Aggregate(new Case(number, opened, opening, plan), (known, happened) => known.With(happened));
    }

    /// <summary>The case as it stood at a moment: with what had been recorded then, the moment included. Null when it was not yet open.</summary>
    /// <inheritdoc cref="Fold(long, IReadOnlyList{CaseEvent}, StepPlans)"/>
    public static Case? Fold(long number, IReadOnlyList<CaseEvent> events, StepPlans plans, DateTimeOffset asOf)
    {
        var until = events.TakeWhile(e => e.At <= asOf).ToList();
        return until.Count == 0 ? null : Fold(number, until, plans);
    }

    private static bool IsNoWork(CaseEvent happened) => happened is Opened or Rejudged or Unflagged or Assigned;

    /// <summary>The case after one more event.</summary>
    /// <exception cref="FormatException">The event's sequence does not follow, or its kind is not known.</exception>
    public Case With(CaseEvent happened)
    {
        if (happened.Sequence != Events.Count + 1) throw new FormatException(FormattableString.Invariant($"Case {Number}: event {Events.Count + 1} is missing."));
        var after = this with { Events = [.. Events, happened] };
        return happened switch
        {
            Opened => throw new FormatException(FormattableString.Invariant($"Case {Number} is opened twice.")),
            Assigned e => after with { Assignee = e.To },
            RelativeDeclared e => after with { Relatives = new SortedSet<long>(Relatives) { e.Account }, Assignee = Assignee == e.Account ? null : Assignee },
            Objected e => after with { State = CaseState.Objected, Decision = null, OpenObjections = [.. OpenObjections, e], Since = OpenObjections.Count > 0 ? Since : e.Recorded, Done = State == CaseState.Closed ? Without(StepKind.Close) : Done },
            ObjectionAnswered e => after.Answered(e),
            Returned e => after with { Done = Before(e.To), Since = e.Recorded },
            Closed e => after.StepDone(e) with { State = CaseState.Closed, Decision = e.Decision },
            { Does: not null } => after.StepDone(happened),
            Unflagged => after.JudgedAs(new Judgement(Flag.Keep, null, []), happened) with { State = IsUntouched ? CaseState.Closed : State },
            Rejudged e => after.JudgedAs(new Judgement(e.Flag, e.ExitKind, e.Rules), happened) with { State = IsUntouched ? CaseState.Open : State },
            Superseded => after with { State = CaseState.Closed },
            EvidenceWithdrawn e => after with { Withdrawn = new SortedSet<long>(Withdrawn) { e.Entry } },
            IncomeVerified or Noted => after,
            _ => throw new FormatException(FormattableString.Invariant($"Case {Number}: event {happened.Sequence} is of a kind that this program does not know.")),
        };
    }

    /// <summary>Who signed had seen another judgement: from the first signature on everything is to be done again, unless the exit is in effect already.</summary>
    private Case JudgedAs(Judgement now, CaseEvent happened)
    {
        var after = this with { Judged = now };
        if (now.IsSame(Judged) || State == CaseState.Closed || this.Doing<TookEffect>() is not null) return after;
        return Plan.Steps.FirstOrDefault(s => s.Does == StepKind.Signature && Done.ContainsKey(s.Id)) is { } signed ? after with { Done = Before(signed.Id), Since = happened.Recorded } : after;
    }

    private Case Answered(ObjectionAnswered answer)
    {
        var open = OpenObjections.Where(o => o.Sequence != answer.Objection).ToList();
        return this with
        {
            OpenObjections = open,
            State = open.Count > 0 ? CaseState.Objected : CaseState.Open,
            Done = answer.ReturnTo is { } to ? Before(to) : Done,
            Since = answer.Recorded,
        };
    }

    /// <summary>The next step is done when it is of the event's kind, and the last one by closing at any point. Another event (an outcome coded beside the steps) moves nothing.</summary>
    private Case StepDone(CaseEvent happened)
    {
        var step = happened is Closed ? Plan.Steps[^1] : Next;
        if (step is null || step.Does != happened.Does) return this;
        var done = new SortedDictionary<string, CaseEvent>(ToDictionary(Done), StringComparer.Ordinal) { [step.Id] = happened };
        return this with { Done = done, Since = happened is NoticePosted notice ? notice.Last : happened.Recorded };
    }

    private SortedDictionary<string, CaseEvent> Before(string step)
    {
        var at = Plan.IndexOf(step);
        return Kept(s => Plan.IndexOf(s) < at);
    }

    private SortedDictionary<string, CaseEvent> Without(StepKind kind) => Kept(s => Plan.Find(s)?.Does != kind);

    private SortedDictionary<string, CaseEvent> Kept(Func<string, bool> keep) => new(ToDictionary(Done.Where(d => keep(d.Key))), StringComparer.Ordinal);

    private static Dictionary<string, CaseEvent> ToDictionary(IEnumerable<KeyValuePair<string, CaseEvent>> steps) => new(steps, StringComparer.Ordinal);
}
