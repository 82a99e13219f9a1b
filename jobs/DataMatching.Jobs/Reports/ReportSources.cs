using System.Globalization;
using DataMatching.Words;
using static DataMatching.Jobs.Reports.ReportTable;

namespace DataMatching.Jobs.Reports;

/// <summary>The sections that say what the quarter rests on: what the registries answered, which batches failed, what was pinned.</summary>
internal static class ReportSources
{
    internal static Html Coverage(QuarterReport report)
    {
        var rows = report.Coverage.Select(one => (Html[])
        [
            Html.Of($"{ListWords.OfRegistry(one.Registry)}{(one.Required ? "" : "（非必需）")}"), Cell(one.AsOf), Cell(one.Found), Cell(one.NoRecord), Cell(one.NotAsked), Cell(one.Refused), Cell(one.Failed),
            Html.Of($"<strong>{Percent(one.NotAsked + one.Refused + one.Failed, one.Asked)}</strong>"),
        ]);
        var worst = report.Coverage.Where(one => one.Required && one.NotAsked + one.Refused + one.Failed > 0)
            .OrderByDescending(one => (decimal)(one.NotAsked + one.Refused + one.Failed) / one.Asked).ThenBy(one => one.Registry, StringComparer.Ordinal).FirstOrDefault();
        var reading = worst is null
            ? Html.Of($"必需的部门对每一人都有答复。“无记录”是部门完整答复中没有此人。")
            : Html.Of($"“无记录”是部门完整答复中没有此人；“未查询、拒绝、未返回”都是不知道，不当作没有。必需部门中不知道最多的是{ListWords.OfRegistry(worst.Registry)}（{Percent(worst.NotAsked + worst.Refused + worst.Failed, worst.Asked)}）。");
        return ReportSections.Section("coverage", "部门证据覆盖", reading,
            ReportSections.Figure("coverage", "各部门五种答复所占比例的条形图，数字见旁表", Of("部门答复（人次）", ["部门", "截至", "#有记录", "#无记录", "#未查询", "#拒绝", "#未返回", "#不知道"], rows)));
    }

    internal static Html Troubled(QuarterReport report)
    {
        if (report.Troubled.Count == 0) return ReportSections.Section("batches", "退回与迟到的批次", Html.Of($"✓ 本季度没有退回或迟到的批次。"), Html.None);
        var rows = report.Troubled.Select(batch => (Html[])
        [
            Html.Of($"{ListWords.OfRegistry(batch.Registry)} · {ListWords.OfDataset(batch.Registry, batch.Dataset)}"),
            batch.Trouble == BatchTrouble.Refused ? Html.Of($"<span class=\"badge exit\"><span aria-hidden=\"true\">✗</span> 退回</span>") : Html.Of($"<span class=\"badge review\"><span aria-hidden=\"true\">▲</span> 迟到</span>"),
            Cell(batch.AsOf), Html.Of($"<span class=\"file\">{batch.File ?? "—"}</span>"), Cell(batch.Reason), Cell(batch.Effect),
        ]);
        return ReportSections.Section("batches", "退回与迟到的批次", Html.Of($"{report.Troubled.LongCount(b => b.Trouble == BatchTrouble.Refused)} 个批次整批退回，{report.Troubled.LongCount(b => b.Trouble == BatchTrouble.Late)} 个未按时到达。"),
            Html.Of($"<div class=\"numbers wide\">{Of("退回与迟到的批次", ["部门 · 数据", "情况", "截至", "文件", "原因", "影响"], rows)}</div>\n"));
    }

    internal static Html Pins(QuarterReport report)
    {
        var pins = report.Pins;
        Html[][] basis =
        [
            [Cell("认定日"), Html.Of($"{pins.JudgedOn}（季度最后一天）"), Cell("")],
            [Cell("六个月"), Html.Of($"{At(pins.WindowFirst)} 至 {At(pins.WindowLast)}"), Cell("")],
            [Cell("数据截止"), Html.Of($"{pins.Cutoff}（含当日）"), Cell("")],
            [Cell("工会档案"), Cell("户、成员、会员名册、授权、收入申报"), Digest(pins.UnionFilesSha256)],
            [Cell("政策"), Cell(pins.Policy), Digest(pins.PolicySha256)],
            [Cell("低保标准"), Cell(pins.Standards), Digest(pins.StandardsSha256)],
            [Cell("程序版本"), Cell(pins.Program), Cell("")],
        ];
        var batches = pins.Batches.Select(batch => (Html[])
        [
            Html.Of($"{ListWords.OfRegistry(batch.Registry)} · {ListWords.OfDataset(batch.Registry, batch.Dataset)}"), Html.Of($"{batch.Id.ToString(CultureInfo.InvariantCulture)}"), Cell(batch.AsOf),
            Html.Of($"<span class=\"nowrap\">{At(batch.First)}</span> 至 <span class=\"nowrap\">{At(batch.Last)}</span>"), Cell(batch.Rows), Digest(batch.Sha256),
        ]);
        return ReportSections.Section("pins", "依据与版本", Html.Of($"以下内容固定了本报告。用同样的批次、档案、政策和程序再算一次，三张名单与本报告逐字节相同。指纹为 SHA-256 的前 16 位。"),
            Html.Of($"""
                <div class="numbers wide">{Of("依据", ["项目", "内容", "指纹"], basis)}</div>
                <div class="numbers wide">{Of("所用批次", ["部门 · 数据", "#批次号", "截至", "所含月份", "#行数", "指纹"], batches)}</div>

                """));
    }

    private static Html Digest(string sha256) => Html.Of($"<code>{(sha256.Length > 16 ? sha256[..16] : sha256)}</code>");

    private static string At(Time.Month month) => month.FirstDay.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private static string Percent(long part, long whole) =>
        whole == 0 ? "—" : part == 0 ? "0%" : (decimal)part / whole < 0.001m ? "<0.1%" : ((decimal)part / whole).ToString("0.0%", CultureInfo.InvariantCulture);
}
