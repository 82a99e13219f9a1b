using DataMatching.Assessment;
using DataMatching.Words;
using static DataMatching.Jobs.Reports.ReportTable;

namespace DataMatching.Jobs.Reports;

/// <summary>The sections that say what the quarter found: each a sentence, a chart, and a table with the same numbers.</summary>
internal static class ReportSections
{
    internal static Html Balance(QuarterReport report)
    {
        var d = report.Districts;
        long opening = d.Sum(x => x.Opening), add = d.Sum(x => x.Add), exit = d.Sum(x => x.Exit), closing = d.Sum(x => x.Closing), open = d.Sum(x => x.Unaccounted);
        Html[][] rows =
        [
            [Cell("期初在档"), Cell(opening), Cell("季度开始时在档的家庭")],
            [Cell("＋ 拟纳入"), Cell(add), Html.Of($"未建档会员 {d.Sum(x => x.AddUnfiled)} · 监测期返困 {d.Sum(x => x.AddMonitored)} · 已退出返困 {d.Sum(x => x.AddClosed)}")],
            [Cell("− 拟退出"), Cell(exit), Html.Of($"脱困 {d.Sum(x => x.ExitOutOfPoverty)} · 解困 {d.Sum(x => x.ExitRelieved)} · 其他退出 {d.Sum(x => x.ExitIneligible)}")],
        ];
        Html[] total = [Cell("＝ 期末在档（拟）"), Cell(closing), Html.Of($"其中待复核 {d.Sum(x => x.ReExamineActive)} 户，复核前不增不减")];
        var unbalanced = d.Where(x => x.Unaccounted != 0).ToArray();
        var check = unbalanced.Length == 0
            ? Html.Of($"<p class=\"check ok\"><strong>✓ 账平</strong>　期初在档 {opening} ＝ 保持 {d.Sum(x => x.Kept)} ＋ 待复核 {d.Sum(x => x.ReExamineActive)} ＋ 拟退出 {exit}，各地区逐一相符。</p>")
            : Html.Of($"<p class=\"check bad\"><strong>✗ 账不平</strong>　{unbalanced.LongLength} 个地区的期初在档数与“保持＋待复核＋拟退出”不符，合计相差 {Signed(open)} 户（{string.Join("、", unbalanced.Take(10).Select(x => $"{x.Name} {Signed(x.Unaccounted)}"))}）。查明之前不得关账。</p>");
        return Section("balance", "收支平衡", Html.Of($"期初 {opening} 户，拟纳入 {add} 户，拟退出 {exit} 户；如全部批准，期末为 {closing} 户（净{(closing >= opening ? "增" : "减")} {Math.Abs(closing - opening)} 户）。"),
            Figure("balance", "期初在档加拟纳入减拟退出等于期末在档的瀑布图，数字见旁表", Of("收支平衡（户）", ["项目", "#户数", "构成"], rows, total), check));
    }

    internal static Html Districts(QuarterReport report)
    {
        var d = report.Districts;
        var rows = d.Select(x => (Html[])[Html.Of($"{x.Name} <span class=\"code\">{x.District.ToString()}</span>"), Cell(x.Opening), Cell(x.Add), Cell(x.Exit), Cell(x.ReExamine), Cell(x.Closing)]);
        Html[] total = [Cell("合计"), Cell(d.Sum(x => x.Opening)), Cell(d.Sum(x => x.Add)), Cell(d.Sum(x => x.Exit)), Cell(d.Sum(x => x.ReExamine)), Cell(d.Sum(x => x.Closing))];
        var most = d.OrderByDescending(x => x.Add + x.Exit + x.ReExamine).ThenBy(x => x.District).FirstOrDefault();
        var reading = most is null ? Html.Of($"本季度没有地区数据。") : Html.Of($"{d.Count} 个地区中，列入名单最多的是{most.Name}（拟纳入 {most.Add}、拟退出 {most.Exit}、需复核 {most.ReExamine} 户）。需复核包括在档和未在档的家庭。");
        return Section("districts", "各地区名单", reading,
            Figure("districts", "各地区拟纳入、拟退出、需复核户数的堆积条形图，数字见旁表", Of("各地区名单（户）", ["地区", "#期初在档", "#拟纳入", "#拟退出", "#需复核", "#期末（拟）"], rows, total)));
    }

    internal static Html Reasons(QuarterReport report)
    {
        var rows = report.Reasons.Select(reason => (Html[])[Cell(reason.Name), Badge(reason.Flag), Cell(reason.Households)]);
        return Section("reasons", "为什么列入名单", Html.Of($"一户可有几个事由，各事由之和大于户数。致困因素是否消除由入户核实的人认定，程序不作认定。"),
            Figure("reasons", "各事由户数的条形图，数字见旁表", Of("事由（户）", ["事由", "名单", "#户数"], rows)));
    }

    internal static Html Diff(QuarterReport report)
    {
        if (report.Diff is not { } diff) return Section("diff", "与上季度相比", Html.Of($"没有可比的上一季度。"), Html.None);
        var rows = diff.Reasons.Select(reason => (Html[])[Cell(reason.Name), Cell(reason.Before), Cell(reason.Gone), Cell(reason.Appeared), Cell(reason.Now), Html.Of($"<span class=\"nowrap\">{Arrow(reason.Now - reason.Before)}</span>")]);
        return Section("diff", "与上季度相比", Html.Of($"与 {ListWords.Of(diff.Previous)}比较：上季度户数 − 消失 ＋ 新出现 ＝ 本季度户数。"),
            Figure("diff", "各事由新出现与消失户数的条形图，数字见旁表", Of("按事由的变化（户）", ["事由", "#上季度", "#消失", "#新出现", "#本季度", "#增减"], rows)));
    }

    internal static Html Badge(Flag flag)
    {
        var (look, icon) = flag switch { Flag.Add => ("add", "＋"), Flag.Exit => ("exit", "−"), Flag.ReExamine => ("review", "?"), _ => ("keep", "＝") };
        return Html.Of($"<span class=\"badge {look}\"><span aria-hidden=\"true\">{icon}</span> {ListWords.Of(flag)}</span>");
    }

    internal static Html Section(string id, string title, Html reading, Html content) =>
        Html.Of($"<section id=\"s-{id}\" aria-labelledby=\"h-{id}\">\n<h2 id=\"h-{id}\">{title}</h2>\n<p class=\"reading\">{reading}</p>\n{content}</section>\n\n");

    internal static Html Figure(string id, string description, Html table, Html? below = null) =>
        Html.Of($"<div class=\"figure\">\n<div class=\"chart\" id=\"chart-{id}\" role=\"img\" aria-label=\"{description}\"></div>\n<div class=\"numbers\">\n{table}</div>\n</div>\n{below ?? Html.None}");

    private static string Arrow(long difference) => difference switch { > 0 => "▲ ", < 0 => "▼ ", _ => "" } + Signed(difference);
}
