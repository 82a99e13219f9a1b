using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Identity;
using DataMatching.Review;
using DataMatching.Tests.Architecture;
using DataMatching.Tests.Time;
using DataMatching.Time;

namespace DataMatching.Tests.Review;

/// <summary>A desk at which one case is worked on, day by day, by people of every level.</summary>
internal sealed class Desk
{
    public static readonly StepPlans Plans = StepPlans.Parse(File.ReadAllText(Path.Combine(Repository.Root, "config", "steps.json")));
    public static readonly District Place = new(440106);
    public static readonly Quarter Quarter = Quarter.Parse("2026Q3");
    public static readonly Attachment Paper = new(new string('a', 64), "签字表.jpg");

    public static readonly Account Supervisor = Of(1, Role.Supervisor, 440000), Grassroots = Of(2, Role.Grassroots, 440106), Colleague = Of(3, Role.Grassroots, 440106),
        County = Of(4, Role.County, 440106), SecondCounty = Of(5, Role.County, 440106), City = Of(6, Role.City, 440100), SecondCity = Of(7, Role.City, 440100);

    public Desk(Flag flag, ExitKind? kind = null, StepPlans? plans = null, params string[] rules)
    {
        InForce = plans ?? Plans;
        Sort = (flag, kind, rules.Length > 0 ? rules : ["vehicle-beyond-limits"]);
    }

    private (Flag Flag, ExitKind? Kind, string[] Rules) Sort { get; }
    public StepPlans InForce { get; }
    public WorkingCalendar Calendar { get; set; } = WorkingCalendarTests.Shipped;
    public DateOnly Today { get; set; } = new(2026, 10, 21);
    public Case? Case { get; private set; }
    public List<CaseEvent> Events { get; } = [];
    public long Next => Events.Count + 1;
    public DateTimeOffset Now => new(Today.ToDateTime(new TimeOnly(9, 0)), TimeSpan.FromHours(8));

    public static Account Of(long id, Role role, int scope) => new(id, $"u{id}", $"用户{id}", role, new District(scope), true);

    public static Worksheet Sheet(long income = 24_000) =>
        new(new SheetLine(Money.Yuan(income), Per.Year), new SheetLine(Money.Yuan(800), Per.Year), new SheetLine(Money.Yuan(1000), Per.Month), new SheetLine(Money.Yuan(500), Per.Month), new SheetLine(Money.Yuan(12_000), Per.Year));

    /// <summary>What the rules say to an event without doing it.</summary>
    public string? Ask(Account account, CaseEvent happened) => ReviewRules.Check(Case, account, happened, Today, Calendar)?.Code;

    /// <summary>Records the event when the rules let it; the code of the refusal otherwise.</summary>
    public string? Do(Account account, CaseEvent happened)
    {
        if (Ask(account, happened) is { } refused) return refused;
        Events.Add(happened);
        Case = Case is null ? DataMatching.Review.Case.Fold(77, Events, InForce) : Case.With(happened);
        return null;
    }

    /// <summary>The program's own event, which asks no rules.</summary>
    public void Program(CaseEvent happened)
    {
        Events.Add(happened);
        Case = Case!.With(happened);
    }

    public void Must(Account account, CaseEvent happened) => Assert.IsNull(Do(account, happened), CaseEventJson.Kind(happened));

    public Opened Opening(Account by) => new(Next, Now, by.Id, Quarter, "KN1", Place, Sort.Flag, Sort.Kind, 5, 36, Sort.Rules);

    public void Open() => Must(Supervisor, Opening(Supervisor));

    public static Account Who(Role role) => role switch { Role.Grassroots => Grassroots, Role.County => County, _ => City };

    /// <summary>The event that does a step rightly today.</summary>
    public CaseEvent Right(Step step, Account? by = null, CausesFound causes = CausesFound.Gone)
    {
        var who = (by ?? Who(step.Role)).Id;
        return step.Does switch
        {
            StepKind.Application => new Applied(Next, Now, who, Today, Paper),
            StepKind.Visit => Visit(who, causes),
            StepKind.Evidence => new EvidenceSeen(Next, Now, who, "病历、缴费单", [Paper]),
            StepKind.Sums => new SumsDone(Next, Now, who, Sheet(), ""),
            StepKind.Discussion => new Discussed(Next, Now, who, Today, ["甲", "乙", "丙"], "同意", [Paper]),
            StepKind.Assessment => new Assessed(Next, Now, who, Today, "相对困难", Money.Yuan(300)),
            StepKind.Notice => new NoticePosted(Next, Now, who, Today, Calendar.AddWorkingDays(Today, step.Runs), "公告栏"),
            StepKind.Signature => new Signed(Next, Now, who, step.Role, "同意", step.Chair ? "某主席" : null, step.Chair ? Paper : null),
            StepKind.Outcome => new OutcomeCoded(Next, Now, who, Case!.Opening.Rules[0], Outcome.Explained, "车辆已售未过户", null),
            StepKind.Reasons => new ReasonsGiven(Next, Now, who, Today, "当面送达", Paper),
            StepKind.Hearing => new HearingRecorded(Next, Now, who, Today, HearingKind.Held, "没有意见", null),
            StepKind.Waiting => new WaitingBegun(Next, Now, who, Today),
            StepKind.Effect => new TookEffect(Next, Now, who, Today, Paper),
            _ => new Closed(Next, Now, who, Case!.Flag switch { Flag.Add => Decision.Added, Flag.Exit => Decision.Exited, _ => Decision.Kept }, "按规定办结"),
        };
    }

    public Visited Visit(long by, CausesFound causes = CausesFound.Gone) =>
        new(Next, Now, by, Today, new Visitor(by, "张核"), new Visitor(null, "李同"), causes, "住房一处", "没有车", Sheet(), [Paper]);

    /// <summary>Does the next step on the first day on which it may be done, and says which it was.</summary>
    public string Go(CausesFound causes = CausesFound.Gone)
    {
        var step = Case!.Next!;
        for (var days = 0; days < 60; days++)
        {
            var refused = Do(Who(step.Role), Right(step, causes: causes));
            if (refused is null) return step.Id;
            Assert.IsTrue(refused is "notice-running" or "waiting-running", $"{step.Id}: {refused}");
            Today = Today.AddDays(1);
        }

        throw new AssertFailedException($"{step.Id} never became possible.");
    }

    /// <summary>Opens when need be and goes on until the step is next.</summary>
    public Desk Until(string step, CausesFound causes = CausesFound.Gone)
    {
        if (Case is null) Open();
        while (Case!.Next is { } next && next.Id != step) Go(causes);
        Assert.AreEqual(step, Case.Next?.Id ?? "");
        return this;
    }

    public IncomeVerified Income(Account by, string person = "KN1/2", string month = "2026-08", long yuan = 900) =>
        new(Next, Now, by.Id, person, Month.Parse(month), IncomeKind.Wage, Money.Yuan(yuan), Paper);
}
