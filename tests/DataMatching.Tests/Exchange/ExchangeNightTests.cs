using DataMatching.Batches;
using DataMatching.Evidence;
using DataMatching.Households;
using DataMatching.Jobs;
using DataMatching.Jobs.Judging;
using DataMatching.Jobs.Landings;
using DataMatching.Tests.Jobs;
using DataMatching.Tests.Storage;
using DataMatching.Time;

namespace DataMatching.Tests.Exchange;

/// <summary>Asking by file from the night in which the request is written to the one that judges by its answer.</summary>
[TestClass]
public sealed class ExchangeNightTests
{
    private static readonly DateTimeOffset Now = new(2026, 10, 20, 1, 0, 0, TimeSpan.Zero);

    [TestMethod]
    [DataRow("csv", false)]
    [DataRow("sheet", true)]
    public void By_file_comes_to_the_same_as_the_whole_file(string form, bool sheet)
    {
        using var whole = new NightSite();
        whole.Night("2026-10-20");
        using var site = new ExchangeSite(form, Now);
        site.Night.Night("2026-10-20");
        var asked = site.Request();
        var people = site.Night.Look(s =>
        {
            var landing = s.Store.Landings.Latest(9).Single();
            Assert.AreEqual(LandingState.Open, landing.State, landing.Failure);
            var sent = s.Store.Landings.People(landing.Id).Where(p => p.Sent).Select(p => p.Person).ToHashSet(StringComparer.Ordinal);
            Assert.HasCount(sent.Count, asked, "nobody without a basis, everybody once");
            var households = s.Store.Union.Read(s.Store.Union.Latest()!.Id);
            var members = households.SelectMany(h => h.Members.Select(m => (Household: h, Member: m))).ToList();
            var numbers = members.Where(m => sent.Contains(m.Member.Person)).Select(m => m.Member.Id!.Value.Reveal()).ToHashSet(StringComparer.Ordinal);
            Assert.IsTrue(asked.All(a => numbers.Contains(a[1])));
            var without = members.Where(m => m.Member.Id is not null && !Basis.Allows(m.Household, m.Member.Person, "tax", AgreementCovers.Authorised, new DateOnly(2026, 10, 20))).ToList();
            Assert.IsNotEmpty(without.Where(m => m.Household.Authorisations.Any(a => a.Person == m.Member.Person && !a.Valid.Contains(new DateOnly(2026, 10, 20)))), "the sample has ended authorisations");
            Assert.IsEmpty(without.Where(m => sent.Contains(m.Member.Person)).ToList());
            return sent.Count;
        });
        Assert.AreEqual(people, site.Night.Summary("2026-10-20").GetProperty("exchanges")[0].GetProperty("unanswered").GetInt32());
        Assert.Contains($"请求 {people} 人，已答 0", site.Night.Text("2026-10-20"), StringComparison.Ordinal);

        site.Night.Line.Clock.Now = Now.AddDays(1);
        site.Put(sheet ? "答复.xlsx" : "答复.csv", site.Answer(asked), sheet);
        site.Night.Night("2026-10-21");
        site.Night.Look(s =>
        {
            var landing = s.Store.Landings.Latest(9).Single();
            Assert.AreEqual(LandingState.Landed, landing.State, landing.Place);
            var batch = s.Store.Batches.All().Single(b => b.Landing is not null);
            Assert.AreEqual((BatchState.Accepted, batch.Counts.Rows, new DateOnly(2026, 10, 20)), (batch.State, batch.Counts.Matched, batch.Manifest.AsOf), batch.Refusal);
            var (files, ours) = (whole.Look(WagesOf), WagesOf(s));
            Assert.IsNotEmpty(ours);
            Assert.IsEmpty(ours.Except(files, StringComparer.Ordinal).ToList(), "what the whole file does not say");
            var aside = s.Store.Landings.People(landing.Id, PersonAnswer.Failed).Select(p => p.Person + " ").ToList();
            var lacking = files.Except(ours, StringComparer.Ordinal).Where(w => w.EndsWith(nameof(MatchGrade.Certain), StringComparison.Ordinal) && !aside.Exists(a => w.StartsWith(a, StringComparison.Ordinal))).ToList();
            Assert.IsEmpty(lacking, string.Join("; ", lacking));
            return 0;
        });
        Assert.Contains("已收齐或到期", site.Night.Text("2026-10-21"), StringComparison.Ordinal);
        Assert.IsEmpty(site.Files("answers"));
        Assert.Contains("landed", site.Night.Run("status"), StringComparison.Ordinal);

        site.Night.Line.Clock.Now = Now.AddDays(2);
        site.Night.Night("2026-10-22");
        Assert.AreEqual(1, site.Night.Look(s => s.Store.Landings.Latest(9).Count), "once in thirty days is enough");
    }

