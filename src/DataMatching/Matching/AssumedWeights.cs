using DataMatching.Identity;

namespace DataMatching.Matching;

/// <summary>
/// How often a level is seen: <paramref name="M"/> in rows about the same person, <paramref name="U"/> in rows about somebody else; both above 0 and below 1.
/// </summary>
public readonly record struct LevelOdds(double M, double U)
{
    /// <summary>What seeing the level says, in bits: log2 of M/U. Above zero speaks for the same person.</summary>
    public double Bits => Math.Log2(M / U);
}

/// <summary>
/// Assumed frequencies of the levels of number and name (Fellegi and Sunter), each with its reason in docs/decisions/0009-assumed-weights.md. Nothing is decided by them: they
/// show how much each comparison says. Each column of a table adds up to 1.
/// </summary>
public static class AssumedWeights
{
    /// <summary>Rows that bear somebody else's number: by misuse, by typing, or because it was given twice.</summary>
    private const double ForeignNumber = 1e-3;

    /// <summary>Rows whose number is one slip away from somebody else's.</summary>
    private const double ForeignSlip = 1e-2;

    /// <summary>Rows that bear a number the person had before.</summary>
    private const double FormerNumber = 5e-3;

    /// <param name="people">Among how many people the person was looked for, at least 1: a foreign number falls on one of them.</param>
    public static LevelOdds Of(NumberAgreement number, int people) => number switch
    {
        NumberAgreement.Equal => new(0.98, ForeignNumber / people),
        NumberAgreement.Slip => new(0.01, ForeignSlip / people),

        // The other bearer has rows as well: as many as he has himself.
        NumberAgreement.Shared => new(0.98, 1.0 / people),
        NumberAgreement.Former => new(FormerNumber, ForeignNumber / people),
        _ => new(0.01 - FormerNumber, 1 - (((2 * ForeignNumber) + ForeignSlip) / people)),
    };

    public static LevelOdds Of(NameAgreement name) => name switch
    {
        NameAgreement.Same => new(0.96, 2e-4),
        NameAgreement.Variant => new(0.02, 2e-5),
        NameAgreement.Homophone => new(0.018, 2e-3),
        _ => new(0.002, 1 - 2e-4 - 2e-5 - 2e-3),
    };
}
