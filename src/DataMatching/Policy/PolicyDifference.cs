using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using DataMatching.Assessment;
using DataMatching.Identity;

namespace DataMatching.Policy;

/// <summary>A household whose flag would be another. <paramref name="Gone"/>, <paramref name="Come"/>: rules that would give a reason no more, and those that would now.</summary>
public sealed record Flip(string Household, int District, Flag From, Flag To, IReadOnlyList<string> Gone, IReadOnlyList<string> Come);

/// <summary>How many households of a district would go from one flag to another.</summary>
public sealed record FlipsOfDistrict(int District, Flag From, Flag To, int Households);

/// <summary>In how many households a rule would give a reason no more, and in how many anew.</summary>
public sealed record FlipsOfRule(string Rule, int Gone, int Come);

/// <summary>
/// What a changed pack would make of one district. <paramref name="Households"/>: judged; <paramref name="OtherReasons"/>: same flag, other reasons;
/// <paramref name="Flips"/>: in the order of the households, the first <see cref="PolicyDifference.Kept"/> of them; the counts are of all.
/// </summary>
public sealed record DifferenceOfDistrict(int District, int Households, int OtherReasons, IReadOnlyList<FlipsOfDistrict> ByFlag, IReadOnlyList<FlipsOfRule> ByRule, IReadOnlyList<Flip> Flips);

/// <summary>
/// What a changed policy pack would make of a quarter, kept district by district so that each account can be told of its own alone (<see cref="Within"/>).
/// <paramref name="ConfigurationChanged"/>: the site's own policies or standards are no longer those that the quarter pinned, so that the difference is also theirs.
/// <paramref name="Districts"/>: every one with a household that was judged, ascending.
/// </summary>
public sealed record PolicyDifference(string Pack, bool ConfigurationChanged, IReadOnlyList<DifferenceOfDistrict> Districts)
{
    /// <summary>How many flips of each district are kept one by one.</summary>
    public const int Kept = 200;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>How many were judged.</summary>
    [JsonIgnore]
    public int Households => Districts.Sum(d => d.Households);

    /// <summary>How many have another flag.</summary>
    [JsonIgnore]
    public int Flipped => ByDistrict.Sum(d => d.Households);

    /// <summary>How many have the same flag for other reasons.</summary>
    [JsonIgnore]
    public int OtherReasons => Districts.Sum(d => d.OtherReasons);

    [JsonIgnore]
    public IReadOnlyList<FlipsOfDistrict> ByDistrict => [.. Districts.SelectMany(d => d.ByFlag)];

    /// <summary>By the rule's name.</summary>
    [JsonIgnore]
    public IReadOnlyList<FlipsOfRule> ByRule =>
        [.. Districts.SelectMany(d => d.ByRule).GroupBy(r => r.Rule, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new FlipsOfRule(g.Key, g.Sum(r => r.Gone), g.Sum(r => r.Come)))];

    /// <summary>Those that were kept, in the order of the households.</summary>
    [JsonIgnore]
    public IReadOnlyList<Flip> Flips => [.. Districts.SelectMany(d => d.Flips).OrderBy(f => f.Household, StringComparer.Ordinal)];

    /// <summary>What of it is of a district and what lies inside it; all of it for null.</summary>
    public PolicyDifference Within(District? scope) => scope is { } whole ? this with { Districts = [.. Districts.Where(d => new District(d.District).IsWithin(whole))] } : this;

    public string ToJson() => JsonSerializer.Serialize(this, Options);

    public static PolicyDifference FromJson(string json) => JsonSerializer.Deserialize<PolicyDifference>(json, Options)!;
}
