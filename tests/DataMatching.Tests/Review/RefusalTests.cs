using System.Reflection;
using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Identity;
using DataMatching.Review;
using DataMatching.Time;

namespace DataMatching.Tests.Review;

/// <summary>Every refusal, each by somebody who tries.</summary>
[TestClass]
public sealed class RefusalTests
{
    private static readonly Account G = Desk.Grassroots, C = Desk.County, T = Desk.City;

    private static readonly (string Code, Func<string?> Try)[] Attempts =
    [
        ("account-disabled", () => At("visit", d => d.Do(G with { Enabled = false }, d.Visit(G.Id)))),
        ("wrong-account", () => At("visit", d => d.Do(G, d.Visit(Desk.Colleague.Id)))),
        ("wrong-role", () => At("visit", d => d.Do(C, d.Visit(C.Id)))),
        ("wrong-role", () => At("visit", d => d.Do(Desk.Supervisor, new Noted(d.Next, d.Now, 1, "看过", [])))),
        ("wrong-role", () => At("close", d => d.Do(C, d.Right(d.Case!.Next!, C)))),
        ("wrong-role", () => At("visit", d => d.Do(G, new Assigned(d.Next, d.Now, G.Id, 3)))),
        ("wrong-role", () => At("sign-city", d => d.Do(G, new Returned(d.Next, d.Now, G.Id, "sums", "x")))),
        ("wrong-role", () => Objecting(d => d.Do(G, new ObjectionAnswered(d.Next, d.Now, G.Id, d.Case!.OpenObjections[0].Sequence, "x", null)))),
        ("wrong-role", () => new Desk(Flag.Add) is var d ? d.Do(G, d.Opening(G)) : null),
        ("outside-scope", () => At("visit", d => d.Do(G with { Scope = new District(440105) }, d.Visit(G.Id)))),
        ("outside-scope", () => new Desk(Flag.Add) is var d ? d.Do(Desk.Supervisor with { Scope = new District(350000) }, d.Opening(Desk.Supervisor)) : null),
        ("relative", () => Kin(G, "visit", d => d.Do(G, d.Visit(G.Id)))),
        ("visitor-relative", () => Kin(G, "visit", d => d.Do(Desk.Colleague, d.Visit(Desk.Colleague.Id) with { Second = new Visitor(G.Id, "张核二") }))),
        ("assignee-relative", () => Kin(G, "visit", d => d.Do(C, new Assigned(d.Next, d.Now, C.Id, G.Id)))),
        ("not-your-declaration", () => At("visit", d => d.Do(G, new RelativeDeclared(d.Next, d.Now, G.Id, 3, "表兄")))),
        ("relative-signed", () => Kin(C, "close", d => d.Do(T, d.Right(d.Case!.Next!)))),
        ("not-opened", () => new Desk(Flag.Add) is var d ? d.Do(G, d.Visit(G.Id)) : null),
        ("opened-already", () => At("visit", d => d.Do(Desk.Supervisor, d.Opening(Desk.Supervisor)))),
        ("bad-opening", () => new Desk(Flag.Add) is var d ? d.Do(Desk.Supervisor, d.Opening(Desk.Supervisor) with { Priority = 101 }) : null),
        ("bad-opening", () => new Desk(Flag.Keep) is var d ? d.Do(Desk.Supervisor, d.Opening(Desk.Supervisor)) : null),
        ("bad-opening", () => new Desk(Flag.Exit) is var d ? d.Do(Desk.Supervisor, d.Opening(Desk.Supervisor)) : null),
        ("bad-opening", () => new Desk(Flag.Add) is var d ? d.Do(Desk.Supervisor, d.Opening(Desk.Supervisor) with { Rules = [] }) : null),
        ("sequence-taken", () => At("visit", d => d.Do(G, d.Visit(G.Id) with { Sequence = 2 }))),
        ("sequence-taken", () => new Desk(Flag.Add) is var d ? d.Do(Desk.Supervisor, d.Opening(Desk.Supervisor) with { Sequence = 2 }) : null),
        ("clock-went-back", () => At("visit", d => d.Do(G, d.Visit(G.Id) with { At = d.Now.AddMinutes(-1) }))),
        ("wrong-day", () => At("visit", d => d.Do(G, d.Visit(G.Id) with { At = d.Now.AddDays(1) }))),
        ("case-closed", () => At("", d => d.Do(G, new Noted(d.Next, d.Now, G.Id, "再看", [])))),
        ("case-closed", () => At("", d => d.Do(T, new Returned(d.Next, d.Now, T.Id, "visit", "x")))),
        ("objection-open", () => Objecting(d => d.Do(G, d.Right(d.Case!.Next!)))),
        ("objection-open", () => Objecting(d => d.Do(C, new Returned(d.Next, d.Now, C.Id, "visit", "x")))),
        ("no-such-objection", () => Objecting(d => d.Do(C, new ObjectionAnswered(d.Next, d.Now, C.Id, 1, "x", null)))),
        ("no-such-step", () => Objecting(d => d.Do(C, new ObjectionAnswered(d.Next, d.Now, C.Id, d.Case!.OpenObjections[0].Sequence, "x", "close")))),
        ("no-such-step", () => At("sums", d => d.Do(C, new Returned(d.Next, d.Now, C.Id, "notice", "x")))),
        ("not-next-step", () => At("visit", d => d.Do(G, new SumsDone(d.Next, d.Now, G.Id, Desk.Sheet(), "")))),
        ("not-next-step", () => At("sums", d => d.Do(T, new Closed(d.Next, d.Now, T.Id, Decision.Added, "")))),
        ("not-next-step", () => At("evidence", d => d.Do(G, Coded(d, G)), Flag.ReExamine)),
        ("not-next-step", () => At("sign-county", d => d.Do(G, Coded(d, G)), Flag.ReExamine)),
        ("wrong-role", () => At("outcome", d => d.Do(C, Coded(d, C)), Flag.ReExamine)),
        ("two-levels", () => At("sign-county", d => d.Do(G with { Role = Role.County }, d.Right(d.Case!.Next!, G)))),
        ("wrong-level", () => At("sign-county", d => d.Do(C, ((Signed)d.Right(d.Case!.Next!)) with { Level = Role.City }))),
        ("no-chair-signature", () => At("sign-grassroots", d => Days(d, 20, () => d.Do(G, new Signed(d.Next, d.Now, G.Id, Role.Grassroots, "同意", null, Desk.Paper))))),
        ("no-chair-signature", () => At("sign-grassroots", d => Days(d, 20, () => d.Do(G, new Signed(d.Next, d.Now, G.Id, Role.Grassroots, "同意", "某主席", null))))),
        ("not-collective", () => At("discussion", d => d.Do(G, ((Discussed)d.Right(d.Case!.Next!)) with { Present = ["甲", " 甲"] }))),
        ("same-visitor", () => At("visit", d => d.Do(G, d.Visit(G.Id) with { Second = new Visitor(G.Id, "别名") }))),
        ("same-visitor", () => At("visit", d => d.Do(G, d.Visit(G.Id) with { Second = new Visitor(null, "张核 ") }))),
        ("not-judged-exit", () => Exit("sign-county", d => { d.Program(new Unflagged(d.Next, d.Now, 0, 5)); return d.Do(G, d.Right(d.Case!.Next!)); })),
        ("judged-another-exit", () => Exit("sign-grassroots", d => { d.Program(Again(d, ExitKind.Ineligible)); return d.Do(G, d.Right(d.Case!.Next!)); })),
        ("effect-fell", () => Exit("close", d => { d.Program(new Unflagged(d.Next, d.Now, 0, 5)); return d.Do(T, d.Right(d.Case!.Next!)); })),
        ("effect-fell", () => Exit("close", d => Then(d.Do(C, new RelativeDeclared(d.Next, d.Now, C.Id, C.Id, "表兄")), () => d.Do(T, d.Right(d.Case!.Next!))))),
        ("nothing-to-withdraw", () => At("visit", d => d.Do(G, new EvidenceWithdrawn(d.Next, d.Now, G.Id, 1, "x")))),
        ("nothing-to-withdraw", () => At("visit", d => Then(d.Do(G, Coded(d, G)), () => d.Do(G, new EvidenceWithdrawn(d.Next, d.Now, G.Id, d.Next - 1, "x"))))),
        ("wrong-role", () => At("visit", d => Then(d.Do(G, d.Income(G)), () => d.Do(Desk.Colleague, new EvidenceWithdrawn(d.Next, d.Now, Desk.Colleague.Id, d.Next - 1, "x"))))),
        ("waiting-backdated", () => Exit("waiting", d => Days(d, 3, () => d.Do(G, ((WaitingBegun)d.Right(d.Case!.Next!)) with { On = d.Today.AddDays(-1) })))),
        ("causes-not-gone", () => Exit("sign-grassroots", d => d.Do(G, d.Right(d.Case!.Next!)), CausesFound.NotTold)),
        ("causes-not-gone", () => Exit("sign-grassroots", d => d.Do(G, d.Right(d.Case!.Next!)), CausesFound.Persist)),
        ("hearing-needs-proof", () => Exit("hearing", d => d.Do(G, new HearingRecorded(d.Next, d.Now, G.Id, d.Today, HearingKind.Waived, "", null)))),
        ("somebody-lives", () => Exit("hearing", d => d.Do(G, new HearingRecorded(d.Next, d.Now, G.Id, d.Today, HearingKind.NobodyLives, "", Desk.Paper)))),
        ("wrong-decision", () => Exit("visit", d => d.Do(T, new Closed(d.Next, d.Now, T.Id, Decision.Added, "x")))),
        ("wrong-decision", () => At("close", d => d.Do(C, new Closed(d.Next, d.Now, C.Id, Decision.Exited, "x")), Flag.ReExamine)),
        ("no-outcome", () => Exit("visit", d => d.Do(T, new Closed(d.Next, d.Now, T.Id, Decision.Kept, "x")))),
        ("same-hand", () => Exit("visit", d => Then(d.Do(T, Coded(d, T)), () => d.Do(T, new Closed(d.Next, d.Now, T.Id, Decision.Kept, "x"))))),
        ("already-in-effect", () => Exit("close", d => Then(d.Do(C, Coded(d, C)), () => d.Do(T, new Closed(d.Next, d.Now, T.Id, Decision.Kept, "x"))))),
        ("already-in-effect", () => Exit("close", d => d.Do(T, new Returned(d.Next, d.Now, T.Id, "visit", "x")))),
        ("unknown-rule", () => At("visit", d => d.Do(G, Coded(d, G) with { Rule = "homes-beyond-limits" }))),
        ("no-correction-for-outcome", () => At("visit", d => d.Do(G, Coded(d, G, Proved(d)) with { Outcome = Outcome.Right }))),
        ("bad-correction", () => At("visit", d => d.Do(G, Coded(d, G, Proved(d) with { ExpiresOn = d.Today })))),
        ("bad-correction", () => At("visit", d => d.Do(G, Coded(d, G, Proved(d) with { ProvedOn = d.Today.AddDays(1) })))),
        ("bad-correction", () => At("visit", d => d.Do(G, Coded(d, G, Proved(d) with { ExpiresOn = d.Today.AddYears(2).AddDays(1) })))),
        ("not-of-household", () => At("visit", d => d.Do(G, Coded(d, G, Proved(d) with { Person = "KN2/1" })))),
        ("not-of-household", () => At("visit", d => d.Do(G, d.Income(G, "KN12/1")))),
        ("not-of-household", () => At("visit", d => d.Do(G, d.Income(G, "KN1/0")))),
        ("month-not-over", () => At("visit", d => d.Do(G, d.Income(G, month: "2026-11")))),
        ("month-not-over", () => At("visit", d => d.Do(G, d.Income(G, month: "2026-10")))),
        ("bad-amount", () => At("visit", d => d.Do(G, d.Income(G, yuan: -1)))),
        ("bad-amount", () => At("visit", d => d.Do(G, d.Visit(G.Id) with { Sheet = Desk.Sheet(-1) }))),
        ("bad-amount", () => At("sums", d => d.Do(G, new SumsDone(d.Next, d.Now, G.Id, Desk.Sheet(2_000_000_000), "")))),
        ("bad-amount", () => At("assessment", d => d.Do(G, new Assessed(d.Next, d.Now, G.Id, d.Today, "x", new Money(-1))))),
        ("date-in-future", () => At("visit", d => d.Do(G, d.Visit(G.Id) with { On = d.Today.AddDays(1) }))),
        ("date-in-future", () => At("visit", d => d.Do(G, new Objected(d.Next, d.Now, G.Id, d.Today.AddDays(1), "本人", "x", [])))),
        ("before-quarter", () => Exit("visit", d => d.Do(G, d.Visit(G.Id) with { On = new DateOnly(2026, 6, 30) }))),
        ("before-former-step", () => At("discussion", d => d.Do(G, ((Discussed)d.Right(d.Case!.Next!)) with { On = d.Today.AddDays(-1) }))),
        ("before-former-step", () => Exit("reasons", d => Days(d, 20, () => d.Do(G, ((ReasonsGiven)d.Right(d.Case!.Next!)) with { On = d.Case.Done.Values.OfType<NoticePosted>().Single().Last })))),
        ("notice-ends-first", () => At("notice", d => d.Do(C, new NoticePosted(d.Next, d.Now, C.Id, d.Today, d.Today.AddDays(-1), "x")))),
        ("notice-too-short", () => At("notice", d => d.Do(C, new NoticePosted(d.Next, d.Now, C.Id, d.Today, d.Calendar.AddWorkingDays(d.Today, 3), "x")))),
        ("notice-too-short", () => At("notice", d => Days(d, 20, () => d.Do(C, new NoticePosted(d.Next, d.Now, C.Id, d.Today.AddDays(-15), d.Today, "x"))))),
        ("notice-running", () => At("sign-grassroots", d => d.Do(G, d.Right(d.Case!.Next!)))),
        ("waiting-running", () => Exit("effect", d => d.Do(T, d.Right(d.Case!.Next!)))),
        ("text-missing", () => At("visit", d => d.Do(G, d.Visit(G.Id) with { Said = " " }))),
        ("text-missing", () => At("sums", d => d.Do(G, new Returned(d.Next, d.Now, G.Id, "visit", "")))),
        ("text-too-long", () => At("visit", d => d.Do(G, new Noted(d.Next, d.Now, G.Id, new string('长', 10_001), [])))),
        ("bad-attachment", () => At("visit", d => d.Do(G, new Noted(d.Next, d.Now, G.Id, "x", [new Attachment(new string('A', 64), "x")])))),
        ("bad-attachment", () => At("visit", d => d.Do(G, new Noted(d.Next, d.Now, G.Id, "x", [new Attachment(new string('a', 64), "../x")])))),
        ("bad-attachment", () => At("visit", d => d.Do(G, new Noted(d.Next, d.Now, G.Id, "x", [.. Enumerable.Repeat(Desk.Paper, 101)])))),
        ("calendar-year-missing", () => At("notice", d => d.Do(C, new NoticePosted(d.Next, d.Now, C.Id, d.Today, new DateOnly(2027, 3, 1), "x")))),
        ("unknown-kind", () => At("visit", d => d.Do(G, new OfTheFuture(d.Next, d.Now, G.Id)))),
    ];

