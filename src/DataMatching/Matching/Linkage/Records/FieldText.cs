using System.Buffers;
using System.Globalization;
using System.Text;
using DataMatching.Identity;

namespace DataMatching.Matching.Linkage.Records;

/// <summary>Makes what files write comparable: width, case, spaces and marks that mean nothing are folded, and words for nothing become nothing.</summary>
public static class FieldText
{
    /// <summary>What follows after so many characters is not compared: likeness of texts takes the square of their length.</summary>
    private const int Longest = 512;

    private static readonly SearchValues<char> Plain = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789");
    private static readonly HashSet<string> Nothing = new(StringComparer.Ordinal) { "-", "--", "/", "\\", "null", "n/a", "na", "nan", "none", "nil", "unknown", "无", "不详", "未知", "空", "暂无" };

    /// <summary>The text as it is compared; null when there is nothing.</summary>
    public static string? Of(string? written, ContentKind kind)
    {
        if (string.IsNullOrWhiteSpace(written)) return null;
        if (written.Length > Longest) written = written[..Longest];
        if (kind == ContentKind.ChineseName) return PersonName.TryCreate(written) is { } name && !Nothing.Contains(written.Trim()) ? name.Key : null;
        var folded = Folded(written);
        if (folded.Length == 0 || Nothing.Contains(folded)) return null;
        return kind switch
        {
            ContentKind.Date => DateText.Of(folded),
            ContentKind.Number => Kept(folded, char.IsLetterOrDigit),
            ContentKind.Phone => Phone(folded),
            ContentKind.Division => Kept(folded, char.IsAsciiDigit),
            ContentKind.Quantity => Quantity(folded),
            _ => folded,
        };
    }

    /// <summary>Lower case, half width, one space between words and none around.</summary>
    private static string Folded(string written)
    {
        if (!written.AsSpan().ContainsAnyExcept(Plain)) return written;
        var text = new StringBuilder(written.Length);
        foreach (var c in written)
        {
            var half = c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c;
            if (char.IsWhiteSpace(half) || char.IsControl(half) || half == '\uFEFF')
            {
                if (text.Length > 0 && text[^1] != ' ') text.Append(' ');
            }
            else
            {
                text.Append(char.ToLowerInvariant(half));
            }
        }

        return text.Length > 0 && text[^1] == ' ' ? text.ToString(0, text.Length - 1) : text.ToString();
    }

    /// <summary>A comma parts thousands only where three digits follow; else what it means cannot be known.</summary>
    private static string? Quantity(string folded)
    {
        for (var at = folded.IndexOf(',', StringComparison.Ordinal); at >= 0; at = folded.IndexOf(',', at + 1))
        {
            if (at + 3 >= folded.Length || folded.AsSpan(at + 1, 3).ContainsAnyExceptInRange('0', '9')) return null;
        }

        return decimal.TryParse(folded, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number.ToString("0.############", CultureInfo.InvariantCulture) : null;
    }

    /// <summary>Digits without the marks of the country and of trunk calls.</summary>
    private static string? Phone(string folded)
    {
        if (Kept(folded, char.IsAsciiDigit) is not { } digits) return null;
        if (digits.StartsWith("0086", StringComparison.Ordinal)) digits = digits[4..];
        else if (digits.Length > 11 && digits.StartsWith("86", StringComparison.Ordinal)) digits = digits[2..];
        digits = digits.TrimStart('0');
        return digits.Length == 0 ? null : digits;
    }

    private static string? Kept(string folded, Func<char, bool> isKept)
    {
        var kept = string.Concat(folded.Where(isKept));
        return kept.Length == 0 ? null : kept;
    }
}
