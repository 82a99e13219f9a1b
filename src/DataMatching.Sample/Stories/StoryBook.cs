using DataMatching.Sample.Places;

namespace DataMatching.Sample.Stories;

/// <summary>Every story, and which household plays which.</summary>
internal static class StoryBook
{
    public const int OutOf = 10_000;

    /// <summary>Stories of households that have a file. What they leave of ten thousand is <see cref="Baseline.Active"/>.</summary>
    public static readonly IReadOnlyList<Story> Households =
    [
        IncomeStories.SixMonths, IncomeStories.FiveOfSix, IncomeStories.AboveOnAverage, IncomeStories.StandardRaised, IncomeStories.Business,
        IncomeStories.BaseOnly, IncomeStories.Verified, IncomeStories.Damaged,
        AidStories.Dibao, AidStories.DibaoStopped, AidStories.AidWhileAbove,
        PensionStories.Retired, PensionStories.Resident,
        DeathStories.OfLonePrincipal, DeathStories.OfMember, DeathStories.SourcesDiffer, DeathStories.PaidAfter,
        MarriageStories.Undeclared, MarriageStories.Divorced,
        RegisterStories.Child, RegisterStories.Moved, RegisterStories.Death,
        AssetStories.Homes, AssetStories.Vehicles, WealthStories.Deposits, WealthStories.Businesses,
        IllnessStories.WhileAbove,
        WorkStories.Unemployed, WorkStories.FundStops, WorkStories.NotDeclared,
        ExitedStories.Relapse, ExitedStories.BackOnDibao, ExitedStories.Hardship,
        IdentityStories.Numbers, IdentityStories.SpelledNames, IdentityStories.OtherName, IdentityStories.TwoFiles,
        ConsentStories.Consent, ConsentStories.Late, ConsentStories.Half,
        Baseline.Story,

        // Behind the large rest, so that it takes its households from there alone.
        IdentityStories.NoNumber, IdentityStories.NoNumberOnFile,
    ];

    /// <summary>Stories of members of the roll without a file.</summary>
    public static readonly IReadOnlyList<Story> Roll = [RollStories.OnDibao, RollStories.LaidOff, RollStories.Migrant, RollStories.Ordinary];

    private static readonly Cast[] HouseholdSlots = Slots(Households), RollSlots = Slots(Roll);

    /// <summary>
    /// The story of household <paramref name="index"/>. Among any ten thousand in a row each variant comes exactly as often as its share says,
    /// well mixed.
    /// </summary>
    public static Cast OfHousehold(long index, int seed) => HouseholdSlots[Slot(index, seed)];

    public static Cast OfRollWorker(long index, int seed) => RollSlots[Slot(index, seed)];

    /// <summary>The city a variant plays in.</summary>
    public static City Place(Variant variant, Dice dice)
    {
        if (variant.Where is not { } where) return Atlas.Draw(dice);
        var fit = Atlas.Cities.Where(where).ToArray();
        if (fit.Length == 1) return fit[0];
        City city;
        do city = Atlas.Draw(dice);
        while (!where(city));
        return city;
    }

    private static int Slot(long index, int seed) => (int)(((index * 7_919) + (uint)seed) % OutOf);

    private static Cast[] Slots(IReadOnlyList<Story> stories)
    {
        var casts = stories.SelectMany(story => story.Variants.Select(variant => new Cast(story, variant))).ToArray();
        var rest = OutOf - casts.Sum(cast => cast.Variant.Share);
        return [.. casts.SelectMany(cast => Enumerable.Repeat(cast, cast.Variant.Share == 0 ? rest : cast.Variant.Share))];
    }
}

/// <summary>A story and the variant of it that is played.</summary>
internal sealed record Cast(Story Story, Variant Variant)
{
    /// <summary>As truth.csv names it.</summary>
    public string Name { get; } = Story.Id + "/" + Variant.Name;
}
