using DataMatching.Assessment;
using DataMatching.Review;
using DataMatching.Tests.Review;
using DataMatching.Tests.Storage;
using DataMatching.Web.Quarters;

namespace DataMatching.Tests.Quarters;

/// <summary>What hangs in public: name, people, amount, days. Only while it hangs or is next, and nothing beside.</summary>
[TestClass]
public sealed class PublicNoticeTests
{
    [TestMethod]
    public void A_case_stands_in_notice_from_the_step_before_it_hangs_to_its_last_day()
    {
        var desk = new Desk(Flag.Add);
        desk.Open();
        var seen = new List<string>();
        while (desk.Case!.Next is { } next)
        {
            var notice = Of(desk);
            if (next.Does == StepKind.Notice)
            {
                Assert.AreEqual((false, desk.Today), (notice!.Posted, notice.First));
                Assert.AreEqual(next.Runs, desk.Calendar.WorkingDays(notice.First, notice.Last!.Value), "the days of the proposal, both included");
            }
            else if (desk.Case.Done.Values.OfType<NoticePosted>().SingleOrDefault() is not { } posted) Assert.IsNull(notice, next.Id);
            else
            {
                Assert.AreEqual((posted.First, posted.Last, true), (notice!.First, notice.Last!.Value, notice.Posted));
                Assert.IsNull(PublicNotice.Of(desk.Case, Samples.Household("KN1"), posted.Last.AddDays(1), desk.Calendar), "the day after the last");
                Assert.IsNotNull(PublicNotice.Of(desk.Case, Samples.Household("KN1"), posted.Last, desk.Calendar), "the last day is included");
                seen.Add(next.Id);
                break;
            }

            desk.Go();
        }

        Assert.HasCount(1, seen);
    }

    [TestMethod]
    public void It_says_name_people_and_amount_and_that_an_amount_is_not_known()
    {
        var add = Of(new Desk(Flag.Add).Until("notice"))!;
        Assert.AreEqual((Samples.NameA, 1, (Money?)Money.Yuan(300)), (add.Name, Samples.Household("KN1").Members.Count(m => m.Counted), add.Amount));
        Assert.IsNull(Of(new Desk(Flag.Exit, ExitKind.Ineligible).Until("notice"))!.Amount);
    }

    [TestMethod]
    public void Nothing_else_can_stand_in_it()
    {
        var told = typeof(PublicNotice).GetProperties().Select(p => p.Name).Order(StringComparer.Ordinal).ToArray();
        CollectionAssert.AreEqual(new[] { "Amount", "District", "EqualityContract", "First", "Flag", "Household", "Last", "Members", "Name", "Posted", "Quarter" }.Where(n => n != "EqualityContract").ToArray(), told);
        var page = File.ReadAllText(Path.Combine(Architecture.Repository.Root, "src", "DataMatching.Web", "Screens", "Notice", "_Notice.cshtml"));
        Assert.DoesNotContain("Model.Household", page, StringComparison.Ordinal);
        foreach (var word in new[] { "Rules", "Reason", "Id", "Address" }) Assert.DoesNotContain("Model." + word, page, StringComparison.Ordinal);
    }

    private static PublicNotice? Of(Desk desk) => PublicNotice.Of(desk.Case!, Samples.Household("KN1"), desk.Today, desk.Calendar);
}
