using System.Globalization;

namespace DataMatching.Identity;

/// <summary>What a six-digit code was on a day.</summary>
public enum DivisionState
{
    /// <summary>In the list of that day.</summary>
    Valid = 0,

    /// <summary>Abolished before it.</summary>
    Abolished = 1,

    /// <summary>Given to a place only later.</summary>
    NotYet = 2,

    /// <summary>In no list that we have.</summary>
    Unknown = 3,

    /// <summary>In no list, but of a city of the newest one and on a later day: a county may have been made since.</summary>
    Newer = 4,
}

/// <summary>
/// A code on a day. <paramref name="Now"/>: the code of the same place in the newest list, as far as the lists tell it; null where they don't.
/// <paramref name="Year"/>: the last in which an abolished one stood, the first of one not yet given; otherwise null.
/// </summary>
public sealed record DivisionOnDay(DivisionState State, District? Now, int? Year);

/// <summary>
/// Administrative divisions by date: GB/T 2260 as it stood at the end of each year from 1980 to 2020, and on 2023-06-30. Codes were given anew to other places (440106
/// was 芳村区 until 1987, 天河区 from 1988): what a code means depends on the day. A successor is the one code of the same province under which a place of the same name
/// goes on the year after; a place that was merged or divided has none.
/// </summary>
public static class DivisionsByDate
{
    /// <summary>The day of the newest list: of counties made later only the city is known here.</summary>
    public static readonly DateOnly NewestList = new(2023, 6, 30);

    private const int FirstList = 1980;

    private static readonly Lazy<Dictionary<int, List<Span>>> Spans = new(Read);

    public static DivisionOnDay On(District code, DateOnly day)
    {
        if (!Spans.Value.TryGetValue(code.Code, out var spans))
        {
            var newer = day > NewestList && code != code.City && Spans.Value.TryGetValue(code.City.Code, out var city) && city[^1].Last == int.MaxValue;
            return newer ? new DivisionOnDay(DivisionState.Newer, code, null) : new DivisionOnDay(DivisionState.Unknown, null, null);
        }

        // The lists are of year's ends: in the year after its last one a code was still in use for a while. Before the first one its codes are taken.
        var year = Math.Max(day.Year, FirstList);
        var span = spans.FindLast(s => s.First <= year && year <= s.Last) ?? spans.FindLast(s => s.First <= year && year == s.Last + 1);
        if (span is not null) return new DivisionOnDay(DivisionState.Valid, Present(code.Code, span), null);
        var former = spans.FindLast(s => s.Last < year);
        return former is null
            ? new DivisionOnDay(DivisionState.NotYet, null, spans[0].First)
            : new DivisionOnDay(DivisionState.Abolished, Present(code.Code, former), former.Last);
    }

    /// <summary>Follows a place from list to list; at most a handful of steps, each to a later year.</summary>
    private static District? Present(int code, Span span)
    {
        while (span.Last != int.MaxValue)
        {
            var next = span.Successor != 0 ? span.Successor : code;
            if (!Spans.Value.TryGetValue(next, out var spans) || spans.Find(s => s.First > span.Last && s.First <= Math.Max(span.Last + 1, 2021)) is not { } later) return null;
            (code, span) = (next, later);
        }

        return new District(code);
    }

    private static Dictionary<int, List<Span>> Read()
    {
        var spans = new Dictionary<int, List<Span>>(7_000);
        foreach (var row in EmbeddedTable.Rows("division-years.csv"))
        {
            var code = Number(row[0]);
            if (!spans.TryGetValue(code, out var own)) spans.Add(code, own = []);
            own.Add(new Span(Number(row[1]), row[2].Length == 0 ? int.MaxValue : Number(row[2]), row[3].Length == 0 ? 0 : Number(row[3])));
        }

        return spans;
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>Years, both included; a span that goes on ends with <see cref="int.MaxValue"/>.</summary>
    private sealed record Span(int First, int Last, int Successor);
}
