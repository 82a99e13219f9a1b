using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Identity;
using DataMatching.Words;

namespace DataMatching.Jobs.Reports;

/// <summary>What a night found that a person should look at before the quarter does.</summary>
public enum NightExceptionKind
{
    IdentityConflict = 0,
    Death = 1,
    NewSpouse = 2,
    VehicleAdded = 3,
    HomeAdded = 4,
    SourcesContradict = 5,
    AuthorisationExpiring = 6,
    ConclusionChanged = 7,
}

/// <summary>
/// One exception of a night. <paramref name="What"/>: what changed, Chinese, without names and numbers of people; <paramref name="Place"/>: the record it rests on,
/// null for an authorisation that runs out. <paramref name="Before"/>, <paramref name="After"/>: the flag as it would be, null when it was not worked out.
/// </summary>
public sealed record NightException(
    NightExceptionKind Kind,
    string Household,
    District District,
    string DistrictName,
    string What,
    Provenance? Place,
    Flag? Before,
    Flag? After,
    string NextStep);

/// <summary>The night's list of exceptions: <c>night-exceptions.csv</c> and <c>.xlsx</c>.</summary>
public static class NightExceptions
{
    /// <summary>Writes both files into <paramref name="folder"/>, ordered by kind, district, file number (ordinal), then as given. Answers with the number of rows.</summary>
    public static long Write(string folder, IEnumerable<NightException> exceptions) =>
        ListFile.WriteBoth(folder, "night-exceptions", "夜间例外", Columns, exceptions
            .OrderBy(row => row.Kind).ThenBy(row => row.District).ThenBy(row => row.Household, StringComparer.Ordinal));

    public static IReadOnlyList<ListColumn<NightException>> Columns { get; } =
    [
        new("类别", row => CellValue.Text(NightWords.Of(row.Kind)), 14),
        new("档案号", row => CellValue.Text(row.Household), 22),
        new("行政区划代码", row => CellValue.Text(row.District.ToString())),
        new("地区", row => CellValue.Text(row.DistrictName), 18),
        new("变化", row => QuarterLists.Shown(row.What), 48),
        .. QuarterLists.PlaceColumns<NightException>(row => row.Place),
        new("原结论", row => FlagOf(row.Before)),
        new("现结论", row => FlagOf(row.After)),
        new("下一步", row => QuarterLists.Shown(row.NextStep), 28),
    ];

    private static CellValue FlagOf(Flag? flag) => flag is { } f ? CellValue.Text(ListWords.Of(f)) : CellValue.Text("未计算");
}
