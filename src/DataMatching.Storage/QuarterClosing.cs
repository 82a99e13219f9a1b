using DataMatching.Quarters;
using DataMatching.Time;

namespace DataMatching.Storage;

/// <summary>
/// With what a quarter is closed: the sums by county, how many cases are carried over and why (null: none). <paramref name="Account"/>: who closed it, null for the command.
/// </summary>
public sealed record QuarterClosing(Quarter Quarter, IReadOnlyList<DistrictBalance> Districts, int CarriedOver, string? Reason, long? Account);
