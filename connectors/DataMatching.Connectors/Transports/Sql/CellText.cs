using System.Globalization;

namespace DataMatching.Connectors.Transports.Sql;

/// <summary>A database's value as the file writes it: a day as 2026-04-01, a sum with its dot, yes and no in Chinese. The same on every machine.</summary>
internal static class CellText
{
    /// <exception cref="TransportException">A type that no column of a registry has.</exception>
    public static string Of(object value) => value switch
    {
        string text => text.TrimEnd(),
        bool yes => yes ? "是" : "否",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => Moment(time),
        DateTimeOffset time => Moment(time.DateTime),
        decimal number => Plain(number),
        double or float => Plain(Exact(Convert.ToDouble(value, CultureInfo.InvariantCulture))),
        byte or short or int or long => Convert.ToInt64(value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture),
        _ => throw new TransportException($"the view has a column of the type {value.GetType().Name}; expected texts, numbers, days and yes or no: have it cast in the view"),
    };

    private static string Moment(DateTime time) => time.ToString(time.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>numeric(12,4) gives 3500.5000.</summary>
    private static string Plain(decimal number) => number.ToString("0.##########", CultureInfo.InvariantCulture);

    private static decimal Exact(double number) => double.IsFinite(number) && Math.Abs(number) < 1e15
        ? (decimal)number
        : throw new TransportException("the view has a floating-point number that is no amount; have the column cast to numeric in the view");
}
