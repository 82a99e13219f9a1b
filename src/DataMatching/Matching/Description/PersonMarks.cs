using System.Globalization;
using DataMatching.Identity;
using DataMatching.Matching.Linkage.Blocking;
using DataMatching.Matching.Linkage.Records;

namespace DataMatching.Matching.Description;

/// <summary>
/// A person's details as they are compared, in 32 bytes: day of birth and sex as they are, the rest as hashes of the text once width, case, spaces and words for nothing are folded. 0 where nothing is known.
/// </summary>
/// <param name="Birth">Year, month and day as eight digits; also such as no calendar has, for a slip of the pen makes them.</param>
/// <param name="Sex">1 man, 2 woman.</param>
public readonly record struct PersonMarks(int Birth, int Sex, ulong Phone, ulong Address, ulong Employer)
{
    /// <summary>Digits that a telephone number has at least: what is shorter is none, or an extension.</summary>
    private const int ShortestPhone = 7;

    public bool IsEmpty => this == default;

    /// <summary>Of our person: birth and sex are those of his number, where he has a right one.</summary>
    public static PersonMarks Of(ResidentId? id, PersonDetails details) => id is { } number ? Of(details).With(number) : Of(details);

    /// <summary>The same with birth and sex as a right number says them.</summary>
    internal PersonMarks With(ResidentId id)
    {
        var birth = id.Birth;
        return this with { Birth = (birth.Year * 10_000) + (birth.Month * 100) + birth.Day, Sex = id.Sex == Identity.Sex.Male ? 1 : 2 };
    }

    /// <summary>Of a row. What cannot be read is as if it were not there.</summary>
    public static PersonMarks Of(PersonDetails details)
    {
        ArgumentNullException.ThrowIfNull(details);
        if (details.IsEmpty) return default;
        return new PersonMarks(
            FieldText.Of(details.Birth, ContentKind.Date) is { } birth ? int.Parse(birth, CultureInfo.InvariantCulture) : 0,
            SexOf(details.Sex),
            FieldText.Of(details.Phone, ContentKind.Phone) is { Length: >= ShortestPhone } phone ? HashOf(phone) : 0,
            HashOf(FieldText.Of(details.Address, ContentKind.Text)?.Replace(" ", "", StringComparison.Ordinal)),
            HashOf(FieldText.Of(details.Employer, ContentKind.Text)?.Replace(" ", "", StringComparison.Ordinal)));
    }

    /// <summary>GB/T 2261.1 and how agencies write it.</summary>
    private static int SexOf(string written) => written.Trim() switch
    {
        "男" or "男性" or "1" or "M" or "m" => 1,
        "女" or "女性" or "2" or "F" or "f" => 2,
        _ => 0,
    };

    private static ulong HashOf(string? text) => text is null ? 0 : KeyHash.Of(text);
}
