using DataMatching.Identity;
using DataMatching.Matching.Description;

namespace DataMatching.Matching.Checking;

/// <summary>A row drawn for somebody to look at, with the one of our people whom it is held to be about, or likest.</summary>
/// <param name="RowHash">SHA-256 of the row, in hex.</param>
/// <param name="Person">His key, such as <c>KN1/2</c>; null when nobody of ours is like the row's person, so that nobody has to look.</param>
/// <param name="District">Where he lives; null with <paramref name="Person"/>.</param>
/// <param name="Bits">What speaks for the two; not to be shown to who looks.</param>
public sealed record DrawnRow(string RowHash, long Line, long ByteOffset, string? Person, District? District, double Bits);

/// <summary>Rows of a kind: how many there are, and those drawn.</summary>
public sealed record DrawnStratum(RowStratum Stratum, long Size, IReadOnlyList<DrawnRow> Drawn);

/// <summary>What a delivery's rows without a usable number came to, and which of them were drawn to be checked by people.</summary>
public sealed record DescribedSample(MatchThresholds Thresholds, IReadOnlyList<DrawnStratum> Strata);
