using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using DataMatching.App.Screen;
using DataMatching.Batches;
using DataMatching.Connectors.Registries;
using DataMatching.Jobs;
using DataMatching.Time;
using DataMatching.Words;

namespace DataMatching.App.Commands;

/// <summary><c>check REGISTRY FILE</c>: what is given to an agency, to check a delivery before it is delivered. Needs no site.</summary>
internal static class CheckCommand
{
    private const int ReasonsShown = 20;

    public static Command Make(TimeProvider clock)
    {
        var registry = new Argument<string>("REGISTRY") { Description = "The registry, such as tax." };
        var file = new Argument<string>("FILE") { Description = "The CSV to be delivered. A manifest beside it (FILE.manifest.json) is checked too, and says what the options do not." };
        var dataset = new Option<string?>("--dataset") { Description = "The dataset, such as wages. Default: as the manifest says, or the registry's only one." };
        var asOf = new Option<DateOnly?>("--as-of") { Description = "The day as of which the file speaks, such as 2026-09-30.", CustomParser = r => BusinessDate.Parse(r) };
        var from = new Option<Month?>("--from") { Description = "The first month promised, such as 2026-04. Default: as the manifest says, else five months before the last.", CustomParser = r => MonthOf(r) };
        var to = new Option<Month?>("--to") { Description = "The last month promised. Default: as the manifest says, else the one of --as-of.", CustomParser = r => MonthOf(r) };
        var encoding = new Option<string?>("--encoding") { Description = "utf-8 or gb18030. Default: as the manifest says, else what the bytes are." };
        encoding.AcceptOnlyFromAmong("utf-8", "gb18030");
        var config = new Option<string?>("--config") { Description = "The registry's settings (config/registries/NAME.json): other separators, fixed width, renamed columns and the limits above which a delivery is refused. Default: a CSV or workbook as the contract says." };
        var folder = new Option<string?>("--out") { Description = "The folder of the report (FILE.check.csv and FILE.check.xlsx). Default: beside the file." };
        var command = new Command("check", "Check a delivery before it is delivered: every row, offline, without a site. Writes all errors with row, column and reason, never content.")
        {
            registry, file, dataset, asOf, from, to, encoding, config, folder,
        };
        command.SetAction((parsed, cancel) => Task.FromResult(Guard.Run(parsed, clock, terminal =>
        {
            var path = parsed.GetValue(file)!;
            if (!File.Exists(path)) throw new UsageRefused("There is no such file. Expected a CSV as the registry's contract describes it.");
            var options = new CheckOptions(
                parsed.GetValue(registry)!, parsed.GetValue(dataset), parsed.GetValue(asOf), parsed.GetValue(from), parsed.GetValue(to),
                parsed.GetValue(encoding) switch { "utf-8" => ExtractEncoding.Utf8, "gb18030" => ExtractEncoding.Gb18030, _ => null })
            {
                Settings = parsed.GetValue(config) is { } settings ? SettingsOf(settings, parsed.GetValue(registry)!) : null,
            };
            CheckReport report;
            try
            {
                report = CheckDelivery.Run(path, options, parsed.GetValue(folder) ?? Path.GetDirectoryName(Path.GetFullPath(path))!, cancel);
            }
            catch (JobRefused e)
            {
                throw new UsageRefused(e.Message);
            }

            terminal.Result(report, () => Show(terminal, report));
            return report.Findings == 0 ? Guard.Done : Guard.Failed;
        })));
        return command;
    }

    private static RegistrySettings SettingsOf(string file, string registry)
    {
        if (!File.Exists(file)) throw new UsageRefused("There is no such file of settings. Expected the registry's, such as config/registries/tax.json.");
        var (settings, faults) = RegistrySettingsReader.Parse(File.ReadAllText(file));
        if (settings is null) throw new UsageRefused($"The settings have faults: {string.Join("; ", faults.Select(f => $"{f.Place}: found {f.Found}, expected {f.Expected}"))}.");
        return settings.Registry == registry ? settings : throw new UsageRefused($"The settings are those of '{settings.Registry}', not of '{registry}'.");
    }

    private static void Show(Terminal terminal, CheckReport report)
    {
        var what = $"{report.Registry}/{report.Dataset} ({ListWords.OfDataset(report.Registry, report.Dataset)}), as of {ListWords.Of(report.AsOf)}, months {report.First} to {report.Last}, {report.Encoding}";
        terminal.Say(what);
        if (report.UnknownColumns.Count > 0) terminal.Say($"Columns of no use, which are dropped: {string.Join('、', report.UnknownColumns.Take(ReasonsShown))}");
        if (report.Findings == 0)
        {
            terminal.Say($"{Number(report.Rows)} rows, nothing wrong with any of them. 未发现错误，可以交付。");
            return;
        }

        var reasons = Tables.Of("What is wrong", "column", "reason", ">times", ">first line");
        foreach (var reason in report.Reasons.Take(ReasonsShown)) reasons.Row(reason.Column, reason.Reason, reason.Count, reason.FirstLine.ToString(CultureInfo.InvariantCulture));
        terminal.Show(reasons);
        if (report.Reasons.Count > ReasonsShown) terminal.Say($"{ReasonsShown} of {Number(report.Reasons.Count)} reasons are shown.");
        terminal.Say($"{Number(report.RowsWithFindings)} of {Number(report.Rows)} rows have something wrong, {Number(report.Findings)} findings in all.");
        if (report.Refused) terminal.Say("As it stands the delivery may be refused whole. 照此交付可能被整批拒收。");
        terminal.Say($"All findings: {report.Workbook} and .csv");
    }

    private static Month MonthOf(ArgumentResult result)
    {
        if (result.Tokens.Count == 1 && Month.TryParse(result.Tokens[0].Value, out var month)) return month;
        result.AddError("Expected a month such as 2026-09.");
        return default;
    }

    private static string Number(long count) => count.ToString("#,##0", CultureInfo.InvariantCulture);
}
