using System.Globalization;
using System.Text;
using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Households;
using DataMatching.Jobs.Judging;
using DataMatching.Jobs.Reports;
using DataMatching.Quarters;
using DataMatching.Time;
using DataMatching.Words;

namespace DataMatching.Jobs;

/// <summary>Why a household got its flag, for people and, as the stored verdict, for programs.</summary>
public sealed record Explanation(string Text, string Json);

/// <summary>Prints the chain of DESIGN.md principle 4: rule → clause of the policy → facts → delivery, row and byte → match and its grade.</summary>
public static class ExplainHousehold
{
    /// <param name="household">A file or roll number, in upper or lower case.</param>
    /// <param name="quarter">Null: the newest quarter that was run.</param>
    /// <exception cref="JobRefused">No quarter was run, or none of its households has this number.</exception>
    public static Explanation Run(Site site, string household, Quarter? quarter)
    {
        var row = quarter is { } q ? site.Store.Quarters.Find(q) : site.Store.Quarters.All().LastOrDefault(r => r.Run is not null);
        if (row?.Run is not { } run || row.Pins is not { } json)
        {
            throw new JobRefused(quarter is { } wanted
                ? $"{wanted} was not run, so nothing can be explained of it. Run 'datamatching quarter run {wanted}', or name another quarter; 'datamatching status' shows which were run."
                : "No quarter was run yet, so nothing can be explained. Run 'datamatching quarter run QUARTER' first.");
        }

        var pins = PinnedInputs.FromJson(json);
        var key = Key(site, pins.Import, household.Trim(), row.Quarter);
        if (site.Store.Union.Find(pins.Import, key) is not { } file || site.Store.Runs.Verdict(run, key, null) is not { } stored)
            throw new JobRefused($"{row.Quarter} has no verdict for {Shown(key)}. Run 'datamatching quarter run {row.Quarter}' again.");
        return new Explanation(Text(file, VerdictJson.Read(stored.Json), row.Quarter, pins), stored.Json);
    }

    /// <summary>The number as the files write it: exactly so, or the one that differs in nothing but the case of its letters.</summary>
    private static string Key(Site site, long import, string written, Quarter quarter)
    {
        var keys = site.Store.Union.KeysWritten(import, written);
        if (keys.Contains(written, StringComparer.Ordinal)) return written;
        return keys.Count switch
        {
            1 => keys[0],
            0 => throw new JobRefused(
                $"Looked for {Shown(written)} among the households of {quarter} (import {import.ToString(CultureInfo.InvariantCulture)}): there is none. Expected a file number (档案号) or roll number (会员号), "
                + $"not a name or ID number: the column 档案号 of lists/{quarter}/*.csv has those that were listed, union/households.csv and union/roll.csv have all."),
            _ => throw new JobRefused($"Looked for {Shown(written)}: {keys.Count} numbers differ only in upper and lower case: {string.Join(", ", keys)}. Write it exactly as the file does."),
        };
    }

    /// <summary>What was typed may be somebody's ID number.</summary>
    private static string Shown(string written) => "'" + PersonalNumbers.Mask(CleanText.OneLine(written.Length > 60 ? written[..60] + "…" : written)) + "'";