    /// <summary>What no plan that can be read lets happen is asked of the blocks themselves, below and in <see cref="RandomWalkTests"/>.</summary>
    private static readonly string[] OnlyWithoutAPlan = ["no-visit", "no-notice", "no-discussion", "no-approval", "no-written-reasons", "no-hearing", "no-waiting", "not-in-effect"];

    public static IEnumerable<TestDataRow<int>> Rows() => Attempts.Select((a, i) => new TestDataRow<int>(i) { DisplayName = FormattableString.Invariant($"{i} {a.Code}") });

    [TestMethod]
    [DynamicData(nameof(Rows))]
    public void Is_refused_by_its_own_code(int attempt) => Assert.AreEqual(Attempts[attempt].Code, Attempts[attempt].Try());

    [TestMethod]
    public void Every_refusal_has_an_attempt_a_code_of_its_own_and_both_languages()
    {
        var all = typeof(Refusals).GetFields(BindingFlags.Static | BindingFlags.Public).Select(f => (Refusal)f.GetValue(null)!)
            .Concat([Refusals.NoticeTooShort(5), Refusals.NoticeRuns(default), Refusals.WaitingRuns(default), Refusals.YearMissing(2027), Refusals.NotNext(Desk.Plans.All[0].Steps[0])]).ToList();
        CollectionAssert.AllItemsAreUnique(all.Select(r => r.Code).ToArray());
        CollectionAssert.AreEquivalent(all.Select(r => r.Code).Order(StringComparer.Ordinal).ToArray(), Attempts.Select(a => a.Code).Concat(OnlyWithoutAPlan).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray());
        Assert.IsTrue(all.All(r => r.Chinese.EndsWith('。') && r.English.EndsWith('.')));
    }

