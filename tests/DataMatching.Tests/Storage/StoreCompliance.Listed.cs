using DataMatching.Assessment;
using DataMatching.Households;
using DataMatching.Storage;

namespace DataMatching.Tests.Storage;

public abstract partial class StoreCompliance
{
    [TestMethod]
    public void Listed_verdicts_come_in_the_order_of_lists_and_are_read_in_the_order_asked_for()
    {
        using var store = Open();
        var run = store.Runs.StartOrResume("quarter/2026Q3", "{}").Id;
        store.SaveVerdicts(run, "s",
        [
            Verdict("b", 440106, Flag.Exit, 9), Verdict("B", 440106, Flag.Exit, 9), Verdict("z", 440103, Flag.Exit, 9), Verdict("档", 440106, Flag.Exit, 9),
            Verdict("a", 440106, Flag.Exit, 8), Verdict("c", 110101, Flag.Exit, 10), Verdict("keep", 440106, Flag.Keep, 1), Verdict("add", 440106, Flag.Add, 99),
        ]);

        CollectionAssert.AreEqual(
            new[] { "add Add", "c Exit", "z Exit", "B Exit", "b Exit", "档 Exit", "a Exit" }, store.Runs.Listed(run).Select(l => $"{l.Household} {l.Flag}").ToArray(), "priority falling, district, key by its bytes");
        CollectionAssert.AreEqual(new[] { "档", "a", "keep" }, store.Runs.Verdicts(run, ["档", "a", "keep"]).Select(v => v.Household).ToArray());
        Assert.ThrowsExactly<StoreException>(() => store.Runs.Verdicts(run, ["a", "nobody"]), "nobody is left out in silence");

        static StoredVerdict Verdict(string household, int district, Flag flag, int priority) =>
            new(household, district, FileState.Active, flag, flag == Flag.Exit ? ExitKind.Relieved : null, [], priority, "{}"u8.ToArray());
    }
}
