using System.CommandLine;
using System.CommandLine.Parsing;
using DataMatching.App.Screen;
using DataMatching.Jobs;
using DataMatching.Jobs.Units;
using DataMatching.Time;

namespace DataMatching.App.Commands;

/// <summary><c>quarter run|show|lists|close|adjustments</c>.</summary>
internal static class QuarterCommand
{
    public static Command Make(TimeProvider clock)
    {
        var command = new Command("quarter", "The quarterly adjustment: run, show, lists, close, adjustments.");
        command.Subcommands.Add(Run(clock));
        command.Subcommands.Add(Sub("show", "What the quarter's run found.", clock, SiteUse.Look, (site, quarter, terminal) =>
        {
            var summary = QuarterPipeline.Show(site, quarter) ?? throw new JobRefused($"{quarter} was not run. Run 'datamatching quarter run {quarter}'.");
            terminal.Result(summary, () => Show(terminal, summary));
        }));
        command.Subcommands.Add(Sub("lists", "Where the quarter's lists are.", clock, SiteUse.Look, (site, quarter, terminal) =>
        {
            var files = QuarterPipeline.Lists(site, quarter);
            if (files.Count == 0) throw new JobRefused($"{quarter} has no lists. Run 'datamatching quarter run {quarter}'.");
            terminal.Result(new { quarter, files }, () => terminal.Say(string.Join(Environment.NewLine, files)));
        }));
        command.Subcommands.Add(Close(clock));
        command.Subcommands.Add(Adjustments(clock));
        return command;
    }

    public static Argument<Quarter> Argument() => new("QUARTER") { Description = "Such as 2026Q3.", CustomParser = Parse };

    public static Quarter Parse(ArgumentResult result)
    {
        if (result.Tokens.Count == 1 && Quarter.TryParse(result.Tokens[0].Value, out var quarter)) return quarter;
        result.AddError("Expected a quarter such as 2026Q3.");
        return default;
    }

    public static void Show(Terminal terminal, QuarterSummary summary)
    {
        var table = Tables.Of($"{summary.Quarter}", "", ">households");
        table.Row("拟纳入 add", summary.Add).Row("拟退出 exit", summary.Exit).Row("需复核 re-examine", summary.ReExamine).Row("保持 keep", summary.Keep).Row("合计 judged", summary.Households);
        terminal.Show(table);
        if (summary.Preview) terminal.Say("预览 A preview by what is known now: nothing was pinned, and nobody may be dealt with on it.");
        foreach (var file in summary.Files) terminal.Say(file);
    }

    private static Command Run(TimeProvider clock)
    {
        var quarter = Argument();
        var cutoff = new Option<DateOnly?>("--cutoff") { Description = "The newest as-of date of a delivery that counts. Default: the quarter's last day and the site's cutoffDays.", CustomParser = r => BusinessDate.Parse(r) };
        var repin = new Option<bool>("--repin") { Description = "Take what is known now instead of what the quarter pinned when it was first run." };
        var preview = new Option<bool>("--preview") { Description = "Only look, at any time: pin nothing, and write to lists/QUARTER-preview." };
        var date = BusinessDate.Option();
        preview.Validators.Add(r =>
        {
            if (r.GetValueOrDefault<bool>() && r.GetResult(repin) is { Implicit: false }) r.AddError("--preview pins nothing: leave --repin away.");
        });
        var command = new Command("run", "Pin the inputs, judge every household, write the three lists and the report. Run again: the same bytes. Before its cutoff a quarter can only be looked at (--preview).") { quarter, cutoff, repin, preview, date };
        command.SetAction((parsed, cancel) => Task.FromResult(Guard.OnSite(parsed, clock, (site, terminal) =>
        {
            var request = new QuarterRequest(BusinessDate.Of(parsed, date, clock), parsed.GetValue(cutoff), parsed.GetValue(repin), parsed.GetValue(preview));
            var summary = terminal.WithProgress(p => WhenBack.Run(site, () => QuarterPipeline.Run(site, parsed.GetValue(quarter), request, p, cancel), terminal.DatabaseIs, cancel));
            terminal.Result(summary, () => Show(terminal, summary));
            if (summary.StandardGaps is { } gaps) terminal.Warn(gaps);
            return Guard.Done;
        })));
        return command;
    }

    private static Command Close(TimeProvider clock)
    {
        var quarter = Argument();
        var reason = new Option<string?>("--carry-over") { Description = "Close although cases are not decided; the reason (1 to 500 characters) and their number stay on record." };
        reason.Validators.Add(r =>
        {
            if (r.GetValueOrDefault<string?>() is { } text && (string.IsNullOrWhiteSpace(text) || text.Length > 500)) r.AddError("--carry-over expects a reason of 1 to 500 characters.");
        });
        var command = new Command("close", "Close the quarter for good: every case decided or carried over, the sums reconciled. Its pins and lists stay as they are.") { quarter, reason };
        command.SetAction(parsed => Guard.OnSite(parsed, clock, (site, terminal) =>
        {
            var message = CloseQuarter.Run(site, parsed.GetValue(quarter), parsed.GetValue(reason), null);
            terminal.Result(new { quarter = parsed.GetValue(quarter), message }, () => terminal.Say(message));
            return Guard.Done;
        }));
        return command;
    }

    private static Command Adjustments(TimeProvider clock)
    {
        var quarter = Argument();
        var file = new Option<string>("--out") { Description = "Where it is written: a .csv or an .xlsx.", Required = true };
        var purpose = new Option<string?>("--purpose") { Description = "What for; expected where config/adjustment.json asks for ID numbers in full. Stays on record." };
        var command = new Command("adjustments", "Write the adjustment file: the decided cases for the union's own filing system, with the columns of config/adjustment.json.") { quarter, file, purpose };
        command.SetAction(parsed => Guard.OnSite(parsed, clock, (site, terminal) =>
        {
            var to = parsed.GetValue(file)!;
            var xlsx = to.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase);
            if ((!xlsx && !to.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)) || Directory.Exists(to)) throw new UsageRefused("--out expects a file that ends in .csv or .xlsx.");
            var layout = site.Configuration.Adjustment;
            var said = parsed.GetValue(purpose)?.Trim() ?? "";
            if (said.Length > 500 || (layout.HasIdNumbers && said.Length == 0)) throw new UsageRefused("config/adjustment.json asks for ID numbers in full: --purpose expects what for, in 1 to 500 characters.");
            var rows = AdjustmentFile.Of(site, parsed.GetValue(quarter), null);
            site.Store.Adjustments.Add(parsed.GetValue(quarter), null, null, rows.Count, layout.HasIdNumbers, said);
            AdjustmentFile.Write(to, xlsx, parsed.GetValue(quarter), layout, rows);
            terminal.Result(new { file = Path.GetFullPath(to), households = rows.Count }, () => terminal.Say(FormattableString.Invariant($"{rows.Count:#,##0} decided households written to {to}")));
            return Guard.Done;
        }));
        return command;
    }

    private static Command Sub(string name, string description, TimeProvider clock, SiteUse use, Action<Site, Quarter, Terminal> work)
    {
        var quarter = Argument();
        var command = new Command(name, description) { quarter };
        command.SetAction(parsed => Guard.OnSite(parsed, clock, (site, terminal) =>
        {
            work(site, parsed.GetValue(quarter), terminal);
            return Guard.Done;
        }, use));
        return command;
    }
}
