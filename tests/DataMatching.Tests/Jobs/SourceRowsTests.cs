using DataMatching.Evidence;
using DataMatching.Identity;
using DataMatching.Jobs;
using DataMatching.Tests.Storage;

namespace DataMatching.Tests.Jobs;

/// <summary>Every fact of a sample province, of every dataset, leads back to its row.</summary>
[TestClass]
public sealed class SourceRowsTests
{
    private static NightSite _night = null!;

    [ClassInitialize]
    public static void Begin(TestContext context)
    {
        _night = new NightSite();
        _night.Night("2026-09-30");
    }

    [ClassCleanup]
    public static void End() => _night.Dispose();

    [TestMethod]
    public void Each_fact_s_row_is_unchanged_masked_and_explained_with_the_grade_it_got() => _night.Look(site =>
    {
        var rows = new SourceRows(site);
        var people = People(site);
        var datasets = new HashSet<string>();
        foreach (var (household, facts) in Stored(site))
        {
            foreach (var fact in facts.DistinctBy(f => (f.Person, f.Source)))
            {
                var member = household.Members.Single(m => m.Person == fact.Person);
                var row = rows.Of(fact, member, people);
                var place = $"{fact.Source.File} line {fact.Source.Line}";
                Assert.AreEqual(SourceRowState.Unchanged, row.State, place);
                Assert.AreEqual(fact.Grade, row.Match!.Why.Grade, place);
                Assert.IsTrue(row.Fields.Any(f => f.Use == FieldUse.Mapped), place);
                Assert.IsGreaterThanOrEqualTo(2, row.Fields.Count(f => f.Use == FieldUse.Matched), place);
                foreach (var shown in row.Fields.Select(f => f.Shown).OfType<string>().Concat([row.Match.Number, row.Match.Name]))
                {
                    Assert.AreNotEqual(member.Name.Written, shown, place);
                    if (member.Id is { } id) Assert.DoesNotContain(id.Reveal()[6..14], shown, StringComparison.Ordinal, place);
                }

                datasets.Add($"{fact.Registry}/{fact.Dataset}");
            }
        }

        Assert.IsGreaterThanOrEqualTo(12, datasets.Count, string.Join(' ', datasets.Order(StringComparer.Ordinal)));
        return 0;
    });

    [TestMethod]
    [DoNotParallelize] // it moves a delivered file away and back
    public void A_fact_whose_file_is_gone_changed_or_a_link_is_told_loudly_and_shows_nothing() => _night.Look(site =>
    {
        var rows = new SourceRows(site);
        var (household, facts) = Stored(site).First(h => h.Facts.Any(f => f.Dataset == "vehicles"));
        var fact = facts.First(f => f.Dataset == "vehicles");
        var member = household.Members.Single(m => m.Person == fact.Person);
        var file = _night.Line.At(["site", "drop", .. fact.Source.File.Split('/')]);
        var content = File.ReadAllBytes(file);
        SourceRow Look(Fact of) => rows.Of(of, member, 100);
        try
        {
            File.WriteAllBytes(file, [.. content.Select((b, i) => i == fact.Source.ByteOffset ? (byte)'?' : b)]);
            Silent(SourceRowState.Changed, Look(fact));
            File.WriteAllBytes(file, content[..(int)fact.Source.ByteOffset]);
            Silent(SourceRowState.Changed, Look(fact));
            File.Move(file, file + ".away");
            Silent(SourceRowState.Gone, Look(fact));
            File.CreateSymbolicLink(file, file + ".away");
            Silent(SourceRowState.Changed, Look(fact));
            File.Delete(file);
            File.Move(file + ".away", file);
            Assert.AreEqual(SourceRowState.Changed, Look(fact).State, "cut off");
        }
        finally
        {
            File.WriteAllBytes(file, content);
        }

        Assert.AreEqual(SourceRowState.Unchanged, Look(fact).State);
        return 0;
    });

    [TestMethod]
    public void Only_the_file_of_the_fact_s_own_delivery_is_opened() => _night.Look(site =>
    {
        var rows = new SourceRows(site);
        var (household, facts) = Stored(site).First(h => h.Facts.Count > 0);
        var fact = facts[0];
        var member = household.Members.Single(m => m.Person == fact.Person);
        foreach (var file in new[] { "../config/site.json", "/etc/passwd", fact.Source.File + "/../x", "" })
            Silent(SourceRowState.Gone, rows.Of(fact with { Source = fact.Source with { File = file } }, member, 100));
        Silent(SourceRowState.Gone, rows.Of(fact with { Source = fact.Source with { Batch = 999_999 } }, member, 100));
        foreach (var at in new[] { -1, 0, long.MaxValue })
            Silent(SourceRowState.Changed, rows.Of(fact with { Source = fact.Source with { ByteOffset = at } }, member, 100));
        Assert.ThrowsExactly<ArgumentException>(() => rows.Of(fact with { Source = fact.Source with { Batch = 0 } }, member, 100));
        return 0;
    });

    [TestMethod]
    public void The_people_of_an_import_are_those_with_a_valid_number() => _night.Look(site =>
    {
        var import = site.Store.Union.Latest()!.Id;
        Assert.AreEqual(site.Store.Union.Read(import).Sum(h => h.Members.Select(m => m.Id).OfType<ResidentId>().Distinct().Count()), site.Store.Union.People(import));
        return 0;
    });

    private static void Silent(SourceRowState state, SourceRow row)
    {
        Assert.AreEqual(state, row.State);
        Assert.IsEmpty(row.Fields);
        Assert.IsNull(row.Match);
    }

    private static int People(Site site) => site.Store.Union.People(site.Store.Union.Latest()!.Id);

    private static IEnumerable<(Households.Household Household, IReadOnlyList<Fact> Facts)> Stored(Site site)
    {
        var import = site.Store.Union.Latest()!.Id;
        return site.Store.Facts.ReadSpan([.. site.Store.Batches.All().Select(b => b.Id)], Spans.Whole).Select(h => (site.Store.Union.Find(import, h.Household)!, h.Facts));
    }
}
