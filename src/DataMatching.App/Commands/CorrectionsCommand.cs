using System.CommandLine;
using System.Globalization;
using DataMatching.App.Screen;
using DataMatching.Jobs;
using DataMatching.Jobs.Reports;

namespace DataMatching.App.Commands;

/// <summary><c>corrections</c>: the records that reviewers proved wrong, for the agency that keeps them.</summary>
internal static class CorrectionsCommand
{
    public static Command Make(TimeProvider clock)
    {
        var registry = new Option<string?>("--registry") { Description = "Only this registry's records, such as vehicle." };
        var file = new Option<string?>("--out") { Description = "Write them to this CSV, as it is sent to the agency." };
        var command = new Command("corrections", "Records of agencies that reviewers proved wrong: where each stands, what is right, by which document.") { registry, file };
        command.SetAction(parsed => Guard.OnSite(parsed, clock, (site, terminal) =>
        {
            var only = RegistryOption.Of(parsed, registry);
            var to = RegistryOption.FileOf(parsed, file);
            var corrections = ProvedCorrections.Read(site.Store, only);
            if (to is not null) CorrectionList.Write(to, corrections);
            terminal.Result(corrections, () => Show(terminal, corrections, to));
            return Guard.Done;
        }, SiteUse.Look));
        return command;
    }

    private static void Show(Terminal terminal, IReadOnlyList<ProvedCorrection> corrections, string? file)
    {
        if (corrections.Count == 0) terminal.Say("No record was proved wrong.");
        else
        {
            var table = Tables.Of("Records proved wrong", "registry", "dataset", "file", ">line", "proved", "holds until", ">case");
            foreach (var c in corrections)
                table.Row(c.Registry, c.Dataset, c.File, c.Line.ToString(CultureInfo.InvariantCulture), c.ProvedOn, c.ExpiresOn, c.Case.ToString(CultureInfo.InvariantCulture));
            terminal.Show(table);
        }

        if (file is not null) terminal.Say($"{corrections.Count.ToString("#,##0", CultureInfo.InvariantCulture)} corrections written to {file}");
    }
}
