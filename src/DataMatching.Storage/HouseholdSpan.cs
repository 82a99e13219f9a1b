namespace DataMatching.Storage;

/// <summary>Households whose keys lie between two, both included, in ordinal order.</summary>
public sealed record HouseholdSpan(string First, string Last);