    [TestMethod]
    public void A_date_of_the_first_day_and_of_today_is_right()
    {
        Assert.IsNull(Exit("visit", d => d.Do(G, d.Visit(G.Id) with { On = Desk.Quarter.FirstDay })));
        Assert.IsNull(At("visit", d => d.Do(G, d.Income(G, yuan: 0))));
        Assert.IsNull(At("notice", d => d.Do(C, new NoticePosted(d.Next, d.Now, C.Id, d.Today, d.Calendar.AddWorkingDays(d.Today, 4), "x"))), "five working days, both edges counted");
    }

    [TestMethod]
    public void The_same_level_may_sign_again_after_a_return()
    {
        var desk = new Desk(Flag.Add).Until("sign-city");
        desk.Must(T, new Returned(desk.Next, desk.Now, T.Id, "sign-grassroots", "补签"));
        desk.Until("sign-city");
        Assert.AreEqual("two-levels", desk.Do(C with { Role = Role.City, Scope = new District(440100) }, desk.Right(desk.Case!.Next!, C)), "a signature that was returned still binds");
    }

    private static string? At(string step, Func<Desk, string?> attempt, Flag flag = Flag.Add) => attempt(new Desk(flag).Until(step));

    private static string? Exit(string step, Func<Desk, string?> attempt, CausesFound causes = CausesFound.Gone) => attempt(new Desk(Flag.Exit, ExitKind.OutOfPoverty).Until(step, causes));

