using DataMatching.Storage;

namespace DataMatching.Tests.Storage;

[TestClass]
public sealed class InOrderTests
{
    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    [DataRow(256)]
    public void Results_come_in_the_order_of_the_sequence(int together) => CollectionAssert.AreEqual(
        Enumerable.Range(0, 1000).Select(n => -n).ToArray(), InOrder.Of(Enumerable.Range(0, 1000), n => -n, together).ToArray());

    [TestMethod]
    public void What_work_throws_comes_to_who_takes_the_results_and_nothing_is_under_way_then()
    {
        var (begun, ended) = (0, 0);
        int Work(int n)
        {
            Interlocked.Increment(ref begun);
            try
            {
                return n == 5 ? throw new FormatException("5") : n;
            }
            finally
            {
                Interlocked.Increment(ref ended);
            }
        }

        var taken = new List<int>();
        Assert.ThrowsExactly<FormatException>(() => taken.AddRange(InOrder.Of(Enumerable.Range(0, 1000), Work, together: 1)));
        Assert.AreEqual(begun, ended);
        Assert.IsLessThan(1000, begun, "it does not go on");
    }

    [TestMethod]
    public void Who_takes_no_more_has_nothing_under_way_behind_his_back()
    {
        var (begun, ended) = (0, 0);
        int Work(int n)
        {
            Interlocked.Increment(ref begun);
            Thread.Sleep(20);
            Interlocked.Increment(ref ended);
            return n;
        }

        Assert.AreEqual(0, InOrder.Of(Enumerable.Range(0, 1000), Work, together: 1).First());
        Assert.AreEqual(begun, ended);
    }
}
