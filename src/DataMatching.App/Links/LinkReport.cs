using System.Globalization;
using System.Net;
using System.Text;
using DataMatching.Matching.Linkage;
using DataMatching.Matching.Linkage.Accuracy;
using DataMatching.Matching.Linkage.Estimating;
using DataMatching.Matching.Linkage.Reviewing;

namespace DataMatching.App.Links;

/// <summary>One page about a linkage, to be kept with its result: weights, accuracy, blocking, records that say too little. It has figures alone, nothing of any record, and loads nothing.</summary>
internal static class LinkReport
{
    private const int Scale = 24, HalfWidth = 130, RowHeight = 18;
    private static readonly double[] Steps = [0.5, 0.9, 0.99, 0.999, 0.9999];

    public static string Html(Linking linking, LinkAccuracy? accuracy, SampleEstimate? reviewed)
    {
        var html = new StringBuilder();
        html.Append("""
            <!doctype html>
            <html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>记录匹配报告 Linkage report</title>
            <style>
            body{font:15px/1.6 system-ui,"Noto Sans CJK SC","Microsoft YaHei",sans-serif;margin:0 auto;max-width:60rem;padding:1rem;color:#1b1f24;background:#fff}
            h1{font-size:1.4rem}h2{font-size:1.1rem;margin-top:2rem}small,th small{color:#57606a;font-weight:normal}
            .wide{overflow-x:auto}table{border-collapse:collapse;min-width:100%}th,td{padding:.2rem .6rem;text-align:right;border-bottom:1px solid #d0d7de;white-space:nowrap}
            th:first-child,td:first-child,td.t,th.t{text-align:left}tbody tr:nth-child(even){background:#f6f8fa}rect.for{fill:#1a7f37}rect.against{fill:#bc4c00}
            .curve line{stroke:#d0d7de}.curve polyline{fill:none;stroke-width:2}.curve text{font-size:11px;fill:#57606a}
            </style></head><body>
            """);
        var records = linking.Records;
        html.Append("<h1>记录匹配报告 <small>Linkage report</small></h1><p>").Append(records.IsOne ? $"{Whole(records.LeftCount)} 条记录 records" : $"{Whole(records.LeftCount)} × {Whole(records.RightCount)} 条记录 records")
            .Append($"，比对 {Whole(linking.Candidates.Counts.Sum(c => c.New))} 对 pairs compared，预计匹配 {Whole((long)(linking.Score.Weights.Prior * records.Pairs))} matches expected，链接 {Whole(linking.Links.Count)} links</p>");
        Weights(html, linking);
        Thresholds(html, linking);
        if (reviewed is not null) Reviewed(html, reviewed, linking.Calibration);
        if (accuracy is not null) Accuracy(html, accuracy);
        Blocking(html, linking);
        Unlinkable(html, linking);
        return html.Append("</body></html>\n").ToString().ReplaceLineEndings("\n");
    }

    private static void Weights(StringBuilder html, Linking linking)
    {
        html.Append("<h2>各项比对说明多少 <small>What each comparison says, in bits</small></h2><div class=\"wide\"><table><thead><tr><th>字段 <small>field</small></th><th class=\"t\">级别 <small>level</small></th><th>m</th><th>u</th><th>比特 <small>bits</small></th><th></th></tr></thead><tbody>");
        foreach (var (weights, comparison) in linking.Score.Weights.Fields.Zip(linking.Plan.Comparisons))
        {
            for (var i = 0; i < weights.Levels.Count; i++)
            {
                var odds = weights.Levels[i];
                var width = Math.Min(Math.Abs(odds.Bits), Scale) / Scale * HalfWidth;
                html.Append("<tr><td>").Append(i == 0 ? Text(weights.Field) : "").Append("</td><td class=\"t\">").Append(Text(comparison.Levels[i])).Append("</td><td>").Append(Share(odds.M)).Append("</td><td>").Append(Share(odds.U))
                    .Append("</td><td>").Append(odds.Bits.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture))
                    .Append(CultureInfo.InvariantCulture, $"</td><td><svg width=\"{2 * HalfWidth}\" height=\"{RowHeight}\" role=\"img\" aria-label=\"{odds.Bits:0.0}\"><rect class=\"{(odds.Bits >= 0 ? "for" : "against")}\" x=\"{(odds.Bits >= 0 ? HalfWidth : HalfWidth - width):0.#}\" y=\"3\" width=\"{width:0.#}\" height=\"12\"/></svg></td></tr>");
            }
        }

