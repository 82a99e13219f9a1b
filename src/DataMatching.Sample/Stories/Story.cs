using DataMatching.Sample.Places;

namespace DataMatching.Sample.Stories;

/// <summary>One thing that happens to households, with its near misses: the same but for the one thing that matters.</summary>
/// <param name="Id">Kebab case, unique.</param>
/// <param name="Title">Chinese, for reviewers.</param>
internal sealed record Story(string Id, string Title, params Variant[] Variants);

/// <summary>
/// One course of a story. <paramref name="Expected"/> was written by hand from what the story means; nothing computes it.
/// </summary>
/// <param name="Name">Kebab case, unique within its story.</param>
/// <param name="Share">Households (or, for roll stories, unfiled workers) of each ten thousand.</param>
/// <param name="Plants">In one line, what is planted.</param>
/// <param name="Plan">Fills the scene.</param>
internal sealed record Variant(string Name, int Share, string Plants, Expected Expected, Action<Scene> Plan)
{
    public bool NearMiss { get; init; }

    /// <summary>Where it may play; null = anywhere but in the two cities of the registry-late stories.</summary>
    public Func<City, bool>? Where { get; init; }
}

/// <summary>What the quarter must say, with the rule ids of docs/rules.md in ordinal order.</summary>
internal sealed record Expected(string Flag, params string[] Reasons)
{
    public static readonly Expected Keep = new("Keep");
    public static Expected Add(params string[] reasons) => new("Add", reasons);
    public static Expected Exit(params string[] reasons) => new("Exit", reasons);
    public static Expected ReExamine(params string[] reasons) => new("ReExamine", reasons);
}

/// <summary>The rule ids of docs/rules.md, so that a slip of the pen does not compile.</summary>
internal static class Because
{
    public const string
        IncomeAbove = "income-above-standard-for-six-months",
        Relieved = "relieved-by-aid",
        PrincipalDied = "principal-died-alone",
        MovedAway = "principal-moved-away",
        PrincipalRetired = "principal-retired-socialised",
        OnDibaoUnfiled = "on-dibao-list-and-able-to-work",
        ReturnedToDibao = "returned-to-dibao",
        Relapsed = "relapsed-while-monitored",
        HardshipAbove = "hardship-above-standard",
        MigrantInHardship = "migrant-worker-in-hardship",
        LaidOff = "laid-off-in-restructuring",
        IdentityConflict = "identity-conflict",
        TwoHouseholds = "person-in-two-households",
        ConsentMissing = "consent-missing",
        RegistryMissing = "required-registry-missing",
        UndeclaredMember = "undeclared-member-found",
        SpouseDivorced = "declared-spouse-divorced",
        Vehicles = "vehicle-beyond-limits",
        Homes = "homes-beyond-limits",
        Deposits = "deposits-beyond-limits",
        Business = "business-beyond-limits",
        NotDeclared = "income-not-declared",
        Contradict = "sources-contradict",
        PaidAfterDeath = "benefit-paid-after-death",
        MemberDied = "member-died",
        DibaoStopped = "dibao-stopped-while-filed",
        CausePersists = "cause-persists",
        LikelyAbove = "likely-above-but-unproved";
}
