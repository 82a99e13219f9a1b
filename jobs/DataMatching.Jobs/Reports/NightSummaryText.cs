using System.Globalization;
using System.Text;
using DataMatching.Words;

namespace DataMatching.Jobs.Reports;

/// <summary>The night as a plain table for a terminal or a mail: ideographs count two columns, lines end in LF.</summary>
public static class NightSummaryText
{
    private const int DaysOfWarning = 3;

    private static readonly string[] Headers = ["部门", "数据", "到达", "截至", "行数", "对上", "隔离", "退回", "用时", "新鲜度"];
    private static readonly bool[] RightAligned = [false, false, false, false, true, true, true, true, true, false];

    public static string Of(NightSummary night)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"昨夜 {ListWords.Of(night.Date)}  {(night.Failure is null ? "✓ 完成" : "✗ 未完成")}  用时 {Of(night.Took)}  ");
        text.Append(CultureInfo.InvariantCulture, $"核算家庭 {ListWords.Of(night.HouseholdsAssessed)} 户  例外 {ListWords.Of(night.Exceptions)} 条\n");
        if (night.Failure is { } failure) text.Append("原因：").Append(Safe(failure)).Append('\n');
        text.Append('\n');
        AppendTable(text, [.. night.Datasets.Select(dataset => Row(dataset, night.Date))]);

        Section(text, "退回的批次（上一个合格批次在过期前继续有效）", night.Refusals.Select(Line));
        Section(text, "表头有变化的批次（已按列名读取，请核对）", night.ChangedHeaders.Select(Changed));
        Section(text, "等待清单的文件（未读取：仍在传送，或部门漏放清单）", night.Waiting);
        Section(text, "请求与应答文件", night.Exchanges.Select(Line));
        if (night.ReadAgain > 0)
            text.Append(CultureInfo.InvariantCulture, $"\n另有 {ListWords.Of(night.ReadAgain)} 个以前到达的批次因档案或授权变动重新对过，不是部门新报送的，未计入上表。\n");
        return text.ToString();
    }

    private static string Line(NightRefusal refused)
    {
        var whose = refused.Registry is { } registry ? $"{ListWords.OfRegistry(registry)}{(refused.Dataset is { } dataset ? "·" + ListWords.OfDataset(registry, dataset) : "")}  " : "";
        return $"{whose}{refused.File}：{RefusalWords.Of(refused.Reason, refused.Drift)}";
    }

    private static string Line(ExchangeStatus exchange)
    {
        var c = exchange.Counts;
        var state = exchange.State switch { "waiting" => $"等待答复，至 {ListWords.Of(exchange.AnswerBy)}", "landed" => "已收齐或到期，已转入比对", _ => "办理中" };
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{ListWords.OfRegistry(exchange.Registry)}·{ListWords.OfDataset(exchange.Registry, exchange.Dataset)}  请求 {exchange.Request}（{ListWords.Of(exchange.AskedOn)} 发出，{state}）：请求 {c.Asked} 人，已答 {c.Answered}（有 {c.Found}、无 {c.NoRecord}、不予提供 {c.Refused}），未答 {c.Unanswered}，搁置 {c.SetAside}；"
            + $"未请求而答 {c.Unasked} 行，重复 {c.Duplicates} 行，编号有误 {c.Mistyped} 行，编号与证件不符 {c.Mismatched} 行，答其他请求 {c.OtherRequest} 行，不可读 {c.Unreadable} 行");
    }

    private static string Changed(ChangedHeader changed) => $"{ListWords.OfRegistry(changed.Registry)}·{ListWords.OfDataset(changed.Registry, changed.Dataset)}  {changed.File}：{changed.Words}";

    private static void Section(StringBuilder text, string title, IEnumerable<string> lines)
    {
        var shown = lines.ToList();
        if (shown.Count > 0) text.Append('\n').Append(title).Append('\n');
        foreach (var line in shown) text.Append("  ").Append(Safe(line)).Append('\n');
    }

    /// <summary>How fresh the batch in force is on <paramref name="on"/>; the last day of belief still counts as fresh enough.</summary>
    public static Freshness FreshnessOf(DatasetNight dataset, DateOnly on) =>
        dataset.BelievedUntil is not { } last ? Freshness.Never
        : last < on ? Freshness.TooOld
        : last.DayNumber - on.DayNumber <= DaysOfWarning ? Freshness.RunsOutSoon
        : Freshness.Fresh;

    private static string[] Row(DatasetNight dataset, DateOnly on) =>
    [
        Safe(ListWords.OfRegistry(dataset.Registry)),
        Safe(ListWords.OfDataset(dataset.Registry, dataset.Dataset)),
        dataset.Delivery switch { NightDelivery.Accepted => "✓ 到达", NightDelivery.Late => "▲ 迟到", NightDelivery.Refused => "✗ 退回", _ => "— 未到" },
        dataset.AsOf is { } day ? ListWords.Of(day) : "—",
        ListWords.Of(dataset.Rows),
        ListWords.Of(dataset.Matched),
        ListWords.Of(dataset.Quarantined),
        ListWords.Of(dataset.Refused),
        dataset.Took is { } took ? Of(took) : "—",
        FreshnessOf(dataset, on) switch
        {
            Freshness.Fresh => $"有效至 {ListWords.Of(dataset.BelievedUntil!.Value)}",
            Freshness.RunsOutSoon => string.Create(CultureInfo.InvariantCulture, $"▲ {dataset.BelievedUntil!.Value.DayNumber - on.DayNumber + 1} 天后转为未知"),
            Freshness.TooOld => "✗ 已过期，按未知处理",
            _ => "✗ 从未到达，按未知处理",
        },
    ];

    private static void AppendTable(StringBuilder text, IReadOnlyList<string[]> rows)
    {
        var widths = Headers.Select((header, i) => rows.Select(row => DisplayWidth.Of(row[i])).Append(DisplayWidth.Of(header)).Max()).ToArray();
        AppendLine(text, Headers, widths);
        text.AppendJoin("  ", widths.Select(width => new string('-', width))).Append('\n');
        foreach (var row in rows) AppendLine(text, row, widths);
    }

    private static void AppendLine(StringBuilder text, string[] cells, int[] widths)
    {
        var line = cells.Select((cell, i) => RightAligned[i] ? DisplayWidth.PadLeft(cell, widths[i]) : DisplayWidth.PadRight(cell, widths[i]));
        text.Append(string.Join("  ", line).TrimEnd(' ')).Append('\n');
    }

    private static string Of(TimeSpan took) =>
        took.TotalHours >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{(long)took.TotalHours} 时 {took.Minutes} 分")
        : took.TotalMinutes >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{took.Minutes} 分 {took.Seconds} 秒")
        : string.Create(CultureInfo.InvariantCulture, $"{took.TotalSeconds:0.0} 秒");

    private static string Safe(string text) => PersonalNumbers.Mask(CleanText.OneLine(text));
}
