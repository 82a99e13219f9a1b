using System.Text.Json;
using DataMatching.Batches;

namespace DataMatching.Connectors.Registries;

/// <summary>Reads <c>drift</c> of a dataset: how unlike the deliveries before it one may be. What is absent is as usual; every fault is told.</summary>
internal static class DriftSettings
{
    private const int MostPercent = 100_000;

    public static DriftLimits Read(JsonElement element, string place, List<SettingsFault> faults)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new SettingsFault(place, element.ValueKind.ToString(), "an object"));
            return DriftLimits.Usual;
        }

        var settings = new SettingsElement(element, place, faults);
        settings.OnlyKnown("volumePercent", "nullPoints", "duplicatePoints", "distribution");
        var usual = DriftLimits.Usual;
        var (least, most) = Volume(element, settings, usual);
        return new DriftLimits(
            least, most, settings.Number("nullPoints", 0, 100, usual.NullPoints), settings.Number("duplicatePoints", 0, 100, usual.DuplicatePoints),
            settings.Number("distribution", 0.01m, 100, usual.Distribution));
    }

    private static (int Least, int Most) Volume(JsonElement element, SettingsElement settings, DriftLimits usual)
    {
        if (!element.TryGetProperty("volumePercent", out var value)) return (usual.LeastVolume, usual.MostVolume);
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 2 && value.EnumerateArray().All(e => e.ValueKind == JsonValueKind.Number && e.TryGetInt32(out _))
            && value[0].GetInt32() is >= 0 and <= 100 && value[1].GetInt32() is >= 100 and <= MostPercent)
        {
            return (value[0].GetInt32(), value[1].GetInt32());
        }

        settings.Fault("volumePercent", value.GetRawText(), "two whole numbers such as [50, 200]: percent of the rows before, from 0 to 100 and from 100 to 100000");
        return (usual.LeastVolume, usual.MostVolume);
    }
}
