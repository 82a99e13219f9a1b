using DataMatching.Evidence;

namespace DataMatching.Storage;

/// <summary>The facts of one household, ordered by person, dataset, line (then batch, and the order in which one row gave them).</summary>
public sealed record HouseholdFacts(string Household, IReadOnlyList<Fact> Facts);
