using System.Security.Cryptography;
using System.Text;
using DataMatching.Assessment;
using DataMatching.Words;

namespace DataMatching.Jobs.Reports;

/// <summary>
/// The quarter's report as one self-contained page: styles, data, scripts and the chart library are inside, nothing is fetched. Without script the tables stay.
/// The same report gives the same bytes.
/// </summary>
public static class QuarterReportPage
{
    /// <summary>Writes the page to <paramref name="path"/> (usually <c>lists/2026Q3/report.html</c>), whole or not at all.</summary>
    public static void WriteFile(string path, QuarterReport report) => WholeFile.Write(path, stream => Write(stream, report));

    /// <summary>UTF-8 without a mark, LF. The stream stays open.</summary>
    public static void Write(Stream to, QuarterReport report) => to.Write(Encoding.UTF8.GetBytes(Page(report).ToString()));

    private static Html Page(QuarterReport report)
    {
        var library = Asset("echarts.common.min.js");
        var script = Asset("report.js");
        var title = $"{ListWords.Of(report.Quarter)}困难职工档案动态调整报告{(report.Preview ? "（预览）" : "")}";
        return Html.Of($"""
            <!DOCTYPE html>
            <html lang="zh-CN">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src '{Html.Trusted(Hash(library))}' '{Html.Trusted(Hash(script))}'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="referrer" content="no-referrer">
            <meta name="format-detection" content="telephone=no">
            <title>{title} · {report.Union}</title>
            <style>
            {Html.Trusted(Asset("report.css"))}</style>
            </head>
            <body>
            <a class="skip" href="#main">跳到正文</a>
            <header>
            <p class="union">{report.Union}</p>
            <h1>{title}</h1>
            <p class="dates">认定日 <b>{report.Pins.JudgedOn}</b>　数据截止 <b>{report.Pins.Cutoff}</b>　程序 {report.Pins.Program}{(report.Preview ? Html.Of($"　<strong>预览：数据尚未固定，不得据此办理</strong>") : Html.None)}</p>
            </header>
            <main id="main">
            {Tiles(report)}
            <nav aria-label="目录"><a href="#s-balance">收支平衡</a><a href="#s-districts">各地区</a><a href="#s-reasons">事由</a><a href="#s-diff">与上季度相比</a><a href="#s-coverage">部门覆盖</a><a href="#s-batches">退回与迟到</a><a href="#s-pins">依据与版本</a></nav>

            {ReportSections.Balance(report)}{ReportSections.Districts(report)}{ReportSections.Reasons(report)}{ReportSections.Diff(report)}{ReportSources.Coverage(report)}{ReportSources.Troubled(report)}{ReportSources.Pins(report)}</main>
            <footer>
            <p>本报告只列出需要人处理的线索，不作认定；纳入、退出由人按程序决定。先授权、后核对；只核对、不认定。</p>
            <p>图表：Apache ECharts 5.6.0，Apache License 2.0（<a href="https://echarts.apache.org/">echarts.apache.org</a>），许可全文随程序提供。</p>
            </footer>
            <script type="application/json" id="data">{Html.Trusted(ReportCharts.Json(report))}</script>
            <script>{Html.Trusted(library)}</script>
            <script>{Html.Trusted(script)}</script>
            </body>
            </html>

            """);
    }

    private static Html Tiles(QuarterReport report)
    {
        var d = report.Districts;
        return Html.Of($"""
            <ul class="tiles">
            {Tile("add", "＋", ListWords.Of(Flag.Add), d.Sum(x => x.Add), "应纳未纳与返困，待入户")}
            {Tile("exit", "−", ListWords.Of(Flag.Exit), d.Sum(x => x.Exit), "致困因素消除须入户认定")}
            {Tile("review", "?", ListWords.Of(Flag.ReExamine), d.Sum(x => x.ReExamine), "缺证据或有矛盾，先补后定")}
            {Tile("keep", "＝", ListWords.Of(Flag.Keep), d.Sum(x => x.Kept), "在档，本季度无须处理")}
            </ul>
            """);
    }

    private static Html Tile(string look, string icon, string name, long households, string what) =>
        Html.Of($"<li class=\"tile {look}\"><span class=\"name\"><span class=\"icon\" aria-hidden=\"true\">{icon}</span> {name}</span><span class=\"count\">{households}<small> 户</small></span><span class=\"what\">{what}</span></li>");

    /// <summary>CSP allows exactly these two scripts, by their digest; a script that got in any other way does not run.</summary>
    private static string Hash(string script) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)));

    private static string Asset(string name)
    {
        using var stream = typeof(QuarterReportPage).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The embedded file {name} is missing from the build.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
