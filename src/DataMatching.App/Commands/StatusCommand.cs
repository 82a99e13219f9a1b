using System.CommandLine;
using DataMatching.App.Screen;
using DataMatching.Jobs;

namespace DataMatching.App.Commands;

/// <summary><c>status</c>: registries, runs, quarters at a glance.</summary>
internal static class StatusCommand
{
    public static Command Make(TimeProvider clock)
    {
        var date = BusinessDate.Option();
        var command = new Command("status", "Registries with their last deliveries and freshness, runs, quarters.") { date };
        command.SetAction(parsed => Guard.OnSite(parsed, clock, (site, terminal) =>
        {
            var report = SiteStatus.Read(site, BusinessDate.Of(parsed, date, clock));
            terminal.Result(report, () => Show(terminal, report));
            return Guard.Done;
        }, SiteUse.Look));
        return command;
    }

    private static void Show(Terminal terminal, SiteStatusReport report)
    {
        terminal.Say($"Union files: {(report.Union is { } u ? $"import {u.Id} of {u.ImportedAt:yyyy-MM-dd HH:mm}, {u.Households} households, {u.Roll} unfiled workers" : "none imported yet")}");
        var registries = Tables.Of("Registries", "registry", "dataset", "scope", "as of", ">days old", "fresh", ">rows", ">ours", ">set aside", "agreement until");
        foreach (var r in report.Registries) registries.Row(r.Registry, r.Dataset, r.Scope, r.AsOf, r.DaysOld, r.Freshness, r.Rows, r.Matched, r.Quarantined, r.AgreementUntil);
        terminal.Show(registries);
        if (report.Exchanges.Count > 0)
        {
            var exchanges = Tables.Of("Requests as files", "registry", "dataset", "request", "state", "asked on", "answer by", ">asked", ">answered", ">unanswered", ">set aside", ">unasked rows", ">duplicates");
            foreach (var e in report.Exchanges) exchanges.Row(e.Registry, e.Dataset, e.Request, e.State, e.AskedOn, e.AnswerBy, e.Counts.Asked, e.Counts.Answered, e.Counts.Unanswered, e.Counts.SetAside, e.Counts.Unasked, e.Counts.Duplicates);
            terminal.Show(exchanges);
        }

        var runs = Tables.Of("Runs", "run", "started", "ended", "outcome");
        foreach (var run in report.Runs) runs.Row(run.Key, run.StartedAt, run.EndedAt, run.Failure ?? (run.EndedAt is null ? "unfinished" : "done"));
        terminal.Show(runs);
        foreach (var step in report.UnderWay)
        {
            terminal.Say($"Under way, or to be gone on with: {step.Subject}, {step.Step}: {step.Done} of {step.Units} units done{(step.ByNode.Count == 0 ? "" : $" ({string.Join(", ", step.ByNode.Select(n => $"{n.Key} {n.Value}"))})")}"
                + (step.Failure is { } why ? $"; one failed: {why}" : ""));
        }

        if (report.Tidied is { } tidied) terminal.Say($"Tidied {tidied.At:yyyy-MM-dd HH:mm}: {TidyCommand.Words(tidied.Kinds)}");
        if (report.Nodes.Count > 0)
        {
            var nodes = Tables.Of("Nodes", "node", "state", ">hands", "version", "since", "last heard of", "note");
            foreach (var node in report.Nodes) nodes.Row(node.Name, node.State, node.Hands, node.Program, node.BeganAt, node.SeenAt, node.Note ?? "");
            terminal.Show(nodes);
        }

        var quarters = Tables.Of("Quarters", "quarter", "state", "closed");
        foreach (var quarter in report.Quarters) quarters.Row(quarter.Quarter, quarter.State, quarter.ClosedAt);
        terminal.Show(quarters);
        foreach (var r in report.Refusals)
        {
            terminal.Say($"refused {r.At:yyyy-MM-dd}{(r.Corrected ? " (corrected since)" : "")}: {r.File}: {r.Reason}");
            if (r.Drift is { } drift) terminal.Say($"  batch {r.Batch}: {drift}");
        }

        foreach (var o in report.Overrides) terminal.Say($"accepted by hand {o.At:yyyy-MM-dd}: batch {o.Batch}, {o.File}: by {o.Who}: {o.Why} (found: {o.Explained})");
    }
}