    private static string? Kin(Account who, string step, Func<Desk, string?> attempt) => At(step, d => Then(d.Do(who, new RelativeDeclared(d.Next, d.Now, who.Id, who.Id, "表兄")), () => attempt(d)));

    private static string? Objecting(Func<Desk, string?> attempt) =>
        At("sums", d => Then(d.Do(G, new Objected(d.Next, d.Now, G.Id, d.Today, "本人", "不服", [])), () => attempt(d)));

    private static string? Then(string? first, Func<string?> second) => first is null ? second() : "before: " + first;

    private static string? Days(Desk desk, int days, Func<string?> attempt)
    {
        desk.Today = desk.Today.AddDays(days);
        return attempt();
    }

    private static Rejudged Again(Desk desk, ExitKind kind) => new(desk.Next, desk.Now, 0, Flag.Exit, kind, 5, 36, ["vehicle-beyond-limits"]);

    private static OutcomeCoded Coded(Desk desk, Account by, Correction? correction = null) => new(desk.Next, desk.Now, by.Id, "vehicle-beyond-limits", Outcome.Explained, "已售", correction);

    private static Correction Proved(Desk desk) => new("KN1/1", RegistryId.Vehicle, "vehicles", "ab12", "已过户", Desk.Paper, desk.Today, desk.Today.AddDays(180));

    private sealed record OfTheFuture(long Sequence, DateTimeOffset At, long By) : CaseEvent(Sequence, At, By);
}
