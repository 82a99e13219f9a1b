using DataMatching.Identity;

namespace DataMatching.Tests.Identity;

/// <summary>What a division code was on a day, and where its place is now. The years are those of the ministry's lists.</summary>
[TestClass]
public sealed class DivisionsByDateTests
{
    [TestMethod]
    [DataRow(440106, "2026-09-30", DivisionState.Valid, 440106)]
    [DataRow(440106, "1988-06-01", DivisionState.Valid, 440106)]
    [DataRow(440106, "1986-06-01", DivisionState.Valid, null, DisplayName = "then 芳村区, which was merged in 2005")]
    [DataRow(440107, "1986-06-01", DivisionState.Valid, 440106, DisplayName = "then 天河区")]
    [DataRow(440107, "2026-09-30", DivisionState.Abolished, null)]
    [DataRow(110224, "2000-12-31", DivisionState.Valid, 110115, DisplayName = "大兴县 in its last list")]
    [DataRow(110224, "2001-12-31", DivisionState.Valid, 110115, DisplayName = "the year of the change")]
    [DataRow(110224, "2002-01-01", DivisionState.Abolished, 110115)]
    [DataRow(110115, "2000-12-31", DivisionState.NotYet, null)]
    [DataRow(110115, "2001-01-01", DivisionState.Valid, 110115)]
    [DataRow(441900, "2026-09-30", DivisionState.Valid, 441900, DisplayName = "a city without counties")]
    [DataRow(449999, "2026-09-30", DivisionState.Unknown, null)]
    [DataRow(440199, "2026-09-30", DivisionState.Newer, 440199, DisplayName = "a county that may have been made since the newest list")]
    [DataRow(440199, "2023-06-30", DivisionState.Unknown, null, DisplayName = "on the day of the newest list it would stand in it")]
    [DataRow(449900, "2026-09-30", DivisionState.Unknown, null, DisplayName = "no city")]
    public void A_code_means_what_it_meant_on_the_day(int code, string day, DivisionState state, int? now)
    {
        var found = DivisionsByDate.On(new District(code), DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        Assert.AreEqual((state, now), (found.State, found.Now?.Code));
    }

    [TestMethod]
    public void Every_code_of_the_newest_list_is_itself_today_and_every_successor_leads_to_one()
    {
        var today = new DateOnly(2026, 9, 30);
        var rows = EmbeddedTable.Rows("division-years.csv").ToList();
        var present = rows.Where(r => r[2].Length == 0).Select(r => r[0]).ToHashSet(StringComparer.Ordinal);
        Assert.IsGreaterThan(3_000, present.Count);
        var wrong = present.Where(code => DivisionsByDate.On(District.Parse(code), today) is not { State: DivisionState.Valid, Now: { } now } || now != District.Parse(code)).ToList();
        Assert.IsEmpty(wrong, string.Join(' ', wrong));
        foreach (var row in rows.Where(r => r[2].Length > 0))
        {
            var found = DivisionsByDate.On(District.Parse(row[0]), new DateOnly(int.Parse(row[2], System.Globalization.CultureInfo.InvariantCulture), 6, 30));
            Assert.AreEqual(DivisionState.Valid, found.State, row[0]);
            if (found.Now is { } now) Assert.Contains(now.ToString(), present, row[0]);
        }
    }
}
