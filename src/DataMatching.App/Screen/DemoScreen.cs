using CsvHelper;
using DataMatching.Jobs;
using DataMatching.Jobs.Reports;
using DataMatching.Words;

namespace DataMatching.App.Screen;

/// <summary>What a newcomer sees at the end of the demo: the lists, the score, where things are, what to try.</summary>
internal static class DemoScreen
{
    public static void Show(Terminal terminal, Site site, QuarterSummary quarter, Score score, IReadOnlyList<(string Step, TimeSpan Took)> steps)
    {
        var flags = Tables.Of($"{quarter.Quarter} 季度动态调整 — flags against the planted truth", "", ">expected", ">flagged", ">right", ">precision", ">recall");
        foreach (var line in score.Flags) flags.Row(line.Name, line.Expected, line.Flagged, line.Right, line.Precision, line.Recall);
        terminal.Show(flags);
        var reasons = Tables.Of("Reasons against the planted truth", "事由", "rule", ">expected", ">given", ">right", ">precision", ">recall");
        foreach (var line in score.Reasons.OrderByDescending(l => l.Expected).ThenBy(l => l.Name, StringComparer.Ordinal))
            reasons.Row(RuleWords.Of(line.Name).Name, line.Name, line.Expected, line.Flagged, line.Right, line.Precision, line.Recall);
        terminal.Show(reasons);
        terminal.Say($"Wrong exits: {score.WrongExits.Count}. Households that differ from the truth in flag or reasons: {score.Differences.Count} of {quarter.Households} (score-differences.txt).");
        foreach (var wrong in score.WrongExits.Take(10)) terminal.Say("  wrong exit: " + wrong);
        terminal.Say();
        foreach (var (file, title) in new[] { ("add.csv", "拟纳入"), ("exit.csv", "拟退出"), ("re-examine.csv", "需复核") }) First(terminal, site, quarter, file, title);
        var timing = Tables.Of("Time", "step", ">took");
        foreach (var (step, took) in steps) timing.Row(step, took);
        timing.Row("together", TimeSpan.FromTicks(steps.Sum(s => s.Took.Ticks)));
        terminal.Show(timing);
        var household = FirstHousehold(site, quarter, "re-examine.csv");
        var root = ShellWord.OfFolder(site.Folder.Root, Directory.GetCurrentDirectory());
        var due = quarter.Quarter.LastDay.AddDays(site.Configuration.Settings.CutoffDays + 1);
        terminal.Say($"Lists, workbooks and report.html: {Path.Combine(site.Folder.Lists, quarter.Quarter.ToString())}");
        terminal.Say("Try next (the program as you started it, with these words instead of 'demo'):");
        terminal.Say($"  explain {ShellWord.Of(household)} --site {root}");
        terminal.Say($"  status --site {root} --date 2026-09-30");
        terminal.Say($"  quarter run {quarter.Quarter} --site {root} --date {ListWords.Of(due)}        the same bytes again");
    }

    private static void First(Terminal terminal, Site site, QuarterSummary quarter, string file, string title)
    {
        var table = Tables.Of($"{title}: the first of {file}", "优先级", "档案号", "地区", "困难职工", "事由", "决定性记录", "差多少会变");
        using var reader = CsvReader.FromFile(Path.Combine(site.Folder.Lists, quarter.Quarter.ToString(), file), CsvReaderOptions.Default with { Separator = ',' });
        for (var i = 0; i < 3 && reader.Read(); i++)
            table.Row(Field(reader, "优先级"), Field(reader, "档案号"), Field(reader, "地区"), Field(reader, "困难职工"), Field(reader, "事由"), Field(reader, "决定性记录"), Field(reader, "差多少会变"));
        terminal.Show(table);
    }

    private static string Field(CsvReader reader, string name) => reader.TryGetFieldIndex(name, out var index) ? reader.GetString(index) : "";

    private static string FirstHousehold(Site site, QuarterSummary quarter, string file)
    {
        using var reader = CsvReader.FromFile(Path.Combine(site.Folder.Lists, quarter.Quarter.ToString(), file), CsvReaderOptions.Default with { Separator = ',' });
        return reader.Read() ? Field(reader, "档案号") : "HOUSEHOLD";
    }
}
