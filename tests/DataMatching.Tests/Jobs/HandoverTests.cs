using DataMatching.Jobs;

namespace DataMatching.Tests.Jobs;

/// <summary>One step makes, another takes at the same time: all of it in its order, or the failure.</summary>
[TestClass]
public sealed class HandoverTests
{
    [TestMethod]
    public void All_of_it_is_taken_in_the_order_in_which_it_was_given()
    {
        var handover = new Handover<int>(3);
        var taking = Task.Run(() => handover.Taking(all => all.ToList()));
        Assert.AreEqual("made", handover.Making(() => Give(handover, 1000)));
        CollectionAssert.AreEqual(Enumerable.Range(0, 1000).ToList(), taking.GetAwaiter().GetResult());
    }

    [TestMethod]
    public void Nothing_given_is_an_empty_whole()
    {
        var handover = new Handover<int>(3);
        handover.Making(() => 0);
        Assert.IsEmpty(handover.Taking(all => all.ToList()));
    }

    [TestMethod]
    public void Who_takes_gets_the_failure_of_who_made_and_no_end()
    {
        var (handover, taken) = (new Handover<int>(3), new List<int>());
        var taking = Task.Run(() => handover.Taking(all =>
        {
            foreach (var item in all) taken.Add(item);
            return "all";
        }));
        Assert.ThrowsExactly<TimeoutException>(() => handover.Making<string>(() =>
        {
            Give(handover, 10);
            throw new TimeoutException("gone");
        }));
        Assert.ThrowsExactly<TimeoutException>(() => taking.GetAwaiter().GetResult());
        CollectionAssert.AreEqual(Enumerable.Range(0, 10).ToList(), taken, "what was made before came");
    }

    [TestMethod]
    public void Who_makes_goes_on_when_nobody_takes_any_more()
    {
        var handover = new Handover<int>(3);
        var making = Task.Run(() => handover.Making(() => Give(handover, 1000)));
        Assert.ThrowsExactly<TimeoutException>(() => handover.Taking<int>(_ => throw new TimeoutException("before the first of it")));
        Assert.AreEqual("made", making.GetAwaiter().GetResult());
    }

    [TestMethod]
    public void Who_makes_may_have_other_work_when_all_is_given()
    {
        var handover = new Handover<int>(3);
        Assert.AreEqual(2, handover.Making(() =>
        {
            var taking = Task.Run(() => handover.Taking(all => all.Count()));
            handover.Give(1);
            handover.Give(2);
            handover.AllGiven();
            return taking.GetAwaiter().GetResult();
        }));
    }

    [TestMethod]
    public void Who_takes_does_not_wait_for_one_who_failed_before_he_gave_anything()
    {
        var handover = new Handover<int>(3);
        Assert.ThrowsExactly<IOException>(() => handover.Making<string>(() => throw new IOException("no folder")));
        Assert.ThrowsExactly<IOException>(() => handover.Taking(all => all.ToList()));
    }

    private static string Give(Handover<int> handover, int count)
    {
        for (var i = 0; i < count; i++) handover.Give(i);
        return "made";
    }
}
