using DataMatching.App.Nodes;

namespace DataMatching.Tests.Units;

/// <summary>Whoever starts two workers by one unit file has two nodes all the same.</summary>
[TestClass]
public sealed class NodeNameTests
{
    [TestMethod]
    public void Two_that_are_called_the_same_are_two_nodes()
    {
        var names = Enumerable.Range(0, 100).Select(_ => NodeOptions.Marked("west-1")).ToList();
        Assert.IsTrue(names.TrueForAll(n => n.StartsWith("west-1.", StringComparison.Ordinal) && n.Length == "west-1.".Length + 8));
        Assert.AreEqual(100, names.Distinct(StringComparer.Ordinal).Count());
    }
}
