using System.Text.Encodings.Web;
using System.Text.Json;
using DataMatching.Words;

namespace DataMatching.Jobs.Reports;

/// <summary>The night for other programs: UTF-8 JSON, English names, ISO dates, seconds; the same summary gives the same bytes.</summary>
public static class NightSummaryJson
{
    public static void Write(Stream to, NightSummary night)
    {
        using var json = new Utf8JsonWriter(to, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("date", ListWords.Of(night.Date));
        json.WriteNumber("seconds", Seconds(night.Took));
        WriteText(json, "failure", night.Failure);
        json.WriteNumber("householdsAssessed", night.HouseholdsAssessed);
        json.WriteNumber("exceptions", night.Exceptions);
        json.WriteNumber("readAgain", night.ReadAgain);
        json.WriteStartArray("datasets");
        foreach (var dataset in night.Datasets) Write(json, dataset, night.Date);
        json.WriteEndArray();
        json.WriteStartArray("refusals");
        foreach (var refusal in night.Refusals) Write(json, refusal);
        json.WriteEndArray();
        if (night.ChangedHeaders.Count > 0)
        {
            json.WriteStartArray("changedHeaders");
            foreach (var changed in night.ChangedHeaders) Write(json, changed);
            json.WriteEndArray();
        }

        if (night.Exchanges.Count > 0)
        {
            json.WriteStartArray("exchanges");
            foreach (var exchange in night.Exchanges) Write(json, exchange);
            json.WriteEndArray();
        }

        json.WriteStartArray("waitingForManifest");
        foreach (var file in night.Waiting) json.WriteStringValue(Safe(file));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, DatasetNight dataset, DateOnly on)
    {
        json.WriteStartObject();
        WriteText(json, "registry", dataset.Registry);
        WriteText(json, "dataset", dataset.Dataset);
        json.WriteString("delivery", dataset.Delivery switch { NightDelivery.Accepted => "accepted", NightDelivery.Late => "late", NightDelivery.Refused => "refused", _ => "nothing-came" });
        if (dataset.Batch is { } batch) json.WriteNumber("batch", batch);
        else json.WriteNull("batch");
        WriteText(json, "asOf", dataset.AsOf is { } day ? ListWords.Of(day) : null);
        WriteText(json, "believedUntil", dataset.BelievedUntil is { } last ? ListWords.Of(last) : null);
        json.WriteString("freshness", NightSummaryText.FreshnessOf(dataset, on) switch { Freshness.Fresh => "fresh", Freshness.RunsOutSoon => "runs-out-soon", Freshness.TooOld => "too-old", _ => "never" });
        json.WriteNumber("rows", dataset.Rows);
        json.WriteNumber("matched", dataset.Matched);
        json.WriteNumber("quarantined", dataset.Quarantined);
        json.WriteNumber("refused", dataset.Refused);
        if (dataset.Took is { } took) json.WriteNumber("seconds", Seconds(took));
        else json.WriteNull("seconds");
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ExchangeStatus exchange)
    {
        json.WriteStartObject();
        WriteText(json, "registry", exchange.Registry);
        WriteText(json, "dataset", exchange.Dataset);
        WriteText(json, "request", exchange.Request);
        WriteText(json, "state", exchange.State);
        json.WriteString("askedOn", ListWords.Of(exchange.AskedOn));
        json.WriteString("answerBy", ListWords.Of(exchange.AnswerBy));
        var counts = exchange.Counts;
        (string Name, long Value)[] figures =
        [
            ("asked", counts.Asked), ("found", counts.Found), ("noRecord", counts.NoRecord), ("refused", counts.Refused), ("unanswered", counts.Unanswered), ("setAside", counts.SetAside), ("rows", counts.Rows),
            ("unaskedRows", counts.Unasked), ("duplicateRows", counts.Duplicates), ("mistypedRows", counts.Mistyped), ("mismatchedRows", counts.Mismatched), ("otherRequestRows", counts.OtherRequest),
            ("unreadableRows", counts.Unreadable),
        ];
        foreach (var (name, value) in figures) json.WriteNumber(name, value);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ChangedHeader changed)
    {
        json.WriteStartObject();
        WriteText(json, "file", changed.File);
        WriteText(json, "registry", changed.Registry);
        WriteText(json, "dataset", changed.Dataset);
        WriteText(json, "words", changed.Words);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, NightRefusal refusal)
    {
        json.WriteStartObject();
        WriteText(json, "file", refusal.File);
        WriteText(json, "registry", refusal.Registry);
        WriteText(json, "dataset", refusal.Dataset);
        WriteText(json, "reason", refusal.Reason);
        WriteText(json, "words", RefusalWords.KindOf(refusal.Reason, refusal.Drift));
        json.WriteEndObject();
    }

    private static decimal Seconds(TimeSpan took) => took.Ticks / TimeSpan.TicksPerMillisecond / 1000m;

    private static void WriteText(Utf8JsonWriter json, string name, string? text)
    {
        if (text is null) json.WriteNull(name);
        else json.WriteString(name, Safe(text));
    }

    private static string Safe(string text) => PersonalNumbers.Mask(CleanText.OneLine(text));
}
