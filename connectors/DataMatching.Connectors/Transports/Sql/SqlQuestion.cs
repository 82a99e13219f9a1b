using System.Data.Common;
using DataMatching.Time;

namespace DataMatching.Connectors.Transports.Sql;

/// <summary>What is asked of a database for one part of the people.</summary>
/// <param name="First">First month, included, by <see cref="SqlSettings.Month"/>.</param>
/// <param name="Last">Last month, included.</param>
internal sealed record SqlQuestion(SqlSettings Settings, ColumnMap Columns, KeyedPeople People, Month First, Month Last)
{
    /// <summary>Only rows whose watermark lies behind it; null: all.</summary>
    public SqlMark? After { get; init; }

    /// <summary>The view's columns that are read; the watermark last.</summary>
    public IEnumerable<string> Selected => Settings.Watermark is { } mark ? Columns.Selected.Append(mark) : Columns.Selected;

    /// <summary>
    /// The lower edge of the months as the view writes them, included, and the upper, the month after the last, not included: nothing of the last day falls between the edges, however finely it
    /// tells the time.
    /// </summary>
    public (object From, object To)? Months => Settings.Month is not { } month ? null : month.Format switch
    {
        "yyyyMM" => (Text(First, ""), Text(Last.Plus(1), "")),
        "yyyy-MM" => (Text(First, "-"), Text(Last.Plus(1), "-")),
        "number" => (Number(First), Number(Last.Plus(1))),
        _ => (First.FirstDay.ToDateTime(TimeOnly.MinValue), Last.Plus(1).FirstDay.ToDateTime(TimeOnly.MinValue)),
    };

    /// <summary>Rows whose watermark was emptied since are none of those that came: they make the counts differ.</summary>
    public static string OrEmpty(string side, string mark) => side == "<=" ? $" OR {mark} IS NULL" : "";

    private static string Text(Month month, string between) => month.ToString().Replace("-", between, StringComparison.Ordinal);

    private static int Number(Month month) => (month.Year * 100) + month.Number;
}

/// <summary>A database that was opened to answer one question, and is closed after it. Several real ones exist.</summary>
internal interface IAgencySession : IDisposable
{
    /// <summary>Rows that the question has, as the database counts them.</summary>
    long Count();

    /// <summary>Rows up to <see cref="SqlQuestion.After"/>, which came before.</summary>
    long CountBefore();

    /// <summary>The same after they were read; null where one state of the database is seen throughout.</summary>
    long? CountAfter();

    /// <summary>Reads the question's rows, in the order of the watermark where there is one.</summary>
    void Read(Action<DbDataReader> row);
}

/// <summary>Opens an agency's database for a question: the keys are sent, and nothing more can be written.</summary>
internal interface IAgencyDatabase
{
    /// <exception cref="TransportException">The connection string is none.</exception>
    IAgencySession Open(SqlQuestion question, CancellationToken cancel);

    /// <summary>What a failure means, in words without any of its text, which may hold a number; null when it is none of this database.</summary>
    (bool Transient, string Words)? Meaning(Exception failure);
}
