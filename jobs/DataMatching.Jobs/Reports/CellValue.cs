using System.Globalization;

namespace DataMatching.Jobs.Reports;

/// <summary>
/// One cell of a list: text, a number, an amount of yuan, a day, or nothing. Text stays text in every program that opens the list,
/// whatever it looks like; an identifier made of digits is text.
/// </summary>
public readonly record struct CellValue
{
    /// <summary>A spreadsheet keeps 15 digits of a number; a longer one is written as text.</summary>
    private const decimal LargestExact = 999_999_999_999_999m;

    private readonly string? _text;
    private readonly decimal _number;

    private CellValue(CellKind kind, string? text, decimal number)
    {
        Kind = kind;
        _text = text;
        _number = number;
    }

    internal CellKind Kind { get; }
    internal decimal Number => _number;

    public static readonly CellValue Empty;

    /// <summary>Text, made clean (<see cref="CleanText"/>); null and nothing but spaces are <see cref="Empty"/>.</summary>
    public static CellValue Text(string? text)
    {
        var clean = CleanText.Of(text);
        return clean.Length == 0 ? Empty : new CellValue(CellKind.Text, clean, 0);
    }

    public static CellValue Count(long number) =>
        Math.Abs((decimal)number) > LargestExact ? Text(number.ToString(CultureInfo.InvariantCulture)) : new CellValue(CellKind.Count, null, number);

    public static CellValue Amount(Money? money) =>
        money is not { } m ? Empty
        : Math.Abs((decimal)m.Fen) > LargestExact ? Text(m.ToString())
        : new CellValue(CellKind.Amount, null, m.Fen / 100m);

    /// <summary>A day. Before 1900-03-01, where spreadsheets count a day that never was, it is text.</summary>
    public static CellValue Day(DateOnly? day) =>
        day is not { } d ? Empty
        : d < new DateOnly(1900, 3, 1) ? Text(d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
        : new CellValue(CellKind.Day, null, d.DayNumber - new DateOnly(1899, 12, 30).DayNumber);

    /// <summary>The cell as plain text without any guard: <c>1234.50</c>, <c>2026-09-30</c>.</summary>
    public override string ToString() => Kind switch
    {
        CellKind.Text => _text!,
        CellKind.Count => _number.ToString("0", CultureInfo.InvariantCulture),
        CellKind.Amount => _number.ToString("0.00", CultureInfo.InvariantCulture),
        CellKind.Day => new DateOnly(1899, 12, 30).AddDays((int)_number).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => "",
    };
}

internal enum CellKind { Empty = 0, Text = 1, Count = 2, Amount = 3, Day = 4 }
