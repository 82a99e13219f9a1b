using System.Globalization;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Jobs.Reports;
using DataMatching.Quarters;
using DataMatching.Review;
using DataMatching.Storage;
using DataMatching.Time;
using DataMatching.Words;

namespace DataMatching.Jobs;

/// <summary>One decided case as the adjustment file tells of it; the household as the quarter's import had it.</summary>
public sealed record AdjustedHousehold(CaseListing Case, Household Household, Money? Amount);

/// <summary>The adjustment file (季度动态调整文件): the decisions that count in a quarter for the union's own filing system, with the columns that its layout asks for.</summary>
public static class AdjustmentFile
{
    /// <summary>The cases whose decision counts in the quarter, within a district (null: everywhere), by county and file number. Of a closed quarter it stays the same: what is decided later is in the file of the quarter open then.</summary>
    /// <exception cref="JobRefused">The quarter was not run.</exception>
    public static IReadOnlyList<AdjustedHousehold> Of(Site site, Quarter quarter, District? scope)
    {
        if (site.Store.Quarters.Find(quarter)?.Pins is null) throw new JobRefused($"{quarter} was not run. Run 'quarter run {quarter}' first.");
        var imports = new Dictionary<Quarter, long>();
        var amounts = site.Configuration.Adjustment.Columns.Any(c => c.Field == AdjustmentLayout.Amount);
        return [.. from decided in site.Store.Cases.Decided(quarter, scope)
                   let household = site.Store.Union.Find(Import(decided.Quarter), decided.Household)
                       ?? throw new JobRefused($"Household {decided.Household} has a case and is not in the import that {decided.Quarter} pinned. Run 'quarter run {decided.Quarter}' again.")
                   select new AdjustedHousehold(decided, household, amounts ? AmountOf(site, decided.Case) : null)];

        long Import(Quarter of) => imports.TryGetValue(of, out var known) ? known : imports[of] = PinnedInputs.FromJson(site.Store.Quarters.Find(of)!.Pins!).Import;
    }

    public static void WriteCsv(Stream to, AdjustmentLayout layout, IEnumerable<AdjustedHousehold> rows) => ListFile.WriteCsv(to, Columns(layout), rows);

    /// <param name="to">Seekable; stays open.</param>
    /// <param name="quarter">Names the sheet.</param>
    /// <param name="layout">The columns.</param>
    /// <param name="rows">Of <see cref="Of"/>.</param>
    public static void WriteXlsx(Stream to, Quarter quarter, AdjustmentLayout layout, IEnumerable<AdjustedHousehold> rows) =>
        ListFile.WriteXlsx(to, $"{quarter} 动态调整", Columns(layout), rows);

    /// <summary>A file for its user alone; it is there whole or not at all.</summary>
    public static void Write(string path, bool xlsx, Quarter quarter, AdjustmentLayout layout, IReadOnlyList<AdjustedHousehold> rows) => WholeFile.Write(path, to =>
    {
        if (xlsx) WriteXlsx(to, quarter, layout, rows);
        else WriteCsv(to, layout, rows);
    });

    private static ListColumn<AdjustedHousehold>[] Columns(AdjustmentLayout layout) => [.. layout.Columns.Select(c => new ListColumn<AdjustedHousehold>(c.Header, row => Cell(row, c), c.Field is "household" or "place" or "reasons" or "id-number" ? 24 : 0))];

    private static CellValue Cell(AdjustedHousehold row, AdjustmentColumn column)
    {
        var chinese = column.Format == "chinese";
        var known = row.Case;
        return column.Field switch
        {
            "household" => CellValue.Text(known.Household),
            "quarter" => CellValue.Text(chinese ? ListWords.Of(known.Quarter) : known.Quarter.ToString()),
            "district" => CellValue.Text(known.District.ToString()),
            "place" => CellValue.Text((column.Format == "short" ? DivisionNames.Short(known.District) : DivisionNames.Of(known.District)) ?? known.District.ToString()),
            "name" => CellValue.Text(row.Household.Principal.Name.Written),
            AdjustmentLayout.IdNumber => CellValue.Text(row.Household.Principal.Id?.Reveal() ?? row.Household.Principal.IdAsWritten),
            "members" => CellValue.Count(row.Household.Members.Count(m => m.Counted)),
            "list" => CellValue.Text(chinese ? ListWords.Of(known.Flag) : known.Flag.ToString()),
            "decision" => CellValue.Text(chinese ? InChinese(known.Decision!.Value) : known.Decision!.Value.ToString()),
            "exit-kind" => known is { Decision: Decision.Exited, ExitKind: { } kind } ? CellValue.Text(chinese ? ListWords.Of(kind) : kind.ToString()) : CellValue.Empty,
            "reasons" => CellValue.Text(string.Join(chinese ? "；" : ";", known.Rules.Select(r => chinese && RuleWords.Knows(r) ? RuleWords.Of(r).Name : r))),
            "decided-on" => CellValue.Text(known.DecidedOn!.Value.ToString(column.Format, CultureInfo.InvariantCulture)),
            _ => row.Amount is not { } amount ? CellValue.Empty : column.Format == "fen" ? CellValue.Count(amount.Fen) : CellValue.Amount(amount),
        };
    }

    private static string InChinese(Decision decision) => decision switch { Decision.Added => "纳入", Decision.Exited => "退出", Decision.Kept => "维持", _ => "更正" };

    private static Money? AmountOf(Site site, long reviewCase) =>
        site.Store.Cases.Events(reviewCase, null).Select(e => CaseEventJson.Read(e.Json)).OfType<Assessed>().LastOrDefault()?.Amount;
}
