using DataMatching.Words;

namespace DataMatching.Web.Words;

/// <summary>When a step is due: late, this week, or without a day that is known; null for later. The sign and the word say it, not the colour.</summary>
public static class DueWords
{
    /// <param name="due">Last day of the step, inclusive.</param>
    /// <param name="today">The site's day.</param>
    /// <param name="endOfWeek">Sunday of this week.</param>
    public static Mark? Of(DateOnly? due, DateOnly today, DateOnly endOfWeek, Say say) => due switch
    {
        null => new Mark("？", say["期限不明", "no day known"], "unknown"),
        { } day when day < today => new Mark("▲", say[$"逾期 {today.DayNumber - day.DayNumber} 天", Late(today.DayNumber - day.DayNumber)], "bad"),
        { } day when day == today => new Mark("●", say["今天到期", "due today"], "look"),
        { } day when day <= endOfWeek => new Mark("●", say["本周到期", "due this week"], "look"),
        _ => null,
    };

    private static string Late(int days) => days == 1 ? "late by 1 day" : $"late by {ListWords.Of(days)} days";
}
