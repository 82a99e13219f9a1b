using System.Text.Json;
using System.Text.Json.Serialization;
using DataMatching.Identity;
using DataMatching.Jobs.Judging;
using DataMatching.Jobs.Reports;
using DataMatching.Quarters;
using DataMatching.Storage;

namespace DataMatching.Jobs.Units;

/// <summary>Judges a share of the households that a night judges; what comes of it beside the verdicts are the exceptions.</summary>
internal sealed class JudgeNightUnits : StageWork
{
    public const string Step = "judge-night";
    private static readonly JsonSerializerOptions Options = new() { Converters = { new DistrictConverter() } };
    private readonly Site _site;
    private readonly Terms _terms;
    private readonly JudgeHouseholds _judge;
    private readonly FindExceptions _exceptions;

    public JudgeNightUnits(Site site, Stage stage)
    {
        (_site, _terms) = (site, JsonSerializer.Deserialize<Terms>(stage.Document)!);
        var pins = PinnedInputs.FromJson(_terms.Pins);
        PinnedConfiguration.RefuseToHelp(site.Configuration, pins);
        _judge = new JudgeHouseholds(site, pins);
        _exceptions = new FindExceptions(site, _terms.Key, _terms.Before is { } before ? PinnedInputs.FromJson(before) : null);
    }

    /// <summary>What all units of the stage need to know. <paramref name="before"/>: the night it is held against; null for the first.</summary>
    public static string Document(long run, string key, PinnedInputs pins, PinnedInputs? before) => JsonSerializer.Serialize(new Terms(run, key, pins.ToJson(), before?.ToJson()));

    public static IReadOnlyList<NightException> Found(string outcome) => JsonSerializer.Deserialize<IReadOnlyList<NightException>>(outcome, Options)!;

    public override void Perform(UnitClaim claim, CancellationToken cancel)
    {
        var share = HouseholdShare.FromJson(claim.Document);
        var known = _exceptions.KnownOf(share);
        var found = new List<NightException>();
        var households = 0;
        _site.Store.Runs.SaveVerdicts(_terms.Run, claim, _judge.Share(share, cancel).Select(Compared), () => JsonSerializer.Serialize(found, Options));
        _site.Signals.Judged(Step, households);

        StoredVerdict Compared(Judged judged)
        {
            found.AddRange(_exceptions.Of(judged, known));
            households++;
            return judged.Stored;
        }
    }

    private sealed record Terms(long Run, string Key, string Pins, string? Before);

    private sealed class DistrictConverter : JsonConverter<District>
    {
        public override District Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt32());
        public override void Write(Utf8JsonWriter writer, District value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Code);
    }
}