        html.Append("</tbody></table></div>");
        if (linking.Estimated is { } estimated) html.Append(CultureInfo.InvariantCulture, $"<p>EM {estimated.LogLikelihood.Count} 轮 rounds，{(estimated.Converged ? "已收敛 settled" : "未收敛 not settled")}</p>");
        foreach (var warning in linking.Estimated?.Warnings ?? []) html.Append("<p>⚠ ").Append(Text(warning)).Append("</p>");
    }

    private static void Accuracy(StringBuilder html, LinkAccuracy accuracy)
    {
        html.Append("<h2>准确度 <small>Accuracy</small></h2>");
        Curve(html, [.. accuracy.Curve.Select(p => p.Probability ?? 0)], ("#0969da", "查准率 precision", [.. accuracy.Curve.Select(p => p.Precision)]), ("#bc4c00", "查全率 recall", [.. accuracy.Curve.Select(p => p.Recall)]), ("#1a7f37", "F1", [.. accuracy.Curve.Select(p => p.F1)]));
        html.Append("<div class=\"wide\"><table><thead><tr><th>概率起点 <small>probability from</small></th><th>正确 <small>right</small></th><th>错误 <small>wrong</small></th><th>遗漏 <small>missed</small></th><th>查准率 <small>precision</small></th><th>查全率 <small>recall</small></th><th>F1</th></tr></thead><tbody>");
        foreach (var point in accuracy.Curve.Append(accuracy.Decided))
        {
            html.Append("<tr><td>").Append(point.Probability?.ToString("0.#####", CultureInfo.InvariantCulture) ?? "判定结果 as decided").Append("</td><td>").Append(Whole(point.Right)).Append("</td><td>").Append(Whole(point.Wrong)).Append("</td><td>").Append(Whole(point.Missed))
                .Append(CultureInfo.InvariantCulture, $"</td><td>{point.Precision:0.00000}</td><td>{point.Recall:0.00000}</td><td>{point.F1:0.00000}</td></tr>");
        }

        html.Append("</tbody></table></div><p>").Append($"真实配对 {Whole(accuracy.Truth)} 对，其中 {Whole(accuracy.NeverCompared)} 对没有被任何分块规则比对到 <small>of the true pairs so many are in no block</small></p>");
    }

    private static void Thresholds(StringBuilder html, Linking linking)
    {
        var (points, thresholds) = (linking.Expected.Points, linking.Thresholds);
        html.Append("<h2>阈值与预期 <small>Thresholds, and what is expected of them without any truth</small></h2>");
        Curve(html, [.. points.Select(p => p.Probability)], ("#0969da", "预期查准率 expected precision", [.. points.Select(p => p.Precision)]), ("#bc4c00", "预期查全率 expected recall", [.. points.Select(p => p.Recall)]));
        html.Append(CultureInfo.InvariantCulture, $"<p>概率不低于 {thresholds.Link:0.#######} 为链接 <small>links from this probability</small>");
        if (thresholds.Doubtful < thresholds.Link) html.Append(CultureInfo.InvariantCulture, $"；不低于 {thresholds.Doubtful:0.######} 为存疑，共 {Whole(linking.Doubtful.Count)} 对 <small>doubtful from this one</small>");
        html.Append("</p>");
        if (!linking.AimReach.Precision) html.Append("<p>⚠ 查准率目标无法达到：最像的配对也没有那么确定，字段说明得太少 <small>the aim for precision is out of reach: the fields say too little</small></p>");
        if (!linking.AimReach.Recall) html.Append("<p>⚠ 查全率目标无法达到：分块规则之外的匹配太多 <small>the aim for recall is out of reach: too many matches are in no block</small></p>");
        if (linking.Decided is { } decided) html.Append($"<p>人工判定 {Whole(decided.Count)} 对 <small>pairs decided by people</small></p>");
    }

    private static void Reviewed(StringBuilder html, SampleEstimate reviewed, Calibration calibration)
    {
        html.Append("<h2>抽样复核 <small>Reviewed sample</small></h2><p>查准率 precision ").Append(Between(reviewed.Precision)).Append("，查全率 recall ").Append(Between(reviewed.Recall))
            .Append(CultureInfo.InvariantCulture, $"（95 %；分块遗漏计入 <small>what blocking missed is included</small>），估计匹配 {(reviewed.Matches is { } matches ? Whole((long)Math.Round(matches)) : "－")} 对 <small>matches</small></p><p>权重校准（比特） <small>weights put right, in bits</small>：{LinkSummary.InWords(calibration)}</p>")
            .Append("<div class=\"wide\"><table><thead><tr><th>层 <small>stratum</small></th><th class=\"t\">概率 <small>probability</small></th><th>总数 <small>all</small></th><th>抽取 <small>drawn</small></th><th>已答 <small>answered</small></th><th>同一人 <small>same</small></th></tr></thead><tbody>");
        foreach (var of in reviewed.Strata)
        {
            var name = of.Stratum.As switch { SampledAs.Link => "链接 links", SampledAs.NoLink => "非链接 no links", _ => "未比对 not compared" };
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{name}</td><td class=\"t\">{(of.Stratum.As == SampledAs.NotCompared ? "" : string.Create(CultureInfo.InvariantCulture, $"{of.Stratum.From:0.###}–{of.Stratum.Below:0.###}"))}</td><td>{Whole(of.Stratum.Size)}</td><td>{of.Drawn}</td><td>{of.Answered}</td><td>{of.Same}</td></tr>");
        }

        html.Append("</tbody></table></div>");
    }

    private static string Between(EstimatedShare? share) => share is null ? "不能说 cannot be told" : string.Create(CultureInfo.InvariantCulture, $"{share.Share:0.0000}（{share.Low:0.0000}–{share.High:0.0000}）");

    /// <summary>Shares between 0 and 1 over probabilities, one line each.</summary>
    private static void Curve(StringBuilder html, IReadOnlyList<double> probabilities, params ReadOnlySpan<(string Colour, string Name, IReadOnlyList<double> Shares)> lines)
    {
        const int Width = 560, Height = 220, Left = 40, Bottom = 190;
        var least = 1.0;
        foreach (var line in lines) least = Math.Min(least, line.Shares.Min());
        least = Math.Floor(least * 10) / 10;
        var span = Math.Max(0.1, 1 - least);
        double Across(int i) => Left + (i * (Width - Left - 60.0) / Math.Max(1, probabilities.Count - 1));
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"wide\"><svg class=\"curve\" width=\"{Width}\" height=\"{Height}\" role=\"img\" aria-label=\"{string.Join(", ", lines.ToArray().Select(l => l.Name))}\"><line x1=\"{Left}\" y1=\"{Bottom}\" x2=\"{Width}\" y2=\"{Bottom}\"/><text x=\"0\" y=\"{Bottom}\">{least:0.0}</text><text x=\"0\" y=\"24\">1.0</text>");
        foreach (var (colour, _, shares) in lines)
            html.Append($"<polyline stroke=\"{colour}\" points=\"").AppendJoin(' ', shares.Select((share, i) => string.Create(CultureInfo.InvariantCulture, $"{Across(i):0.#},{Bottom - ((share - least) / span * (Bottom - 20)):0.#}"))).Append("\"/>");
        for (var i = 0; i < probabilities.Count; i += 3) html.Append(CultureInfo.InvariantCulture, $"<text x=\"{Across(i) - 10:0.#}\" y=\"{Bottom + 18}\">{probabilities[i]:0.#####}</text>");
        html.Append("</svg></div><p><small>");
        foreach (var (colour, name, _) in lines) html.Append($"<span style=\"color:{colour}\">■</span> {name} ");
        html.Append("</small></p>");
    }

    private static void Blocking(StringBuilder html, Linking linking)
    {
        html.Append("<h2>分块规则 <small>Blocking rules</small></h2><div class=\"wide\"><table><thead><tr><th>规则 <small>rule</small></th><th>对 <small>pairs</small></th><th>新增 <small>new</small></th><th>略去的块 <small>blocks left out</small></th><th>略去的对 <small>pairs left out</small></th></tr></thead><tbody>");
        foreach (var count in linking.Candidates.Counts)
            html.Append("<tr><td>").Append(Text(count.Rule)).Append("</td><td>").Append(Whole(count.Pairs)).Append("</td><td>").Append(Whole(count.New)).Append("</td><td>").Append(Whole(count.BlocksLeftOut)).Append("</td><td>").Append(Whole(count.PairsLeftOut)).Append("</td></tr>");
        html.Append("</tbody></table></div>");
    }

    private static void Unlinkable(StringBuilder html, Linking linking)
    {
        html.Append("<h2>信息太少的记录 <small>Records that say too little</small></h2><p>与自身相比也达不到该概率的记录占比 <small>share of records that reach this probability not even with themselves</small></p><div class=\"wide\"><table><thead><tr><th>概率 <small>probability</small></th>");
        html.Append(linking.Records.IsOne ? "<th>记录 <small>records</small></th>" : "<th>左 <small>left</small></th><th>右 <small>right</small></th>").Append("</tr></thead><tbody>");
        foreach (var step in Steps)
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{step}</td><td>{Below(linking, step, true):0.00 %}</td>");
            if (!linking.Records.IsOne) html.Append(CultureInfo.InvariantCulture, $"<td>{Below(linking, step, false):0.00 %}</td>");
            html.Append("</tr>");
        }

        html.Append("</tbody></table></div>");
    }

    private static double Below(Linking linking, double probability, bool left)
    {
        var (count, least) = (left ? linking.Records.LeftCount : linking.Records.RightCount, LinkWeights.BitsOf(probability));
        return Enumerable.Range(0, count).Count(r => linking.Score.MostBitsOf(left, r) < least) / (double)count;
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static string Whole(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Share(double share) => share.ToString(share < 0.001 ? "0.0E+0" : "0.0000", CultureInfo.InvariantCulture);
}
