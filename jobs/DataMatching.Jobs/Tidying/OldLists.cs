using System.Globalization;

namespace DataMatching.Jobs.Tidying;

/// <summary>Lists of nights of long ago, but the newest, and previews of quarters that nobody renewed. Only what the program wrote; the lists of quarters stay.</summary>
internal static class OldLists
{
    private static readonly string[] Night = ["night-exceptions.csv", "night-exceptions.xlsx", "summary.txt", "summary.json"];

    public static Removed Remove(TidyOrder order)
    {
        var lists = new DirectoryInfo(order.Site.Folder.Lists);
        var nights = Folders(new DirectoryInfo(Path.Combine(lists.FullName, "nights")))
            .Select(f => (Folder: f, Day: DateOnly.TryParseExact(f.Name, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : (DateOnly?)null)).Where(f => f.Day is not null).ToList();
        var newest = nights.Max(n => n.Day);
        var old = nights.Where(n => n.Day < order.Since && n.Day != newest).Aggregate(default(RemovedFiles), (sum, n) => sum + RemovedFiles.In(n.Folder, order.Remove, f => Night.Contains(f.Name)));
        var previews = Folders(lists).Where(f => f.Name.EndsWith("-preview", StringComparison.Ordinal) && Time.Quarter.TryParse(f.Name.Replace("-preview", "", StringComparison.Ordinal), out _))
            .Aggregate(default(RemovedFiles), (sum, f) => sum + RemovedFiles.In(f, order.Remove, file => file.LastWriteTimeUtc < order.Before.UtcDateTime && file.Name.StartsWith("preview-", StringComparison.Ordinal)));
        return new Removed(0, old + previews);
    }

    private static IEnumerable<DirectoryInfo> Folders(DirectoryInfo of) =>
        of.Exists ? of.EnumerateDirectories().Where(f => f.LinkTarget is null).OrderBy(f => f.Name, StringComparer.Ordinal).ToList() : [];
}
