using System.Text.Json;
using System.Text.Json.Serialization;
using DataMatching.Batches;
using DataMatching.Time;

namespace DataMatching.Quarters;

/// <summary>
/// Everything a run rests on, named by content: with the same pins the same verdicts come out, byte for byte.
/// <paramref name="Last"/> is the last of the six months, <paramref name="Day"/> the day judged, <paramref name="Cutoff"/> the newest as-of date that counts,
/// <paramref name="Evidence"/> the number of the last piece of reviewers' evidence (0: none), <paramref name="TermsSha256"/> the digest of how each registry is to be believed: its
/// agreement's days and what that covers, and how old its datasets may be (empty: pinned by a program that did not pin it).
/// </summary>
public sealed record PinnedInputs(
    Month Last, DateOnly Day, DateOnly Cutoff, long Import, string ImportSha256, IReadOnlyList<PinnedBatch> Batches, string PolicySha256, string StandardsSha256, string Program, long Evidence = 0, string TermsSha256 = "")
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new MonthConverter() },
    };

    public string ToJson() => JsonSerializer.Serialize(this, Options);

    public static PinnedInputs FromJson(string json) => JsonSerializer.Deserialize<PinnedInputs>(json, Options)!;

    private sealed class MonthConverter : JsonConverter<Month>
    {
        public override Month Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Month.Parse(reader.GetString()!);
        public override void Write(Utf8JsonWriter writer, Month value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}

/// <summary>One batch that speaks in the run.</summary>
public sealed record PinnedBatch(long Id, string Registry, string Dataset, string Scope, DateOnly AsOf, Month First, Month Last, string Sha256)
{
    public static PinnedBatch Of(Batch batch) => new(
        batch.Id, batch.Manifest.Registry, batch.Manifest.Dataset, batch.Manifest.Scope.ToString(), batch.Manifest.AsOf,
        batch.Manifest.First, batch.Manifest.Last, batch.Manifest.Sha256);
}
