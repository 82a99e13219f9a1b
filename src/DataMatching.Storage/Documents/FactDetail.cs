using System.Text.Json;
using DataMatching.Evidence;
using DataMatching.Time;

namespace DataMatching.Storage.Documents;

/// <summary>What of a fact is personal or has parts, as JSON; null when it says nothing beyond the columns.</summary>
internal static class FactDetail
{
    public static byte[] Write(VerifiedIncome fact) => Document(json =>
    {
        json.Text("by", fact.VerifiedBy);
        json.Day("on", fact.VerifiedOn);
        json.Text("document", fact.Document);
    });

    public static byte[]? Write(StatusDetail detail) => detail == StatusDetail.None ? null : Document(json =>
    {
        if (detail.Other is { } other)
        {
            json.Text("name", other.Name.Written);
            json.Whole("id", other.Id?.Body);
        }

        json.Text("cause", detail.Cause);
        json.Text("employer", detail.Employer);
        if (detail.Mark is { } mark) json.WriteBoolean("mark", mark);
        json.Text("group", detail.Group);
    });

    /// <summary>All but the value, which is a column.</summary>
    public static byte[]? Write(AssetDetail detail) => detail with { Value = null } == new AssetDetail() ? null : Document(json =>
    {
        json.Text("class", detail.Class);
        json.Text("use", detail.Use);
        if (!detail.InForce) json.WriteBoolean("inForce", false);
        if (detail.ShareNumerator != 1) json.Whole("numerator", detail.ShareNumerator);
        if (detail.ShareDenominator != 1) json.Whole("denominator", detail.ShareDenominator);
        json.Text("acquisition", detail.Acquisition);
        json.Whole("area", detail.AreaSquareDecimetres);
        json.Text("label", detail.Label);
        json.Text("key", detail.Key);
        if (detail.OverLimit is { } over) json.WriteBoolean("overLimit", over);
    });

    public static VerifiedIncome ReadVerified(byte[] detail, string person, Provenance source, IncomeKind kind, Month month, Money amount)
    {
        using var document = JsonDocument.Parse(detail);
        var json = document.RootElement;
        return new VerifiedIncome(person, source, kind, month, amount, json.Text("by"), json.Day("on")!.Value, json.Text("document"));
    }

    public static StatusDetail ReadStatus(byte[]? detail)
    {
        if (detail is null) return StatusDetail.None;
        using var document = JsonDocument.Parse(detail);
        var json = document.RootElement;
        var other = json.TryGetProperty("name", out _) ? new FoundPerson(json.Name("name"), json.Id("id")) : null;
        return new StatusDetail(other, json.TextOrNull("cause"), json.TextOrNull("employer"), json.Flag("mark"), json.TextOrNull("group"));
    }

    public static AssetDetail ReadAsset(byte[]? detail, long? fen)
    {
        Money? value = fen is { } f ? new Money(f) : null;
        if (detail is null) return new AssetDetail(value);
        using var document = JsonDocument.Parse(detail);
        var json = document.RootElement;
        return new AssetDetail(
            value, json.TextOrNull("class"), json.TextOrNull("use"), json.Flag("inForce") ?? true, json.SmallOrNull("numerator") ?? 1,
            json.SmallOrNull("denominator") ?? 1, json.TextOrNull("acquisition"), json.SmallOrNull("area"), json.TextOrNull("label"), json.TextOrNull("key"),
            json.Flag("overLimit"));
    }

    private static byte[] Document(Action<Utf8JsonWriter> content)
    {
        using var stream = new MemoryStream(256);
        using (var json = new Utf8JsonWriter(stream, Fields.Compact))
        {
            json.WriteStartObject();
            content(json);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }
}
