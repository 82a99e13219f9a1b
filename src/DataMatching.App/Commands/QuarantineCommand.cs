using System.CommandLine;
using System.Globalization;
using DataMatching.App.Screen;
using DataMatching.Jobs;
using DataMatching.Jobs.Reports;

namespace DataMatching.App.Commands;

/// <summary><c>quarantine</c>: the rows that were set aside, for the agency that made them.</summary>
internal static class QuarantineCommand
{
    private const int RowsShown = 20;

    public static Command Make(TimeProvider clock)
    {
        var registry = new Option<string?>("--registry") { Description = "Only this registry's rows, such as tax; 'union' for the union's own files." };
        var file = new Option<string?>("--out") { Description = "Write all rows to this CSV, as it is sent to the agency." };
        var command = new Command("quarantine", "Rows set aside: file, line, byte, column and reason, never what stood there. Newest deliveries first.") { registry, file };
        command.SetAction(parsed => Guard.OnSite(parsed, clock, (site, terminal) =>
        {
            var only = RegistryOption.Of(parsed, registry, SetAsideRows.Union);
            var to = RegistryOption.FileOf(parsed, file);
            var report = SetAsideRows.Read(site.Store, only);
            if (to is not null) SetAsideList.Write(to, report.Rows);
            terminal.Result(report, () => Show(terminal, report, to));
            return Guard.Done;
        }, SiteUse.Look));
        return command;
    }

    private static void Show(Terminal terminal, SetAsideReport report, string? file)
    {
        if (report.Deliveries.Count == 0) terminal.Say("No row was set aside.");
        if (report.Deliveries.Count > 0)
        {
            var deliveries = Tables.Of("Deliveries with rows set aside", "registry", "dataset", "scope", "file", "as of", "state", ">rows");
            foreach (var d in report.Deliveries) deliveries.Row(d.Registry, d.Dataset, d.Scope, d.File, d.AsOf, d.State, d.Rows);
            terminal.Show(deliveries);
            var rows = Tables.Of("Rows set aside", "file", ">line", ">byte", "column", "reason");
            foreach (var r in report.Rows.Take(RowsShown)) rows.Row(r.File, Place(r.Line), Place(r.Byte), r.Column, r.Reason);
            terminal.Show(rows);
            var (kept, all) = (report.Rows.Count, report.Deliveries.Sum(d => d.Rows));
            if (kept > RowsShown) terminal.Say($"{RowsShown} of {Number(kept)} rows are shown. --out FILE.csv writes all of them, --registry R those of one agency.");
            if (all > kept) terminal.Say($"Of {Number(all)} rows the places of {Number(kept)} are kept: a refused delivery keeps its first 1,000.");
        }

        if (file is not null) terminal.Say($"{Number(report.Rows.Count)} rows written to {file}");
    }

    /// <summary>As one types it into an editor.</summary>
    private static string Place(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Number(long count) => count.ToString("#,##0", CultureInfo.InvariantCulture);
}