    private static string Text(Household file, Verdict verdict, Quarter quarter, PinnedInputs pins)
    {
        var text = new StringBuilder();
        Line(text, $"{file.Key}  {file.Principal.Name}  {file.Members.Count} 人  {ListedVerdict.DistrictName(file.District)}  {ListWords.Of(file.State)}  {ListWords.Of(quarter)}");
        Line(text, $"结论  {ListWords.Of(verdict.Flag)}{(verdict.ExitKind is { } kind ? $"（{ListWords.Of(kind)}）" : "")}  优先级 {verdict.Priority}（可能性 {verdict.Likelihood} × 后果 {verdict.Consequence}）  判断日 {pins.Day:yyyy-MM-dd}  政策 {verdict.Policy}");
        if (verdict.DecisiveRecord is { } decisive) Line(text, $"决定性记录  {FactInWords.Of(decisive)}{Place(decisive)}");
        if (verdict.Flip is { } flip) Line(text, $"差多少会变  {flip.Text}");
        Line(text, "");
        Line(text, "逐月（家庭收入区间 / 低保标准 × 人数）");
        foreach (var month in verdict.Months) Month(text, month);
        Line(text, "");
        Line(text, "规则");
        foreach (var finding in verdict.Findings.Where(f => f.Applies && f.Truth != Truth.NotMet)) Finding(text, file, finding);
        var not = verdict.Findings.Where(f => f.Applies && f.Truth == Truth.NotMet).Select(f => RuleWords.Of(f.Rule).Name).ToList();
        if (not.Count > 0) Line(text, $"  ✗ 不成立：{string.Join("；", not)}");
        if (verdict.Assets.Count > 0)
        {
            Line(text, "");
            Line(text, "财产");
            foreach (var asset in verdict.Assets) Line(text, $"  {(asset.Counts ? "●" : "○")} {FactInWords.Of(asset.Fact)}  {asset.Why}{Place(asset.Fact)}");
        }

        if (verdict.Missing.Count > 0)
        {
            Line(text, "");
            Line(text, "缺什么证据");
            foreach (var missing in verdict.Missing) Line(text, $"  ? {MissingInWords.Of(file, missing)}");
        }

        return text.ToString().TrimEnd();
    }

    private static void Month(StringBuilder text, MonthAssessment month)
    {
        if (month.Members.Count == 0)
        {
            Line(text, $"  {month.Month}  {LedgerCell.NobodyCounts}");
            return;
        }

        var mark = month.Cell switch { Cell.Above => "高于　", Cell.NotAbove => "不高于", _ => "未知　" };
        var income = $"{ListWords.Of(month.Low)} – {(month.High is { } high ? ListWords.Of(high) : "上限不明")}";
        Line(text, $"  {month.Month}  {mark}  {income} 元  /  {(month.Standard is { } s ? $"{ListWords.Of(s)} × {month.Members.Count}" : "标准不明")}");
        foreach (var fact in month.Members.SelectMany(m => m.ProvedBy)) Line(text, $"      ✓ {FactInWords.Of(fact)}{Place(fact)}");
        foreach (var fact in month.Members.SelectMany(m => m.SuspectedBy)) Line(text, $"      ? {FactInWords.Of(fact)}{Place(fact)}");
    }

    private static void Finding(StringBuilder text, Household file, RuleFinding finding)
    {
        var mark = finding.Truth == Truth.Met ? "✓ 成立" : "? 未知";
        Line(text, $"  {mark}  {RuleWords.Of(finding.Rule).Name}  [{finding.Rule}]");
        if (finding.Text.Length > 0) Line(text, $"      {finding.Text}");
        Line(text, $"      依据：{finding.Citation}");
        foreach (var fact in finding.Facts) Line(text, $"      · {FactInWords.Of(fact)}{Place(fact)}");
        foreach (var missing in finding.Missing) Line(text, $"      ? {MissingInWords.Of(file, missing)}");
    }

    /// <summary>Where the fact stands and how sure the match is.</summary>
    private static string Place(Fact fact) => string.Create(CultureInfo.InvariantCulture,
        $"  〔{Grade(fact.Grade)}·{(fact.Source.Batch == 0 ? "" : $"批次 {fact.Source.Batch}·")}{fact.Source.File} 第 {fact.Source.Line} 行·字节 {fact.Source.ByteOffset}·{Short(fact.Source.RowHash)}〕");

    private static string Short(string hash) => hash.Length > 12 ? hash[..12] : hash;

    private static string Grade(MatchGrade grade) => grade switch { MatchGrade.Certain => "确认", MatchGrade.Probable => "较可能", MatchGrade.Doubtful => "存疑", _ => "冲突" };

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
