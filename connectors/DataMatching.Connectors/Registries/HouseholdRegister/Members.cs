using DataMatching.Evidence;
using DataMatching.Identity;
using DataMatching.Time;

namespace DataMatching.Connectors.Registries.HouseholdRegister;

/// <summary>
/// 常住户口登记: one row for each entry of a hukou book, about two people, the member and the head of the book: a child whom the union does not know is found
/// through the row's head. An entry stands, has moved away, or was cancelled; the book says nothing of who really lives there.
/// </summary>
internal sealed class Members() : AgencyDataset(
    RegistryId.HouseholdRegister, "members", byMonth: false,
    [Book, Place, Name, PersonColumn.Id, HeadName, HeadId, ToHead, MovedIn, MovedOut, MovedTo, Cancelled, CancelledOn, Died], new RowPerson(Name, PersonColumn.Id), new RowPerson(HeadName, HeadId, "户主"))
{
    private enum Ending { None, Death, Abroad, Void }

    /// <summary>What the member is to the head, and the head to the member; null where neither names the other as kin.</summary>
    private sealed record Tie(string? Member, string? Head, bool IsHead = false);

    private static readonly Column Book = new("户号", false, "家庭户号", "户口簿号") { Holds = FieldKind.Number };
    private static readonly Column Place = new("户籍地区划代码", true, "户籍地", "户籍所在地区划代码", "行政区划代码");
    private static readonly Column Name = PersonColumn.Name("成员姓名");
    private static readonly Column HeadName = new("户主姓名", true, "户主");
    private static readonly Column HeadId = new("户主证件号码", true, "户主身份证号", "户主公民身份号码", "户主身份证件号码");
    private static readonly Column ToHead = new("与户主关系", true, "与户主的关系", "户主关系");
    private static readonly Column MovedIn = new("迁入日期", true, "何时迁来", "迁来日期");
    private static readonly Column MovedOut = new("迁出日期", true, "何时迁出", "迁往日期");
    private static readonly Column MovedTo = new("迁往地区划代码", true, "迁往地", "迁往地行政区划代码", "迁往地区");
    private static readonly Column Cancelled = new("注销原因", true, "户口注销原因", "注销类别");
    private static readonly Column CancelledOn = new("注销日期", true, "户口注销日期");
    private static readonly Column Died = new("死亡日期", true, "死亡时间");

    private static readonly Choices<Tie> Ties = new(
        ("户主", new Tie(null, null, IsHead: true)), ("本人", new Tie(null, null, IsHead: true)),
        ("配偶", new Tie("spouse", "spouse")), ("妻", new Tie("spouse", "spouse")), ("夫", new Tie("spouse", "spouse")),
        ("子", new Tie("child", "parent")), ("女", new Tie("child", "parent")), ("子女", new Tie("child", "parent")),
        ("父亲", new Tie("parent", "child")), ("母亲", new Tie("parent", "child")), ("父母", new Tie("parent", "child")),
        ("孙子女", new Tie("grandchild", "grandparent")), ("祖父母", new Tie("grandparent", "grandchild")),
        ("兄弟姐妹", new Tie("sibling", "sibling")), ("其他亲属", new Tie("other", "other")), ("非亲属", new Tie(null, null)), ("集体户成员", new Tie(null, null)));

    private static readonly Choices<Ending> Endings = new(
        ("死亡", Ending.Death), ("宣告死亡", Ending.Death), ("出国定居", Ending.Abroad), ("出境定居", Ending.Abroad),
        ("参军", Ending.Void), ("重复户口", Ending.Void), ("错登", Ending.Void), ("其他", Ending.Void));

    protected override IEnumerable<Fact> FactsOf(RowReader row)
    {
        var place = row.District(Place);
        var tie = row.Choice(ToHead, Ties);
        var movedIn = row.OptionalPastDay(MovedIn);
        var movedOut = row.OptionalPastDay(MovedOut);
        var movedTo = row.OptionalDistrict(MovedTo, movedOut);
        var ending = row.OptionalChoice(Cancelled, Endings) ?? Ending.None;
        var cancelledOn = row.OptionalPastDay(CancelledOn);
        var died = row.OptionalPastDay(Died);
        if (movedOut is not null && movedTo is null) row.FailBeside(MovedTo, "填有迁出日期时不应为空，应为六位行政区划代码，如 440106");
        if (ending != Ending.None && cancelledOn is null) row.FailBeside(CancelledOn, "填有注销原因时不应为空，应为日期，如 2026-09-30");
        if (ending == Ending.Death && died is null) row.FailBeside(Died, "注销原因为死亡时不应为空：注销日期常晚于死亡日期，不能代替");
        var end = movedOut ?? (ending == Ending.Death ? died : cancelledOn);
        if (end < movedIn) row.FailBeside(movedOut is not null ? MovedOut : ending == Ending.Death ? Died : CancelledOn, "止期早于起期");
        var stood = end < movedIn ? DateInterval.Always : new DateInterval(movedIn, end);

        // The head's own entry names him twice: what it says of him is said once, as the member. Where the member is registered says nothing of where the head is.
        if (row.Slot == 1) return tie.IsHead || tie.Member is null ? [] : [InBook(row, null, stood, row.Other(Name, PersonColumn.Id), tie.Member)];
        var own = new List<Fact> { InBook(row, place, stood, tie.Head is null ? null : row.Other(HeadName, HeadId), tie.Head) };
        if (movedOut is { } left) own.Add(row.Status(StatusKind.MovedAway, DateInterval.From(left), new StatusDetail(Cause: movedTo?.ToString())));
        if (ending == Ending.Abroad && cancelledOn is { } gone) own.Add(row.Status(StatusKind.MovedAway, DateInterval.From(gone), new StatusDetail(Cause: "abroad")));
        if (ending == Ending.Death && died is { } day) own.Add(row.Status(StatusKind.Dead, DateInterval.From(day)));
        return own;
    }

    private static StatusFact InBook(RowReader row, District? place, DateInterval stood, FoundPerson? other, string? tie) =>
        row.Status(StatusKind.InHukouBook, stood, new StatusDetail(Other: other, Cause: tie, Group: place?.ToString()));
}
