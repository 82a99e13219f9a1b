using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using DataMatching.Assessment;

namespace DataMatching.Policy;

/// <summary>A household whose flag would be another. <paramref name="Gone"/>, <paramref name="Come"/>: rules that would give a reason no more, and those that would now.</summary>
public sealed record Flip(string Household, int District, Flag From, Flag To, IReadOnlyList<string> Gone, IReadOnlyList<string> Come);

/// <summary>How many households of a district would go from one flag to another.</summary>
public sealed record FlipsOfDistrict(int District, Flag From, Flag To, int Households);

/// <summary>In how many households a rule would give a reason no more, and in how many anew.</summary>
public sealed record FlipsOfRule(string Rule, int Gone, int Come);

/// <summary>
/// What a changed policy pack would make of a quarter. <paramref name="Households"/>: judged; <paramref name="Flipped"/>: whose flag would be another;
/// <paramref name="OtherReasons"/>: same flag, other reasons. <paramref name="Flips"/>: in the order of the households, the first <see cref="Kept"/> of them; the counts are of all.
/// <paramref name="ConfigurationChanged"/>: the site's own policies or standards are no longer those that the quarter pinned, so that the difference is also theirs.
/// </summary>
public sealed record PolicyDifference(
    string Pack, int Households, int Flipped, int OtherReasons, IReadOnlyList<FlipsOfDistrict> ByDistrict, IReadOnlyList<FlipsOfRule> ByRule, IReadOnlyList<Flip> Flips, bool ConfigurationChanged)
{
    /// <summary>How many flips are kept one by one.</summary>
    public const int Kept = 2000;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    public string ToJson() => JsonSerializer.Serialize(this, Options);

    public static PolicyDifference FromJson(string json) => JsonSerializer.Deserialize<PolicyDifference>(json, Options)!;
}
