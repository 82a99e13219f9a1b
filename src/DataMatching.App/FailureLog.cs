using System.Globalization;
using DataMatching.Jobs;
using DataMatching.Storage;

namespace DataMatching.App;

/// <summary>
/// Keeps where the program failed unexpectedly, for those who repair it: command, types, the database's code, stack. Never an exception's message, which may repeat data.
/// </summary>
internal static class FailureLog
{
    /// <summary>Appends to <c>data/logs/failures.log</c>.</summary>
    /// <returns>The file; null where the folder is no initialised site or can't be written.</returns>
    public static string? Append(SiteFolder folder, string command, Exception failure, TimeProvider clock)
    {
        if (!Directory.Exists(folder.Data)) return null;
        var file = Path.Combine(folder.Logs, "failures.log");
        try
        {
            Directory.CreateDirectory(folder.Logs);
            File.AppendAllText(file, $"{clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture)} {command}\n{string.Concat(Causes(failure))}\n");
            return file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Causes(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException) yield return $"{cause.GetType().FullName}{(DatabaseFailure.CodeOf(cause) is { } code ? ", " + code : "")}\n{cause.StackTrace}\n";
    }
}
