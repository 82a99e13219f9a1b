using DataMatching.Jobs;
using DataMatching.Matching.Checking;
using DataMatching.Tests.Web;

namespace DataMatching.Tests.App;

/// <summary>The command <c>matches</c>.</summary>
[TestClass]
public sealed class MatchesTests
{
    [TestMethod]
    public void Before_anything_was_matched_it_says_so()
    {
        using var line = new CommandLine();
        line.Init();
        var told = line.Run("matches");
        Assert.AreEqual(0, told.Code, told.Errors);
        Assert.Contains("no rows that are matched by name", told.Output, StringComparison.Ordinal);
        Assert.AreEqual(0, line.Run("matches", "--json").Json.GetProperty("strata").GetArrayLength());
    }

    [TestMethod]
    public void It_tells_what_people_found_and_the_thresholds_that_follow()
    {
        using var line = new CommandLine();
        WebTemplate.CopyTo(line.Site);
        Assert.Contains("not known yet", line.Run("matches").Output, StringComparison.Ordinal);
        using (var site = DataMatching.App.Guard.Open(SiteFolder.At(line.Site), line.Clock))
        {
            var check = site.Store.Matches.Check(site.Configuration.Terms);
            Assert.IsNotEmpty(check.Pairs);
            var who = site.Store.Accounts.All().First().Id;
            var probable = check.Strata.Where(s => s.Stratum.Grade is not null).SelectMany(s => s.Drawn).Select(d => d.Pair).ToHashSet();
            foreach (var pair in check.Pairs) site.Store.Matches.Answer(who, pair, probable.Contains(pair.Key) ? MatchAnswer.Same : MatchAnswer.Other);
        }

        var told = line.Run("matches");
        Assert.AreEqual(0, told.Code, told.Errors);
        Assert.Contains("of our people's rows probable: ", told.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("not known yet", told.Output, StringComparison.Ordinal);
        Assert.Contains("thresholds now: probable from 0.99, doubtful from 0.1", told.Output, StringComparison.Ordinal);
        Assert.Contains("1.0000 (95 %: ", told.Output, StringComparison.Ordinal);
        var json = line.Run("matches", "--json").Json;
        Assert.AreEqual(1.0, json.GetProperty("found").GetProperty("share").GetDouble(), 1e-9);
    }
}
