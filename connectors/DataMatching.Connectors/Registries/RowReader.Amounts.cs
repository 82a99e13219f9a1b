using System.Globalization;
using System.Text.RegularExpressions;

namespace DataMatching.Connectors.Registries;

/// <summary>Amounts, areas and shares of a row, all exact: nothing is rounded.</summary>
internal sealed partial class RowReader
{
    private static readonly Money TooMuch = Money.Yuan(100_000_000);

    /// <summary>Yuan of at least 0 and below 100 million, to the fen; null when empty.</summary>
    public Money? OptionalYuan(Column column)
    {
        var text = Value(column);
        if (text.Length == 0) return null;
        if (!IsPlainNumber(text) || !Money.TryParseYuan(text, out var money)) return Failed<Money?>(column, "不是以元计的数额，应最多两位小数、不带单位，如 1234.50", null);
        return money >= Money.Zero && money < TooMuch ? money : Failed<Money?>(column, "数额应不小于 0 且小于 1 亿元", null);
    }

    public Money Yuan(Column column) => OptionalYuan(column) ?? Failed(column, "不应为空，应为以元计的数额，如 1234.50", Money.Zero);

    /// <summary>A price in units of 10,000 yuan, at most six decimals so that it is whole fen; below 100 million yuan; null when empty.</summary>
    public Money? OptionalTenThousandYuan(Column column) =>
        Scaled(column, 1_000_000, TooMuch.Fen, "不是以万元计的数额，应最多六位小数且小于 1 万，如 12.58") is { } fen ? new Money(fen) : null;

    /// <summary>Square metres with at most two decimals, below one million, in square decimetres; null when empty.</summary>
    public int? OptionalSquareMetres(Column column) =>
        (int?)Scaled(column, 100, 100_000_000, "不是以平方米计的面积，应最多两位小数，如 89.50");

    /// <summary>
    /// The part of a thing that is owned: a fraction (1/2), a percentage (50%), 全部 or 单独所有. Empty is the whole. 共同共有 (undivided) has no share in law:
    /// it is taken as a half, so that a couple's bought home counts for both and an undivided inheritance for nobody.
    /// </summary>
    public (int Numerator, int Denominator) Share(Column column)
    {
        var text = Value(column).Replace(" ", "", StringComparison.Ordinal);
        if (text.Length == 0) return (1, 1);
        var day = person.Manifest.AsOf;
        if (CodeTables.PropertyShare.TryFind(text, day, out var share, out _)) return share;
        if (Fraction().Match(text) is { Success: true } f) return InLowestTerms(column, Number(f, "numerator"), Number(f, "denominator"));
        if (Percentage().Match(text) is { Success: true } p) return InLowestTerms(column, (Number(p, "whole") * 100) + Number(p, "part", padTo: 2), 10_000);
        return Failed(column, $"不是共有份额，应为 1/2、50% 或：{CodeTables.PropertyShare.Allowed(day)}", (1, 1));
    }

    private (int Numerator, int Denominator) InLowestTerms(Column column, int numerator, int denominator)
    {
        if (numerator < 1 || numerator > denominator) return Failed(column, "共有份额应大于 0 且不大于全部", (1, 1));
        int a = numerator, b = denominator;
        while (b != 0) (a, b) = (b, a % b);
        return (numerator / a, denominator / a);
    }

    private long? Scaled(Column column, int unitsPerOne, long limit, string reason)
    {
        var text = Value(column);
        if (text.Length == 0) return null;
        const NumberStyles Styles = NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands;
        if (!IsPlainNumber(text) || !decimal.TryParse(text, Styles, Invariant, out var number)) return Failed<long?>(column, reason, null);
        var units = number * unitsPerOne;
        return units == decimal.Truncate(units) && units < limit ? (long)units : Failed<long?>(column, reason, null);
    }

    /// <summary>Digits with a point, or with commas that part thousands: 1,5 is neither fifteen nor one and a half. The length keeps the arithmetic from overflowing.</summary>
    private static bool IsPlainNumber(string text) => text.Length <= 20 && (IsDigits(text) || PlainNumber().IsMatch(text));

    /// <summary>Digits, then perhaps a point and digits: nearly every amount, told without the pattern.</summary>
    private static bool IsDigits(ReadOnlySpan<char> text)
    {
        var point = text.IndexOf('.');
        if (point < 0) return !text.ContainsAnyExceptInRange('0', '9');
        return point + 1 < text.Length && !text[..point].ContainsAnyExceptInRange('0', '9') && !text[(point + 1)..].ContainsAnyExceptInRange('0', '9');
    }

    private static int Number(Match match, string group, int padTo = 0) =>
        match.Groups[group].ValueSpan.Length == 0 ? 0 : int.Parse(match.Groups[group].Value.PadRight(padTo, '0'), Invariant);

    [GeneratedRegex(@"^-?([0-9]*|[0-9]{1,3}(,[0-9]{3})+)(\.[0-9]+)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PlainNumber();

    [GeneratedRegex("^(?<numerator>[0-9]{1,6})/(?<denominator>[0-9]{1,6})$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Fraction();

    [GeneratedRegex(@"^(?<whole>[0-9]{1,3})(\.(?<part>[0-9]{1,2}))?%$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Percentage();
}
