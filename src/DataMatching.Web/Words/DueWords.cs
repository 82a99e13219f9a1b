using DataMatching.Words;

namespace DataMatching.Web.Words;

/// <summary>When a step is due: late, this week, later, or without a day. The sign and the word say it, not the colour.</summary>
public static class DueWords
{
    /// <param name="due">Last day of the step, inclusive.</param>
    /// <param name="today">The site's day.</param>
    /// <param name="endOfWeek">Sunday of this week.</param>
    public static Mark Of(DateOnly? due, DateOnly today, DateOnly endOfWeek, Say say) => due switch
    {
        null => new("－", say["无期限", "no day set"], ""),
        { } day when day < today => new("▲", say[$"逾期 {today.DayNumber - day.DayNumber} 天", Late(today.DayNumber - day.DayNumber)], "bad"),
        { } day when day == today => new("●", say["今天到期", "due today"], "look"),
        { } day when day <= endOfWeek => new("●", say["本周到期", "due this week"], "look"),
        { } => new("○", say["未到期", "not yet due"], ""),
    };

    private static string Late(int days) => days == 1 ? "late by 1 day" : $"late by {ListWords.Of(days)} days";
}
