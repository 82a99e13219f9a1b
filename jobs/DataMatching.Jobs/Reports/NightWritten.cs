using System.Text.Json;

namespace DataMatching.Jobs.Reports;

/// <summary>
/// What a night's own summary.json says of work that is not measured again when the night is repeated: how long it took, as a whole and for each dataset's
/// deliveries, how many households were judged and how many exceptions were listed.
/// </summary>
internal sealed record NightWritten(TimeSpan Took, long HouseholdsAssessed, long Exceptions, IReadOnlyDictionary<(string Registry, string Dataset), TimeSpan> DatasetsTook)
{
    /// <summary>Null when there is no such file or it is not as <see cref="NightSummaryJson"/> writes it: then the night has to be written anew.</summary>
    public static NightWritten? Read(string file)
    {
        if (!File.Exists(file)) return null;
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            var root = document.RootElement;
            var took = root.GetProperty("datasets").EnumerateArray().Where(d => d.GetProperty("seconds").ValueKind == JsonValueKind.Number)
                .ToDictionary(d => (d.GetProperty("registry").GetString()!, d.GetProperty("dataset").GetString()!), d => Seconds(d));
            return new NightWritten(Seconds(root), root.GetProperty("householdsAssessed").GetInt64(), root.GetProperty("exceptions").GetInt64(), took);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException or OverflowException)
        {
            return null;
        }
    }

    private static TimeSpan Seconds(JsonElement element) => TimeSpan.FromMilliseconds((long)(element.GetProperty("seconds").GetDecimal() * 1000));
}
