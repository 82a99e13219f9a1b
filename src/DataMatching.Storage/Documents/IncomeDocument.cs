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

    public static IncomeFact Read(ref Utf8JsonReader json)
    {
        var (family, kind, month, from, to, fen, detail) = (default(FactFamily), 0, (int?)null, (DateOnly?)null, (DateOnly?)null, (long?)null, (byte[]?)null);
        var (person, registry, dataset, grade) = ("", "union", "incomes", default(MatchGrade));
        var (batch, file, line, offset, hash) = (0L, "", 0L, 0L, "");
        while (json.NextName())
        {
            if (json.ValueTextEquals("person"u8)) person = json.NextText();
            else if (json.ValueTextEquals("family"u8)) family = (FactFamily)json.NextSmall();
            else if (json.ValueTextEquals("kind"u8)) kind = json.NextSmall();
            else if (json.ValueTextEquals("month"u8)) month = json.NextSmall();
            else if (json.ValueTextEquals("from"u8)) from = json.NextDay();
            else if (json.ValueTextEquals("to"u8)) to = json.NextDay();
            else if (json.ValueTextEquals("fen"u8)) fen = json.NextWhole();
            else if (json.ValueTextEquals("detail"u8)) detail = json.NextBytes();
            else if (json.ValueTextEquals("registry"u8)) registry = json.NextText();
            else if (json.ValueTextEquals("dataset"u8)) dataset = json.NextText();
            else if (json.ValueTextEquals("grade"u8)) grade = (MatchGrade)json.NextSmall();
            else if (json.ValueTextEquals("batch"u8)) batch = json.NextWhole();
            else if (json.ValueTextEquals("file"u8)) file = json.NextText();
            else if (json.ValueTextEquals("line"u8)) line = json.NextWhole();
            else if (json.ValueTextEquals("offset"u8)) offset = json.NextWhole();
            else if (json.ValueTextEquals("hash"u8)) hash = json.NextText();
            else json.NextSkipped();
        }

        return (IncomeFact)new FactRow(family, kind, month, from, to, fen, detail).ToFact(person, registry, dataset, grade, new Provenance(batch, file, line, offset, hash));
    }
}
