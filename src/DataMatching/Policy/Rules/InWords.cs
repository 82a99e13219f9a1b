using System.Globalization;
using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Households;

namespace DataMatching.Policy.Rules;

/// <summary>Months and members as the findings' texts call them.</summary>
internal static class InWords
{
    public static string Month(Time.Month month) => string.Create(CultureInfo.InvariantCulture, $"{month.Year}年{month.Number}月");

    public static string Day(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日");

    /// <summary>成员 and the number within the file; a roll worker is 本人.</summary>
    public static string Member(string person) => person[(person.LastIndexOf('/') + 1)..] is var number && number == "1" ? "本人" : "成员" + number;

    /// <summary>Added where a record of grade Probable carries a reason.</summary>
    public static string Probably(IEnumerable<Fact> facts) => facts.Any(f => f.Grade != MatchGrade.Certain) ? "（依据的记录匹配程度为较可能，须核实是否本人）" : "";
}
