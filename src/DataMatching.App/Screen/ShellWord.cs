using System.Buffers;

namespace DataMatching.App.Screen;

/// <summary>A text as one word of a command line that can be pasted into a shell.</summary>
internal static class ShellWord
{
    private static readonly SearchValues<char> Plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-+=./,@");

    /// <summary>As it is where no shell reads anything into it, otherwise in quotes: single ones, on Windows double ones.</summary>
    public static string Of(string text) => Of(text, OperatingSystem.IsWindows());

    public static string Of(string text, bool windows)
    {
        if (text.Length > 0 && text.All(c => Plain.Contains(c) || char.IsLetterOrDigit(c) || (windows && c is '\\' or ':'))) return text;
        return windows ? $"\"{text}\"" : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }

    /// <summary>A folder as seen from another: relative when it lies within, otherwise whole.</summary>
    public static string OfFolder(string folder, string from)
    {
        var relative = Path.GetRelativePath(from, folder);
        var within = !Path.IsPathRooted(relative) && relative != ".." && !relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        return Of(within ? relative : folder);
    }
}
