using DataMatching.Review;

namespace DataMatching.Browser;

/// <summary>A household leaves the files, in English: visit, signatures, notice, reasons, hearing, waiting days, effect.</summary>
[TestClass]
public sealed class ExitDayTests
{
    private static readonly DateOnly NoticeEnds = new(2026, 10, 27), AfterNotice = new(2026, 10, 28), WaitingEnds = new(2026, 11, 11), AfterWaiting = new(2026, 11, 12);

    [TestInitialize]
    public void Ready() => Chromium.Demand();

    [TestMethod]
    public async Task A_whole_exit_from_the_list_to_its_effect()
    {
        await using var rehearsal = await Rehearsal.Begin(DemoSite.Today, english: true);
        var work = new CaseWork(rehearsal, DemoSite.Here("exit")[0]);
        (string, string)[] visit = [("Second", "Li Tong"), ("Causes", "Gone"), ("Findings", "The son works, nobody is ill"), ("Said", "We are well now"), ("Income", "9000"), ("Living", "3000")];
        await work.Record(Role.Grassroots, "Home visit", visit, width: Visit.Phone);
        await work.Record(Role.Grassroots, "Evidence seen", [("Text", "Pay slips of six months")], paper: true);
        await work.Record(Role.Grassroots, "Sums", [("Income", "9000"), ("Living", "3000")]);
        await work.Record(Role.Grassroots, "Grassroots report", [("Text", "reported")]);
        await work.Record(Role.County, "County check", [("Text", "checked")]);
        await work.Record(Role.City, "City approval", [("Text", "approved")]);
        await work.Record(Role.City, "Public notice", [("Last", DemoSite.Day(NoticeEnds)), ("Subject", "The factory's board")]);
        await work.Refused(Role.Grassroots, $"The notice hangs until {DemoSite.Day(NoticeEnds)}", [("Text", "handed over")], paper: true);

        await rehearsal.On(AfterNotice);
        await work.Record(Role.Grassroots, "Written reasons", [("Text", "Handed over in person, signed for")], paper: true);
        await work.Record(Role.Grassroots, "Hearing", [("Hearing", "Held"), ("Text", "No objection")]);
        await work.Record(Role.Grassroots, "Waiting days", []);
        await work.Refused(Role.City, $"The waiting days last until {DemoSite.Day(WaitingEnds)}", [], paper: true);

        await rehearsal.On(AfterWaiting);
        await work.Record(Role.City, "Takes effect", [], paper: true);
        await work.Record(Role.City, "Closed", [("Decision", "Exited"), ("Text", "exited by the rules")]);
        var page = await work.Open(Role.Supervisor);
        Assert.Contains("exited", await page.Locator("#steps .done").InnerTextAsync(), StringComparison.Ordinal);
        await rehearsal.Picture(Role.Supervisor, "day-exited-en");
        Assert.IsEmpty(rehearsal.Complaints.Where(c => !c.StartsWith("422 ", StringComparison.Ordinal)).ToList(), string.Join('\n', rehearsal.Complaints));
    }
}
