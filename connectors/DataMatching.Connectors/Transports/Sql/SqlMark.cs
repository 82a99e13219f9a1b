using System.Data.Common;
using System.Globalization;

namespace DataMatching.Connectors.Transports.Sql;

/// <summary>What the column is by which a stream is ordered.</summary>
internal enum MarkKind
{
    Number,

    /// <summary>A day, or a time without a zone.</summary>
    Time,

    /// <summary>A time with its zone, as UTC.</summary>
    Utc,

    /// <summary>SQL Server's old type, in steps of a three-hundredth of a second, which each side rounds in its own way.</summary>
    OldTime,
}

/// <summary>A value of the column by which a stream is ordered. <paramref name="Number"/>: itself, or the ticks of the time.</summary>
internal readonly record struct SqlMark(MarkKind Kind, long Number)
{
    /// <summary>As parameter of a statement; of the old type half a step later, where no value of it lies.</summary>
    public object Value => Kind switch
    {
        MarkKind.Number => Number,
        MarkKind.OldTime => new DateTime(Number).AddMilliseconds(1.5),
        _ => new DateTime(Number, Kind == MarkKind.Utc ? DateTimeKind.Utc : DateTimeKind.Unspecified),
    };

    /// <exception cref="TransportException">It is empty, or neither a time nor a whole number.</exception>
    public static SqlMark Of(DbDataReader reader, int column) => reader.IsDBNull(column)
        ? throw new TransportException("the column of 'watermark' is empty in some rows; expected one that is filled in in every row, or none in the settings", final: true)
        : reader.GetValue(column) switch
        {
            DateTime time => new SqlMark(time.Kind == DateTimeKind.Utc ? MarkKind.Utc : reader.GetDataTypeName(column) == "datetime" ? MarkKind.OldTime : MarkKind.Time, time.Ticks),
            DateTimeOffset time => new SqlMark(MarkKind.Utc, time.UtcTicks),
            DateOnly day => new SqlMark(MarkKind.Time, day.ToDateTime(TimeOnly.MinValue).Ticks),
            byte or short or int or long => new SqlMark(MarkKind.Number, Convert.ToInt64(reader.GetValue(column), CultureInfo.InvariantCulture)),
            _ => throw new TransportException("the column of 'watermark' is no time and no whole number; expected one that orders the rows, such as the time of their last change"),
        };
}
