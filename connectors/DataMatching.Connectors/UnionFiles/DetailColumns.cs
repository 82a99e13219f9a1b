using DataMatching.Identity;
using DataMatching.Matching.Linkage.Records;

namespace DataMatching.Connectors.UnionFiles;

/// <summary>What a file of the union may say of a person besides number and name; every column may be absent.</summary>
internal static class DetailColumns
{
    private const int Longest = 200;

    public static UnionColumn[] All { get; } =
        [new("出生日期", "birth_date", false), new("性别", "sex", false), new("联系电话", "phone", false), new("住址", "address", false), new("工作单位", "employer", false)];

    /// <param name="first">Where <see cref="All"/> begin among the table's columns.</param>
    /// <returns>Null when a field is not what it should be; it is told then.</returns>
    public static PersonDetails? Read(UnionTable table, int first)
    {
        var details = new PersonDetails { Birth = table[first], Sex = table[first + 1], Phone = table[first + 2], Address = table[first + 3], Employer = table[first + 4] };
        if (details.IsEmpty) return PersonDetails.None;
        if (details.Birth.Length > 0 && (FieldText.Of(details.Birth, ContentKind.Date) is not { } day || DateText.DayOf(day) is null)) return Rejected(0, "expected a date such as 1980-05-31, or nothing");
        if (details.Sex is not ("" or "男" or "女")) return Rejected(1, "expected 男 or 女, or nothing");
        for (var i = 2; i < All.Length; i++)
        {
            if (table[first + i].Length > Longest) return Rejected(i, $"expected at most {Longest} characters");
        }

        return details;

        PersonDetails? Rejected(int column, string reason)
        {
            table.Reject(first + column, reason);
            return null;
        }
    }
}
