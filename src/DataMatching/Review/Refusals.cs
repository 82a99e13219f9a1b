using System.Globalization;
using DataMatching.Assessment;

namespace DataMatching.Review;

/// <summary>Every refusal there is, under its code.</summary>
internal static class Refusals
{
    public static readonly Refusal
        AccountDisabled = new("account-disabled", "账号已停用。", "The account is disabled."),
        WrongAccount = new("wrong-account", "记录人与登录账号不一致。", "The event is recorded by another account than the one signed in."),
        WrongRole = new("wrong-role", "您的角色不能办理此事。", "Your role does not do this."),
        OutsideScope = new("outside-scope", "该家庭不在您的辖区内。", "The household is outside your district."),
        Relative = new("relative", "已申报亲属关系，须回避。", "You are declared kin of the household and must not handle its case."),
        NotYourDeclaration = new("not-your-declaration", "只能由本人，或由县级、市级代为申报亲属关系。", "Kinship is declared by the account itself, or for it by county or city."),
        RelativeSigned = new("relative-signed", "已申报亲属关系的人签过字，请退回该环节重新办理。", "Somebody declared kin has signed: return the case to that step."),
        NotOpened = new("not-opened", "事项尚未立案。", "The case has not been opened."),
        OpenedAlready = new("opened-already", "事项已立案。", "The case is open already."),
        BadOpening = new("bad-opening", "立案内容不完整：须有名单类别、事由和 1 至 100 的优先级；退出须有类型。", "The opening needs a list, reasons and a priority of 1 to 100; an exit needs its kind."),
        CaseClosed = new("case-closed", "事项已办结，只有异议才能重新打开。", "The case is closed; only an objection opens it again."),
        ObjectionOpen = new("objection-open", "异议尚未答复，不能继续办理。", "An objection is open: it must be answered first."),
        NoSuchObjection = new("no-such-objection", "没有该异议，或已经答复。", "There is no such objection, or it is answered."),
        TwoLevels = new("two-levels", "同一人不得签署两级意见。", "Nobody signs two levels of one case."),
        WrongLevel = new("wrong-level", "签署级别与环节不符。", "The signature is for another level than the step's."),
        NoChair = new("no-chair-signature", "没有主席签字不建档：须附主席签字表和姓名。", "No chair's signature, no file: name the chair and attach the signed sheet."),
        NoVisit = new("no-visit", "没有入户调查不建档。", "No home visit, no file."),
        NoNotice = new("no-notice", "没有公示不建档。", "No public notice, no file."),
        NoDiscussion = new("no-discussion", "没有集体研究不建档。", "No collective study, no file."),
        NotCollective = new("not-collective", "集体研究须有两名以上参加人。", "A collective study needs at least two different people."),
        SameVisitor = new("same-visitor", "入户须两名不同的人员。", "A visit needs two different people."),
        VisitorRelative = new("visitor-relative", "入户人员中有人已申报亲属关系，须回避。", "A visitor is declared kin of the household."),
        AssigneeRelative = new("assignee-relative", "该账号已申报亲属关系，不能承办。", "That account is declared kin of the household."),
        CausesNotGone = new("causes-not-gone", "入户未认定致困因素消除，不能按脱困退出。", "The visit has not found that the causes are gone: no exit out of poverty."),
        NotJudgedExit = new("not-judged-exit", "按现有证据重新核算，结论已不是退出：不能签署或办理退出，请认定核查结果后按维持或更正办结。", "Judged again on the evidence there is now, the household is no longer to exit: sign and end no exit; code the outcome and close it as kept or corrected."),
        JudgedAnotherExit = new("judged-another-exit", "按现有证据重新核算，退出类型已变：不能按原类型签署或办理退出，请认定核查结果后按维持或更正办结，下季按新类型立案。", "Judged again on the evidence there is now, it is another sort of exit: sign and end none of this sort; code the outcome and close it as kept or corrected, the next quarter opens the right one."),
        EffectFell = new("effect-fell", "退出生效后，结论或签字已不成立：请市级退回到签字环节，撤销退出，再按维持或更正办结。", "After it took effect the exit does not hold any more: the city returns the case to a signature, which undoes it, and it is closed as kept or corrected."),
        NothingToWithdraw = new("nothing-to-withdraw", "没有可撤回的核实或更正，或已撤回。", "There is no verified income or correction under this number, or it was withdrawn."),
        NoReasons = new("no-written-reasons", "未书面告知理由，退出不能生效。", "Without written reasons to the household the exit takes no effect."),
        NoHearing = new("no-hearing", "未听取家庭意见，退出不能生效。", "Without a hearing the exit takes no effect."),
        HearingNeedsProof = new("hearing-needs-proof", "书面放弃或无人可听取须附证明材料。", "A waiver, or that nobody lives, needs its document."),
        SomebodyLives = new("somebody-lives", "只有职工去世且家庭无其他成员的，才可记为无人可听取。", "\"Nobody lives\" only where the rule principal-died-alone speaks."),
        NoWaiting = new("no-waiting", "等待期尚未开始。", "The waiting days have not begun."),
        WaitingBackdated = new("waiting-backdated", "等待期从记录当天起算，不能填更早的日期。", "The waiting days begin on the day they are recorded, not earlier."),
        NoApproval = new("no-approval", "逐级审核尚未完成。", "Not every level has signed."),
        NotInEffect = new("not-in-effect", "退出尚未生效。", "The exit has not taken effect."),
        WrongDecision = new("wrong-decision", "该名单不能作此决定。", "This list does not lead to that decision."),
        NoOutcome = new("no-outcome", "须先认定核查结果，才能不按名单办结。", "An outcome must be coded before a case is closed otherwise than its list says."),
        SameHand = new("same-hand", "认定结果的人不得独自办结。", "Who coded the outcome does not close the case on it alone."),
        AlreadyInEffect = new("already-in-effect", "退出已生效；须先由异议退回，才能维持。", "The exit is in effect: only an objection that is upheld undoes it."),
        UnknownRule = new("unknown-rule", "该事由不在本事项中。", "The reason is none of this case."),
        NoCorrection = new("no-correction-for-outcome", "属实或有争议的结果不能附更正。", "An outcome that is right or disputed carries no correction."),
        BadCorrection = new("bad-correction", "更正须写明人员、部门、记录和证明，证明日期不晚于今天，失效日期晚于证明日期且在两年以内。", "A correction names person, registry, record and proof; proved today or before, expiring after that and within two years."),
        NotOfHousehold = new("not-of-household", "该人员不属于本家庭。", "The person is not of this household."),
        MonthNotOver = new("month-not-over", "该月尚未结束，不能核实。", "The month is not over: its income is not complete."),
        NegativeAmount = new("bad-amount", "金额须为 0 至 10 亿元。", "An amount is 0 to 1,000,000,000 yuan."),
        FutureDate = new("date-in-future", "日期不能晚于今天。", "The date lies in the future."),
        WrongDay = new("wrong-day", "记录时间不是今天。", "The time of the record is not today."),
        BeforeQuarter = new("before-quarter", "日期早于本季度开始之日。", "The date lies before the quarter's first day."),
        BeforeFormerStep = new("before-former-step", "日期早于前一环节。", "The date lies before that of a former step."),
        NoticeEndsFirst = new("notice-ends-first", "公示结束日期早于开始日期。", "The notice ends before it begins."),
        NoSuchStep = new("no-such-step", "没有该环节，或尚未办到该环节。", "There is no such step, or the case has not come to it."),
        TextMissing = new("text-missing", "有必填的文字没有填写。", "A text that is needed is empty."),
        TextTooLong = new("text-too-long", "文字过长（至多 10,000 字）。", "A text is longer than 10,000 characters."),
        BadAttachment = new("bad-attachment", "附件须有名称和 SHA-256 校验值，至多 100 个。", "An attachment has a name and a SHA-256; there are at most 100."),
        SequenceTaken = new("sequence-taken", "他人刚刚办理过本事项，请刷新后再试。", "Somebody has worked on the case meanwhile: look at it again."),
        ClockWentBack = new("clock-went-back", "记录时间早于上一条记录，请检查服务器时钟。", "The record is earlier than the one before: check the machine's clock."),
        UnknownKind = new("unknown-kind", "本程序不认识该事件。", "This program does not know the event.");

    public static Refusal NotNext(Step next) => new("not-next-step", $"下一环节是“{next.Chinese}”。", $"The next step is: {next.English}.");

    public static Refusal NoticeTooShort(int days) => new("notice-too-short", Say($"公示不少于 {days} 个工作日。"), Say($"The notice must hang for at least {days} working days."));

    public static Refusal NoticeRuns(DateOnly last) => new("notice-running", $"公示至 {Day(last)}，期满后才能继续。", $"The notice hangs until {Day(last)}; go on after that day.");

    public static Refusal WaitingRuns(DateOnly last) => new("waiting-running", $"等待期至 {Day(last)}，期满后才能继续。", $"The waiting days last until {Day(last)}; go on after that day.");

    public static Refusal YearMissing(int year) => new("calendar-year-missing", Say($"工作日历缺 {year} 年数据，请补充 config/calendars。"), Say($"The calendar has no data for {year}: add it to config/calendars."));

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
