using System.Globalization;

namespace DataMatching.Connectors.UnionFiles;

/// <summary>The simple fields that the union's files share.</summary>
internal static class UnionFields
{
    public const string DateExpected = "expected a date such as 2026-09-30, or nothing";

    private static readonly string[] DateForms = ["yyyy-MM-dd", "yyyyMMdd", "yyyy/M/d", "yyyy年M月d日"];

    /// <summary>File, roll and member numbers are ours to show: they must not be personal numbers in disguise, and sort alike everywhere.</summary>
    public static bool IsKey(string text) =>
        text.Length is >= 1 and <= 40 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') && !IsPersonalNumber(text);

    /// <summary>True for an empty field (null) and for a real date.</summary>
    public static bool TryDate(string text, out DateOnly? date)
    {
        date = null;
        if (text.Length == 0) return true;
        if (!DateOnly.TryParseExact(text, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var read)) return false;
        if (read.Year is < 1900 or > 2999) return false;
        date = read;
        return true;
    }

    /// <summary>是/否; an empty field is <paramref name="otherwise"/>.</summary>
    public static bool? YesNo(string text, bool otherwise) => text switch { "" => otherwise, "是" => true, "否" => false, _ => null };

    private static bool IsPersonalNumber(string text) =>
        text.Length == 18 && text.AsSpan(0, 17).IndexOfAnyExceptInRange('0', '9') < 0;
}
