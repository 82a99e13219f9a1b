using DataMatching.Sample;
using DataMatching.Sample.People;

namespace DataMatching.Tests.Sample;

[TestClass]
public sealed class SamplePeopleTests
{
    /// <summary>Every four-digit beginning that any county or city of the two provinces bore since 1980 (lists of 1980 to 2020 and of 2023).</summary>
    private static readonly HashSet<int> EverAssigned = [.. Enumerable.Range(4400, 30), 4451, 4452, 4453, 4490, 5000, 5001, 5002, 5003];

    [TestMethod]
    public void CheckDigitIsThatOfTheStandardsExamples()
    {
        Assert.AreEqual('X', IdNumber.CheckDigit("11010519491231002"));
        Assert.AreEqual('4', IdNumber.CheckDigit("44052418800101001"));
    }

    [TestMethod]
    public void NobodyCanExist()
    {
        using var site = new WrittenProvince(3_000);
        var ids = site.Rows("union/members.csv").Select(row => row[3]).Where(id => id.Length == 18).ToArray();
        var valid = ids.Count(id => id[17] == IdNumber.CheckDigit(id.AsSpan(0, 17)));
        Assert.IsGreaterThan(ids.Length * 99 / 100, valid, "only the union's own slips may fail");
        Assert.IsGreaterThan(valid, ids.Length);
        foreach (var id in ids.Concat(site.Rows("drop/tax/wages-440000-2026Q3.csv").Where(row => row.Length == 6 && row[1].StartsWith("44", StringComparison.Ordinal)).Select(row => row[1])))
        {
            Assert.DoesNotContain(int.Parse(id.AsSpan(0, 4), System.Globalization.CultureInfo.InvariantCulture), EverAssigned);
        }
    }

    [TestMethod]
    public void NumbersDifferWhateverTheBirthDates()
    {
        var birth = new DateOnly(1980, 1, 1);
        var some = Enumerable.Range(0, 60_000).SelectMany(i => new[] { IdNumber.OfUnion(44, i, birth, true), IdNumber.OfStranger(44, i, birth, true) });
        Assert.AreEqual(120_000, some.Distinct(StringComparer.Ordinal).Count());
        Assert.IsGreaterThan(210_000 * 106 / 10, IdNumber.UnionCapacity);
        Assert.IsGreaterThan(210_000 * 11, IdNumber.StrangerCapacity);
        var last = Enumerable.Range(0, 60_000).SelectMany(i => new[] { IdNumber.OfUnion(44, IdNumber.UnionCapacity - 1 - (i * 30), birth, true), IdNumber.OfStranger(44, IdNumber.StrangerCapacity - 1 - (i * 30), birth, true) });
        Assert.AreEqual(240_000, some.Concat(last).Distinct(StringComparer.Ordinal).Count(), "those beyond the province's own codes");
        Assert.AreNotEqual(IdNumber.OfUnion(50, IdNumber.UnionCapacity - 1, birth, false), IdNumber.OfUnion(50, 0, birth, false));
        Assert.ThrowsExactly<InvalidOperationException>(() => IdNumber.OfUnion(44, IdNumber.UnionCapacity, birth, false));
    }

    [TestMethod]
    public void SlipsAlwaysBreakTheCheckDigit()
    {
        for (var i = 0; i < 2_000; i++)
        {
            var id = IdNumber.OfUnion(44, i * 31, new DateOnly(1970 + (i % 30), 1 + (i % 12), 1 + (i % 28)), i % 2 == 0);
            foreach (var slip in new[] { IdNumber.OneSlip(id, new Dice(1, 9, i)), IdNumber.Transposed(id) })
            {
                Assert.AreEqual(18, slip.Length);
                Assert.AreNotEqual(id, slip);
                Assert.AreNotEqual(slip[17], IdNumber.CheckDigit(slip.AsSpan(0, 17)));
            }
        }
    }

    [TestMethod]
    public void FifteenDigitsBecomeTheSameEighteen()
    {
        var id = IdNumber.OfUnion(50, 12_345, new DateOnly(1975, 6, 7), true);
        var old = IdNumber.Fifteen(id);
        var body = old[..6] + "19" + old[6..];
        Assert.AreEqual(id, body + IdNumber.CheckDigit(body));
    }

    [TestMethod]
    [DataRow(0), DataRow(1), DataRow(2), DataRow(3)]
    public void SwappedNamesDifferInOneCharacter(int kind)
    {
        for (var i = 0; i < 300; i++)
        {
            var (name, other) = Names.DrawSwapped(new Dice(1, 9, i), (NameSwap)kind);
            Assert.AreEqual(1, name.Zip(other).Count(pair => pair.First != pair.Second), name);
            Assert.AreEqual(name.Length, other.Length);
        }
    }

    [TestMethod]
    public void EmployersHaveValidCreditCodes()
    {
        const string characters = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        for (var i = 0; i < 200; i++)
        {
            var code = Employer.Draw(new Dice(1, 9, i), i % 2 == 0 ? 44 : 50).Code;
            int sum = 0, weight = 1;
            foreach (var c in code[..17])
            {
                sum += characters.IndexOf(c, StringComparison.Ordinal) * weight;
                weight = weight * 3 % 31;
            }

            Assert.AreEqual(18, code.Length);
            Assert.AreEqual(characters[(31 - (sum % 31)) % 31], code[17]);
        }
    }
}