    [TestMethod]
    public void Waiting_outlasts_other_union_files_and_the_unanswered_are_failed()
    {
        using var site = new ExchangeSite("csv", Now);
        site.Night.Night("2026-10-20");
        var asked = site.Request();
        site.Put("1.csv", site.Answer(asked.Skip(5)), false);
        var households = 0;
        site.Night.Edit("incomes.csv", row => households++ == 0 ? row.Replace("1", "2", StringComparison.Ordinal) : row);
        site.Night.Line.Clock.Now = Now.AddDays(1);
        site.Night.Night("2026-10-21");
        Assert.AreEqual((2L, 1), site.Night.Look(s => (s.Store.Union.Latest()!.Id, s.Store.Landings.Latest(9).Count)), "other people's files, the same request");
        var waiting = site.Night.Summary("2026-10-21").GetProperty("exchanges")[0];
        Assert.AreEqual(("waiting", 5), (waiting.GetProperty("state").GetString(), waiting.GetProperty("unanswered").GetInt32()));

        site.Night.Line.Clock.Now = Now.AddDays(11);
        site.Night.Night("2026-10-31");
        site.Night.Look(s =>
        {
            var landing = s.Store.Landings.Latest(9).Single();
            Assert.AreEqual(LandingState.Landed, landing.State, landing.Place);
            var failed = s.Store.Landings.People(landing.Id, PersonAnswer.Failed).Where(p => p.Sent).Select(p => p.Person).ToList();
            Assert.IsGreaterThanOrEqualTo(5, failed.Count);
            var day = new DateOnly(2026, 10, 31);
            var judge = new JudgeHouseholds(s, PinInputs.For(s, JudgedPeriod.OfNight(day), day, s.Store.Union.Latest()!.Id));
            foreach (var person in failed) Assert.AreNotEqual(Answer.NoRecord, judge.BasisOf(person[..person.LastIndexOf('/')])!.Answers.For(person, "tax", "wages", new Month(2026, 9)), person);
            return 0;
        });
    }

    [TestMethod]
    public void Killed_before_or_after_any_step_the_delivery_has_the_same_bytes()
    {
        var uncut = Cut(null);
        foreach (var (day, step) in ((int Day, int Step)[])[(0, 0), (0, 1), (1, 0), (1, 1)])
        {
            foreach (var after in (bool[])[false, true]) Assert.AreEqual(uncut, Cut((day, step, after)), $"the same rows in the same order, day {day}, step {step}, {(after ? "after" : "before")}");
        }
    }

    /// <summary>Asks, is answered the day after, and is killed once on the way.</summary>
    /// <returns>The hash of the delivery.</returns>
    private static string Cut((int Day, int Step, bool After)? kill)
    {
        using var site = new ExchangeSite("csv", Now);
        site.Night.Run("import");
        var kills = 0;
        void Pull(int day)
        {
            var steps = 0;
            site.Night.Line.Clock.Now = Now.AddDays(day);
            using var opened = site.Open(inner => new KillableSource(inner, work =>
            {
                var dies = kills == 0 && kill is { } k && (k.Day, k.Step) == (day, steps);
                steps++;
                if (dies) kills++;
                if (dies && !kill!.Value.After) throw new IOException("killed");
                work();
                if (dies) throw new IOException("killed");
            }));
            BringDeliveries.Run(opened, new DateOnly(2026, 10, 20).AddDays(day), null, CancellationToken.None);
        }

        Pull(0);
        Assert.AreEqual(kill is { Day: 0 } ? 1 : 0, kills, "the kill of the first day");
        if (kill is { Day: 0 }) Pull(0);
        var request = site.Request();
        site.Put("1.csv", site.Answer(request), false);
        Pull(1);
        Assert.AreEqual(kill is null ? 0 : 1, kills, "the kill fired");
        Pull(1);
        CollectionAssert.AreEqual(request.Select(r => r[2]).ToArray(), request.Select(r => r[2]).Distinct(StringComparer.Ordinal).ToArray());
        Assert.AreEqual(LandingState.Landed, site.Night.Look(s => s.Store.Landings.Latest(9).Single().State));
        var delivery = Directory.GetFiles(site.Night.Line.At("site", "drop", "tax"), "wages-*-L1.csv").Single();
        Assert.IsTrue(File.Exists(delivery + ".manifest.json"));
        Assert.IsEmpty(Directory.GetFiles(site.Night.Line.At("site", "data", "landing")));
        Assert.IsEmpty(site.Files("requests"), "the list has done its service");
        return Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(delivery)));
    }

    [TestMethod]
    public void What_nobody_asked_for_is_told_by_pull_without_a_number()
    {
        using var site = new ExchangeSite("csv", Now);
        site.Night.Night("2026-10-20");
        var asked = site.Request();
        site.Put("440106198005050019.csv", site.Answer(asked), false);
        site.Night.Line.Clock.Now = Now.AddDays(1);
        site.Night.Night("2026-10-21");
        site.Put("440106198005050019.csv", site.Answer(asked.Take(3)), false);
        site.Night.Line.Clock.Now = Now.AddDays(2);
        var pull = site.Night.Line.Run("pull", "--date", "2026-10-22");
        Assert.AreNotEqual(0, pull.Code);
        Assert.Contains("no request of this dataset is open (the last, L1, is closed)", pull.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("440106198005050019", pull.Output, StringComparison.Ordinal);
        Assert.Contains("asked ", pull.Output, StringComparison.Ordinal);
    }

    private static IReadOnlyList<string> WagesOf(Site site) =>
        [.. from batch in site.Store.Batches.All().Where(b => b.State == BatchState.Accepted && b.Manifest is { Registry: "tax", Dataset: "wages", Last: { } last } && last >= new Month(2026, 9))
            from household in site.Store.Facts.ReadSpan([batch.Id], Spans.Whole)
            from fact in household.Facts.OfType<MonthlyIncome>()
            orderby fact.Person, fact.Month, fact.Amount.Fen
            select $"{fact.Person} {fact.Month} {fact.Amount.Fen} {fact.Grade}"];
}
