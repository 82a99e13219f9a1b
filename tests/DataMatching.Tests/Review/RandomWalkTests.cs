using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Review;
using DataMatching.Time;

namespace DataMatching.Tests.Review;

/// <summary>
/// Seeded walks of people who try everything, by the shipped plans and by plans that no parser would let pass (steps left out and shuffled). Whatever the rules
/// accept, the promises of docs/review.md hold; they are looked up in the bare events here, without the case's own fold.
/// </summary>
[TestClass]
public sealed class RandomWalkTests
{
    private static readonly (Flag Flag, ExitKind? Kind)[] Sorts = [(Flag.Add, null), (Flag.Exit, ExitKind.OutOfPoverty), (Flag.Exit, ExitKind.Relieved), (Flag.Exit, ExitKind.Ineligible), (Flag.ReExamine, null)];

    [TestMethod]
    [DataRow(false, 300)]
    [DataRow(true, 500)]
    public void Nothing_accepted_breaks_a_promise(bool hostilePlans, int walks)
    {
        var ended = new SortedDictionary<Decision, int>();
        for (var seed = 0; seed < walks; seed++)
        {
            var random = new Random(seed);
            var (flag, kind) = Sorts[seed % Sorts.Length];
            var desk = new Desk(flag, kind, hostilePlans ? Shuffled(random) : null) { Today = new DateOnly(2026, 7, 1) };
            desk.Open();
            for (var i = 0; i < 160 && desk.Today < new DateOnly(2026, 12, 1); i++) Try(desk, random, random.Next(5) > 0);
            Promises(desk, hostilePlans, seed);
            if (desk.Case!.Decision is { } decision) ended[decision] = ended.GetValueOrDefault(decision) + 1;
        }

        CollectionAssert.AreEqual(Enum.GetValues<Decision>(), ended.Keys.ToArray(), "the walks must come to every end, or they show nothing");
    }

    [TestMethod]
    public void A_plan_without_the_steps_makes_no_file_and_no_exit()
    {
        foreach (var (flag, kind) in Sorts.Where(s => s.Flag != Flag.ReExamine))
        {
            var shipped = Desk.Plans.For(flag, kind, Desk.Place, new DateOnly(2026, 10, 1))!;
            foreach (var left in shipped.Steps.Where(s => s.Does is StepKind.Visit or StepKind.Discussion or StepKind.Notice or StepKind.Reasons or StepKind.Hearing or StepKind.Waiting or StepKind.Effect))
            {
                var desk = new Desk(flag, kind, new StepPlans([shipped with { Steps = [.. shipped.Steps.Where(s => s != left)] }]));
                desk.Open();
                var refused = Walk(desk);
                var expected = left.Does switch
                {
                    StepKind.Visit => flag == Flag.Add ? "no-visit" : kind == ExitKind.OutOfPoverty ? "causes-not-gone" : null,
                    StepKind.Discussion => "no-discussion",
                    StepKind.Notice => "no-notice",
                    StepKind.Reasons => "no-written-reasons",
                    StepKind.Hearing => "no-hearing",
                    StepKind.Waiting => "no-waiting",
                    _ => "not-in-effect",
                };
                Assert.AreEqual(expected, refused, $"{flag} {kind} without {left.Id}");
            }

            var unsigned = new Desk(flag, kind, new StepPlans([shipped with { Steps = [.. shipped.Steps.Where(s => s.Does != StepKind.Signature)] }]));
            unsigned.Open();
            Assert.AreEqual(flag == Flag.Add ? "no-chair-signature" : "no-approval", Walk(unsigned));
            var chairless = new Desk(flag, kind, new StepPlans([shipped with { Steps = [.. shipped.Steps.Select(s => s with { Chair = false })] }]));
            chairless.Open();
            Assert.AreEqual(flag == Flag.Add ? "no-chair-signature" : null, Walk(chairless));
        }
    }

    private static string? Walk(Desk desk)
    {
        for (var days = 0; desk.Case!.Next is { } next; days++)
        {
            var refused = desk.Do(Desk.Who(next.Role), desk.Right(next));
            if (refused is "notice-running" or "waiting-running" && days < 100) desk.Today = desk.Today.AddDays(1);
            else if (refused is not null) return refused;
        }

        return null;
    }

