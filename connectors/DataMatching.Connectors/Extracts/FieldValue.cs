using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text;
using DataMatching.Batches;
using DataMatching.Time;

namespace DataMatching.Connectors.Extracts;

/// <summary>What a field holds, as a profile counts it: by its form, whatever its column is called.</summary>
/// <param name="Bucket">Of <see cref="ValueBucket"/>; -1 when it is empty.</param>
/// <param name="Time">Days since 0001-01-01 of a day, or of a month's first, and 1 more so that it is never 0; 0 for anything else.</param>
/// <param name="Hash">Of a word, the same in both encodings; 0 for anything else.</param>
internal readonly record struct FieldValue(int Bucket, int Time, ulong Hash)
{
    private const int FirstYear = 1900, LastYear = 2100, LongestTime = 40;
    private static readonly FieldValue Empty = new(-1, 0, 0);

    /// <param name="isCode">Digits are a word there: codes, plates, numbers of things.</param>
    /// <param name="end">The month from whose distance months are counted.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static FieldValue Of(ReadOnlySpan<byte> field, bool isCode, Month end, ExtractEncoding encoding)
    {
        while (!field.IsEmpty && field[0] is (byte)' ' or (byte)'\t') field = field[1..];
        while (!field.IsEmpty && field[^1] is (byte)' ' or (byte)'\t') field = field[..^1];
        if (field.IsEmpty) return Empty;
        if (!isCode && field[0] is (>= (byte)'0' and <= (byte)'9') or (byte)'-' or (byte)'.')
        {
            if (OfTime(field, end, encoding) is { } time) return time;
            if (OfNumber(field) is { } number) return number;
        }

        if (Ascii.IsValid(field) || (encoding == ExtractEncoding.Utf8 && !MayHaveBlanks(field))) return OfWord(field);

        // Blanks of other scripts are blanks too, and GB18030 says the same word in other bytes.
        var text = ExtractText.Decode(field, encoding).Trim();
        return text.Length == 0 ? Empty : OfWord(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Mixes eight bytes at a time: quick, the same on every machine, and no secret.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ulong HashOf(ReadOnlySpan<byte> bytes)
    {
        unchecked
        {
            var hash = 0x9E3779B97F4A7C15UL ^ (ulong)bytes.Length;
            for (; bytes.Length >= 8; bytes = bytes[8..]) hash = Mixed(hash, System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            var rest = 0UL;
            for (var i = 0; i < bytes.Length; i++) rest |= (ulong)bytes[i] << (8 * i);
            return Mixed(Mixed(hash, rest), 0xD6E8FEB86659FD93UL);
        }
    }

    public static ulong Mixed(ulong hash, ulong value)
    {
        unchecked
        {
            hash = (hash ^ value) * 0xFF51AFD7ED558CCDUL;
            return hash ^ (hash >> 32);
        }
    }

    /// <summary>Whether it may begin or end with a blank that is not ASCII; few words do.</summary>
    private static bool MayHaveBlanks(ReadOnlySpan<byte> utf8) =>
        utf8[0] is 0xC2 or 0xE2 or 0xE3 or 0xEF || utf8 is [.., 0xC2, _] || utf8 is [.., 0xE2 or 0xE3 or 0xEF, _, _];

    private static FieldValue OfWord(ReadOnlySpan<byte> utf8)
    {
        var hash = HashOf(utf8);
        return new FieldValue(ValueBucket.OfWord(hash), 0, hash);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static FieldValue? OfTime(ReadOnlySpan<byte> field, Month end, ExtractEncoding encoding)
    {
        if (field.Length is < 6 or > LongestTime || !Digits(field[..4], out var year) || year is < FirstYear or > LastYear) return null;
        var separator = field[4];
        if (separator is >= (byte)'0' and <= (byte)'9')
        {
            if (field.Length == 6 && Digits(field[4..], out var bare)) return At(year, bare, 0, end);
            return field.Length == 8 && Digits(field[4..6], out var compact) && Digits(field[6..], out var on) ? At(year, compact, on, end) : null;
        }

        if (separator >= 0x80) return OfIdeographs(ExtractText.Decode(field, encoding), end);
        if (separator is not ((byte)'-' or (byte)'/' or (byte)'.')) return null;
        var rest = field[5..];
        var next = rest.IndexOf(separator);

        // 2026.09 is an amount.
        if (next < 0) return separator != (byte)'.' && rest.Length <= 2 && Digits(rest, out var only) ? At(year, only, 0, end) : null;
        var tail = rest[(next + 1)..];
        var blank = tail.IndexOfAny((byte)' ', (byte)'T');
        if (blank > 0) tail = tail[..blank];
        return next <= 2 && tail.Length <= 2 && Digits(rest[..next], out var month) && Digits(tail, out var day) ? At(year, month, day, end) : null;
    }

    /// <summary>2026年7月, 2026年7月1日.</summary>
    private static FieldValue? OfIdeographs(string text, Month end)
    {
        if (Month.TryParse(text, out var month)) return At(month.Year, month.Number, 0, end);
        return DateOnly.TryParseExact(text, "yyyy年M月d日", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var day) ? At(day.Year, day.Month, day.Day, end) : null;
    }

    private static FieldValue? At(int year, int month, int day, Month end)
    {
        if (month is < 1 or > 12 || day < 0 || day > DateTime.DaysInMonth(year, month)) return null;
        var since = new DateOnly(year, month, Math.Max(1, day)).DayNumber + 1;
        return new FieldValue(ValueBucket.OfMonth(((end.Year - year) * 12) + end.Number - month), since, 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static FieldValue? OfNumber(ReadOnlySpan<byte> field)
    {
        var negative = field[0] == (byte)'-';
        var digits = negative ? field[1..] : field;
        var (whole, places, point, anything) = (0UL, 0, false, false);
        foreach (var b in digits)
        {
            if (b == (byte)'.' && !point) point = true;
            else if (b == (byte)',' && !point && places > 0) continue;
            else if (b is < (byte)'0' or > (byte)'9') return null;
            else
            {
                anything |= b != (byte)'0';
                if (++places > 18) return null;
                if (!point) whole = (whole * 10) + (ulong)(b - '0');
            }
        }

        return places == 0 ? null : new FieldValue(ValueBucket.OfNumber(negative, whole, !anything), 0, 0);
    }

    private static bool Digits(ReadOnlySpan<byte> text, out int number) => Utf8Parser.TryParse(text, out number, out var used) && used == text.Length && text.Length > 0 && text[0] is >= (byte)'0' and <= (byte)'9';
}
