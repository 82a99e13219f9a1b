using DataMatching.Batches;
using DataMatching.Connectors.Extracts;
using DataMatching.Connectors.Files;
using DataMatching.Jobs.Reports;

namespace DataMatching.Jobs;

/// <summary>How often one reason was found. <paramref name="FirstLine"/>: the first of them; 0 = of the file.</summary>
public sealed record CheckReason(string? Column, string Reason, long Count, long FirstLine);

/// <summary>
/// What was found. <paramref name="Findings"/> are all of them, in <paramref name="Csv"/> and <paramref name="Workbook"/>; <paramref name="Reasons"/> the most frequent
/// first. <paramref name="UnknownColumns"/>: headers that are none of the contract, which are dropped.
/// </summary>
public sealed record CheckReport(
    string Registry, string Dataset, string File, DateOnly AsOf, string First, string Last, string Encoding, long Rows, long RowsWithFindings, long Findings,
    bool Refused, IReadOnlyList<CheckReason> Reasons, IReadOnlyList<string> UnknownColumns, string Csv, string Workbook);

/// <summary>
/// Checks a delivery as its agency can, before it is delivered: no site, no keys, no database, nobody's people. Every finding goes into a report that Excel opens,
/// as it is found, so that neither the file nor the findings are held in memory.
/// </summary>
public static class CheckDelivery
{
    private const int ReasonsKept = 1_000;

    /// <param name="file">The delivered file.</param>
    /// <param name="folder">Where the report goes, as FILE.check.csv and FILE.check.xlsx.</param>
    /// <exception cref="JobRefused">The file has a form that is not read, or what it is cannot be known.</exception>
    public static CheckReport Run(string file, CheckOptions options, string folder, CancellationToken cancel)
    {
        var terms = CheckTerms.Of(file, options);
        var settings = options.Of(terms.Dataset);
        using var plain = PlainDelivery.Open(file, PlainDelivery.FormOf(terms.Dataset, options), options.Encoding ?? (terms.Delivered ? terms.Manifest.Encoding : null), cancel);
        var check = new ExtractCheck(terms.Dataset, plain.Places is null ? terms.Manifest : terms.Manifest with { Encoding = ExtractEncoding.Utf8 }, settings?.Renamed);
        var reasons = new Dictionary<(string?, string), CheckReason>();
        var name = Path.GetFileName(file) + ".check";
        var count = ListFile.WriteBoth(folder, name, "核查结果", Columns, All());
        var refused = reasons.Keys.Any(r => r.Item1 is null && reasons[r].FirstLine is 0 or 1)
            || ExtractScan.IsTooDamaged(check.RowsDamaged, check.Rows, settings) || ExtractScan.IsTooBad(check.RowsWithFindings, check.Rows, settings);
        return new CheckReport(
            options.Registry, terms.Dataset.Id, Path.GetFileName(file), terms.Manifest.AsOf, terms.Manifest.First.ToString(), terms.Manifest.Last.ToString(),
            terms.Manifest.Encoding == ExtractEncoding.Utf8 ? "utf-8" : "gb18030", check.Rows, check.RowsWithFindings, count, refused,
            [.. reasons.Values.OrderByDescending(r => r.Count).ThenBy(r => r.FirstLine).ThenBy(r => r.Reason, StringComparer.Ordinal)], check.Strangers,
            Path.Combine(folder, name + ".csv"), Path.Combine(folder, name + ".xlsx"));

        IEnumerable<CheckFinding> All()
        {
            foreach (var fault in terms.Faults) yield return Tallied(new CheckFinding(0, null, $"清单有误：{fault}"));
            foreach (var finding in check.Run(plain.Text, cancel)) yield return Tallied(plain.Named(finding));
            if (!terms.Delivered) yield break;
            if (check.Rows != terms.Manifest.Rows)
                yield return Tallied(new CheckFinding(0, null, FormattableString.Invariant($"清单说 {terms.Manifest.Rows} 行，文件有 {check.Rows} 行")));
            if (FileSum.Of(file, cancel) != terms.Manifest.Sha256) yield return Tallied(new CheckFinding(0, null, "文件的 SHA-256 与清单不符：写清单之后文件又变了"));
        }

        CheckFinding Tallied(CheckFinding finding)
        {
            var key = (finding.Column, finding.Reason);
            if (reasons.TryGetValue(key, out var known)) reasons[key] = known with { Count = known.Count + 1 };
            else if (reasons.Count < ReasonsKept) reasons.Add(key, new CheckReason(finding.Column, finding.Reason, 1, finding.Line));
            return finding;
        }
    }

    private static IReadOnlyList<ListColumn<CheckFinding>> Columns { get; } =
    [
        new("行号", finding => finding.Line == 0 ? CellValue.Text("整个文件") : CellValue.Count(finding.Line)),
        new("列名", finding => CellValue.Text(finding.Column ?? "（整行）"), 24),
        new("原因", finding => CellValue.Text(finding.Reason), 80),
    ];
}