    private static void Try(Desk desk, Random random, bool rightly)
    {
        if (random.Next(3) == 0) desk.Today = desk.Today.AddDays(random.Next(4));
        Account[] people = [Desk.Grassroots, Desk.Colleague, Desk.County, Desk.SecondCounty, Desk.City, Desk.SecondCity, Desk.Grassroots with { Role = Role.County }, Desk.County with { Role = Role.City }];
        var steps = desk.Case!.Plan.Steps;
        var (step, who) = (steps[random.Next(steps.Count)], people[random.Next(people.Length)]);
        if (rightly && desk.Case.Next is { } next)
        {
            step = next;
            var fitting = people.Where(p => p.Role == next.Role).ToArray();
            who = fitting[random.Next(fitting.Length)];
        }

        var rules = desk.Case.Opening.Rules;
        CaseEvent tried = random.Next(rightly ? 24 : 12) switch
        {
            0 => new Returned(desk.Next, desk.Now, who.Id, steps[random.Next(steps.Count)].Id, "再办"),
            1 => new Objected(desk.Next, desk.Now, who.Id, desk.Today, "本人", "不服", []),
            2 => new RelativeDeclared(desk.Next, desk.Now, who.Id, random.Next(20) == 0 ? people[random.Next(4)].Id : 99, "亲戚"),
            3 => new OutcomeCoded(desk.Next, desk.Now, who.Id, rules[0], Outcome.Explained, "已售", null),
            4 => new Closed(desk.Next, desk.Now, who.Id, (Decision)random.Next(4), "办结"),
            5 when random.Next(3) == 0 => new NoticePosted(desk.Next, desk.Now, who.Id, desk.Today.AddDays(-random.Next(9)), desk.Today.AddDays(random.Next(9)), "公告栏"),
            6 => new TookEffect(desk.Next, desk.Now, who.Id, desk.Today.AddDays(-random.Next(20)), null),
            _ => desk.Right(step, who, random.Next(6) == 0 ? CausesFound.Persist : CausesFound.Gone),
        };
        if (desk.Case.OpenObjections.Count > 0 && random.Next(3) == 0)
            tried = new ObjectionAnswered(desk.Next, desk.Now, who.Id, desk.Case.OpenObjections[0].Sequence, "答复", random.Next(2) == 0 && desk.Case.Done.Count > 0 ? desk.Case.Done.Keys.First() : null);
        desk.Do(who, tried);
    }

    /// <summary>Looked up in the events before the end, without asking the case.</summary>
    private static void Promises(Desk desk, bool hostilePlans, int seed)
    {
        var signed = desk.Events.OfType<Signed>().ToList();
        Assert.IsTrue(signed.GroupBy(s => s.By).All(g => g.Select(s => s.Level).Distinct().Count() == 1), $"seed {seed}: one account signed two levels");
        foreach (var kin in desk.Events.OfType<RelativeDeclared>())
            Assert.IsFalse(desk.Events.Any(e => e.Sequence > kin.Sequence && e.By == kin.Account), $"seed {seed}: kin went on");
        foreach (var end in desk.Events.OfType<Closed>().Where(c => c.Decision == Decision.Added))
        {
            var before = desk.Events.Where(e => e.Sequence < end.Sequence).ToList();
            Assert.IsTrue(before.Exists(e => e is Visited) && before.Exists(e => e is Discussed) && before.Exists(e => e is Signed { Chair: not null }), $"seed {seed}: a file without a block");
            Assert.IsTrue(before.OfType<NoticePosted>().Any(n => n.Last < end.Recorded && desk.Calendar.WorkingDays(n.First, n.Last) >= 5), $"seed {seed}: a file without its notice");
        }

        foreach (var effect in desk.Events.OfType<TookEffect>())
        {
            var before = desk.Events.Where(e => e.Sequence < effect.Sequence).ToList();
            Assert.IsTrue(before.Exists(e => e is ReasonsGiven) && before.Exists(e => e is HearingRecorded) && before.Exists(e => e is Signed), $"seed {seed}: an exit without reasons, hearing or signature");
            Assert.IsTrue(before.OfType<WaitingBegun>().Any(w => desk.Calendar.WorkingDays(w.On.AddDays(1), effect.On.AddDays(-1)) >= 10), $"seed {seed}: an exit that did not wait");
            if (desk.Case!.ExitKind == ExitKind.OutOfPoverty) Assert.AreEqual(CausesFound.Gone, before.OfType<Visited>().Last().Causes, $"seed {seed}: an exit without the finding");
        }

        Assert.IsFalse(desk.Events.OfType<Closed>().Any(c => c.Decision == Decision.Exited && !desk.Events.Exists(e => e is TookEffect && e.Sequence < c.Sequence)), $"seed {seed}: exited without effect");
        var again = Case.Fold(77, [.. desk.Events.Select(e => CaseEventJson.Read(CaseEventJson.Write(e)))], desk.InForce);
        Assert.AreEqual((desk.Case!.State, desk.Case.Next?.Id, desk.Case.Decision, desk.Case.Since), (again.State, again.Next?.Id, again.Decision, again.Since), $"seed {seed}: the fold of what was kept");
        if (!hostilePlans && again.State == CaseState.Closed) Assert.IsInstanceOfType<Closed>(desk.Events[^1], $"seed {seed}: something after the end");
    }

    private static StepPlans Shuffled(Random random) => new([.. Desk.Plans.All.Select(plan =>
    {
        var steps = plan.Steps.Where(s => s.Does != StepKind.Close && random.Next(8) > 0).ToArray();
        if (random.Next(2) == 0) random.Shuffle(steps);
        return plan with { Steps = [.. steps.Select(s => s with { Chair = s.Chair && random.Next(3) > 0 }), plan.Steps[^1]] };
    })]);
}
