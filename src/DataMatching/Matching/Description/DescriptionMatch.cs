using System.Globalization;
using DataMatching.Evidence;
using DataMatching.Identity;
using DataMatching.Matching.Linkage.Comparing;

namespace DataMatching.Matching.Description;

/// <summary>What is compared besides the name.</summary>
public enum Detail
{
    Birth = 0,
    Sex = 1,
    Phone = 2,
    Address = 3,
    Employer = 4,
}

/// <summary>How a detail of a row compares with our person's.</summary>
public enum DetailAgreement
{
    /// <summary>One of the two does not say: nothing follows from it.</summary>
    Missing = 0,
    Same,

    /// <summary>The same day of birth, but it is the first of January: so is written what is not known.</summary>
    SameFirstOfJanuary,

    /// <summary>A day of birth with one digit wrong, or day and month exchanged.</summary>
    Near,
    Different,
}

/// <summary>How a row's name compares with our person's where no number holds them together.</summary>
public enum NameLikeness
{
    /// <summary>The keys are equal, and no character is lost.</summary>
    Same = 0,

    /// <summary>As <see cref="NameAgreement.Variant"/>.</summary>
    Variant,

    /// <summary>As <see cref="NameAgreement.Homophone"/>.</summary>
    Homophone,

    /// <summary>One character is another, or is missing, of three and more.</summary>
    OneCharacter,
    Different,
}

/// <summary>
/// Tier 4 of DESIGN.md 7: a row without a usable number is compared by name and details (Fellegi and Sunter). Here the weights decide, unlike with numbers; they are assumed, with reasons, in
/// docs/decisions/0021-tier-four-in-nights.md, but for the name's, which follows from how many bear it.
/// </summary>
/// <param name="NameShare">How many of all people bear our person's name, as a share.</param>
/// <param name="Population">Among how many people the row's may be one; at least 1.</param>
public sealed record DescriptionMatch(NameLikeness Name, double NameShare, long Population, IReadOnlyDictionary<Detail, DetailAgreement> Details)
{
    /// <summary>A row of a small delivery is one of all that the agency has people, not one of the rows it sent: a city has that many.</summary>
    public const long LeastPopulation = 1_000_000;

    public static IReadOnlyList<Detail> All { get; } = Enum.GetValues<Detail>();

    /// <summary>Any other people than rows and ours there are not known to be.</summary>
    public static long PopulationOf(long rows, int people) => Math.Max(LeastPopulation, Math.Max(rows, people));

    /// <param name="name">Our person's.</param>
    /// <param name="theirName">The row's.</param>
    public static DescriptionMatch Of(PersonName name, PersonMarks ours, PersonName theirName, PersonMarks theirs, long population) => new(LikenessOf(name, theirName), NameFrequency.Of(name), population, new SortedDictionary<Detail, DetailAgreement>
    {
        [Detail.Birth] = OfBirth(ours.Birth, theirs.Birth),
        [Detail.Sex] = Compare((ulong)ours.Sex, (ulong)theirs.Sex),
        [Detail.Phone] = Compare(ours.Phone, theirs.Phone),
        [Detail.Address] = Compare(ours.Address, theirs.Address),
        [Detail.Employer] = Compare(ours.Employer, theirs.Employer),
    });

    /// <summary>Symmetric.</summary>
    public static NameLikeness LikenessOf(PersonName ours, PersonName theirs) => NameAgreements.Compare(ours, theirs) switch
    {
        NameAgreement.Same => NameLikeness.Same,
        NameAgreement.Variant => NameLikeness.Variant,
        NameAgreement.Homophone => NameLikeness.Homophone,
        _ => Math.Max(ours.Key.Length, theirs.Key.Length) >= 3 && EditDistance.IsAtMost(ours.Key, theirs.Key, 1) ? NameLikeness.OneCharacter : NameLikeness.Different,
    };

    public double PriorBits => -Math.Log2(Population);

    public LevelOdds NameOdds => Name switch
    {
        NameLikeness.Same => new(0.95, NameShare),

        // So many more names are read alike, or differ by variants, or by what is lost.
        NameLikeness.Variant => new(0.015, Math.Min(10 * NameShare, 2e-3)),
        NameLikeness.Homophone => new(0.015, Math.Min(100 * NameShare, 5e-3)),
        NameLikeness.OneCharacter => new(0.015, 5e-3),
        _ => new(0.005, 0.99),
    };

    /// <summary>Null when it is missing on a side.</summary>
    public LevelOdds? OddsOf(Detail detail) => Odds(detail, Details[detail]);

    /// <summary>Logarithm (base 2) of the odds that the row is about him, other bearers of the name among our people not counted.</summary>
    public double TotalBits => PriorBits + NameOdds.Bits + All.Sum(d => OddsOf(d)?.Bits ?? 0);

    /// <summary>They were born on other days, by more than a slip: whatever else agrees, as the telephone and the employer of two who work together, somebody has to look.</summary>
    public bool Contradicts => Details[Detail.Birth] == DetailAgreement.Different;

    /// <summary>A name by itself is no match, however rare, nor with the sex: something else has to agree. Nor is anything one without a name that is alike.</summary>
    public bool MayBe => Name != NameLikeness.Different && Details.Any(d => d.Key != Detail.Sex && d.Value is DetailAgreement.Same or DetailAgreement.SameFirstOfJanuary or DetailAgreement.Near);

    private static LevelOdds? Odds(Detail detail, DetailAgreement agreement) => (detail, agreement) switch
    {
        (_, DetailAgreement.Missing) => null,

        // Eighty years of days, and twice as many for years that had more births.
        (Detail.Birth, DetailAgreement.Same) => new(0.93, 7e-5),
        (Detail.Birth, DetailAgreement.SameFirstOfJanuary) => new(0.02, 2e-3),
        (Detail.Birth, DetailAgreement.Near) => new(0.03, 3e-3),
        (Detail.Birth, _) => new(0.02, 1 - 7e-5 - 2e-3 - 3e-3),
        (Detail.Sex, DetailAgreement.Same) => new(0.99, 0.5),
        (Detail.Sex, _) => new(0.01, 0.5),

        // People change their telephone and their home, and agencies are not told. One telephone serves a family, one house many.
        (Detail.Phone, DetailAgreement.Same) => new(0.6, 1e-5),
        (Detail.Phone, _) => new(0.4, 1 - 1e-5),
        (Detail.Address, DetailAgreement.Same) => new(0.3, 1e-4),
        (Detail.Address, _) => new(0.7, 1 - 1e-4),

        // The largest employers have one in a hundred.
        (_, DetailAgreement.Same) => new(0.5, 1e-2),
        (_, _) => new(0.5, 1 - 1e-2),
    };

    private static DetailAgreement Compare(ulong ours, ulong theirs) => ours == 0 || theirs == 0 ? DetailAgreement.Missing : ours == theirs ? DetailAgreement.Same : DetailAgreement.Different;

    private static DetailAgreement OfBirth(int ours, int theirs)
    {
        if (ours == 0 || theirs == 0) return DetailAgreement.Missing;
        if (ours == theirs) return ours % 10_000 == 101 ? DetailAgreement.SameFirstOfJanuary : DetailAgreement.Same;
        string a = ours.ToString("00000000", CultureInfo.InvariantCulture), b = theirs.ToString("00000000", CultureInfo.InvariantCulture);
        return Dates.AreSwapped(a, b) || Dates.DifferAtMost(a, b, 1) ? DetailAgreement.Near : DetailAgreement.Different;
    }
}
