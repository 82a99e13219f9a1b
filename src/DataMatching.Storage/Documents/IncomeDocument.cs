using System.Text.Json;
using DataMatching.Evidence;

namespace DataMatching.Storage.Documents;

/// <summary>An income within a household's document, taken apart as facts are.</summary>
internal static class IncomeDocument
{
    public static void Write(Utf8JsonWriter json, IncomeFact income)
    {
        var row = FactRow.Of(income);
        json.WriteStartObject();
        json.Text("person", income.Person);
        json.Whole("family", (int)row.Family);
        json.Whole("kind", row.Kind);
        json.Whole("month", row.Month);
        json.Day("from", row.From);
        json.Day("to", row.To);
        json.Whole("fen", row.Fen);
        if (row.Detail is { } detail) json.WriteBase64String("detail", detail);
        if (!FactRow.IsOfUnion(row.Family))
        {
            json.Text("registry", income.Registry);
            json.Text("dataset", income.Dataset);
            json.Whole("grade", (int)income.Grade);
        }

        json.Whole("batch", income.Source.Batch);
        json.Text("file", income.Source.File);
        json.Whole("line", income.Source.Line);
        json.Whole("offset", income.Source.ByteOffset);
        json.Text("hash", income.Source.RowHash);
        json.WriteEndObject();
    }

    public static IncomeFact Read(JsonElement json)
    {
        var detail = json.TryGetProperty("detail", out var value) ? value.GetBytesFromBase64() : null;
        var row = new FactRow(
            (FactFamily)json.Small("family"), json.Small("kind"), json.SmallOrNull("month"), json.Day("from"), json.Day("to"), json.WholeOrNull("fen"), detail);
        var source = new Provenance(json.Whole("batch"), json.Text("file"), json.Whole("line"), json.Whole("offset"), json.Text("hash"));
        return (IncomeFact)row.ToFact(
            json.Text("person"), json.TextOrNull("registry") ?? "union", json.TextOrNull("dataset") ?? "incomes",
            (MatchGrade)(json.SmallOrNull("grade") ?? 0), source);
    }
}
