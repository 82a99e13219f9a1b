using System.Text.Json;
using DataMatching.Storage;

namespace DataMatching.Jobs.Units;

/// <summary>The households of one unit: those of a span of keys, or those named. <paramref name="Keys"/>: in ordinal order; null where the span says it.</summary>
internal sealed record HouseholdShare(HouseholdSpan? Span, IReadOnlyList<string>? Keys)
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>Cuts all households of an import into units.</summary>
    /// <param name="keys">Of all of them, in ordinal order.</param>
    /// <param name="size">Households of a unit at most: a verdict has tens of kilobytes until it is stored.</param>
    public static IReadOnlyList<UnitToDo> OfAll(IReadOnlyList<string> keys, int size) =>
        [.. keys.Chunk(size).Select(some => new UnitToDo(new HouseholdShare(new HouseholdSpan(some[0], some[^1]), null).ToJson(), some.Length))];

    /// <summary>Cuts named households into units.</summary>
    public static IReadOnlyList<UnitToDo> OfThese(IReadOnlyList<string> keys, int size) => [.. keys.Chunk(size).Select(some => new UnitToDo(new HouseholdShare(null, some).ToJson(), some.Length))];

    public static HouseholdShare FromJson(string json) => JsonSerializer.Deserialize<HouseholdShare>(json, Options)!;

    public string ToJson() => JsonSerializer.Serialize(this, Options);
}
