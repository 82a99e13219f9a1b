using System.CommandLine;
using System.Globalization;
using DataMatching.App.Screen;
using DataMatching.Evidence;
using DataMatching.Matching.Checking;
using DataMatching.Matching.Description;
using DataMatching.Matching.Linkage.Reviewing;

namespace DataMatching.App.Commands;

/// <summary><c>matches</c>: what people found of the matches that rest on no number, and the thresholds that follow.</summary>
internal static class MatchesCommand
{
    public static Command Make(TimeProvider clock)
    {
        var command = new Command("matches", "How right matches without a number are, by the answers of the blind check (the page 匹配核对), and the thresholds that follow.");
        command.SetAction(parsed => Guard.OnSite(parsed, clock, (site, terminal) =>
        {
            var check = site.Store.Matches.Check(site.Configuration.Terms);
            var result = MatchCheckResult.Of(check, site.Store.Matches.Answers(check.Pairs.Select(p => p.Key)));
            terminal.Result(result, () => Show(terminal, result, site.Configuration.Settings.Matching));
            return Guard.Done;
        }, SiteUse.Look));
        return command;
    }

    private static void Show(Terminal terminal, MatchCheckResult result, MatchThresholds now)
    {
        if (result.Strata.Count == 0)
        {
            terminal.Say("The deliveries in force have no rows that are matched by name and details.");
            return;
        }

        var table = Tables.Of("Rows without a usable number", "held to be", ">probability from", ">below", ">rows", ">drawn", ">to look at", ">answered", ">the same", ">cannot be told");
        foreach (var s in result.Strata)
            table.Row(s.Stratum.Grade is { } grade ? grade == MatchGrade.Probable ? "probable" : "doubtful" : "nobody's", Number(s.Stratum.From), Number(s.Stratum.Below), Whole(s.Size), Whole(s.Drawn), Whole(s.Shown), Whole(s.Answered), Whole(s.Same), Whole(s.Untold));
        terminal.Show(table);
        terminal.Say($"of probable ones his: {(result.Precision is null && result.Recall is not null ? "there are none" : Of(result.Precision))}");
        terminal.Say($"of our people's rows probable: {Of(result.Recall)}; probable or doubtful: {Of(result.Found)}");
        terminal.Say("(rows that were never compared included; those so wrong that they are likest somebody else, or nobody, cannot be told by anybody)");
        terminal.Say($"thresholds now: probable from {Number(now.Probable)}, doubtful from {Number(now.Doubtful)}");
        if (result.Proposed is { } proposed)
            terminal.Say(proposed == now ? "by the answers they are right" : $"by the answers they should be: \"matching\": {{\"probable\": {Number(proposed.Probable)}, \"doubtful\": {Number(proposed.Doubtful)}}} in config/site.json; the next night then reads the deliveries again");
    }

    private static string Of(EstimatedShare? share) => share is null ? "not known yet (of some kind less than half is answered)" : $"{Four(share.Share)} (95 %: {Four(share.Low)} to {Four(share.High)})";

    private static string Four(double share) => share.ToString("0.0000", CultureInfo.InvariantCulture);

    private static string Number(double share) => share.ToString("0.######", CultureInfo.InvariantCulture);

    private static string Whole(long number) => number.ToString("#,##0", CultureInfo.InvariantCulture);
}
