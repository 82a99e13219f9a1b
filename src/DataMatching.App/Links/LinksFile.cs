using System.Globalization;
using CsvHelper;
using DataMatching.Matching.Linkage;
using DataMatching.Matching.Linkage.Deciding;

namespace DataMatching.App.Links;

/// <summary>Links, and of one file entities, as CSV for programs: UTF-8, line feeds, figures with a point.</summary>
internal static class LinksFile
{
    public static void Write(Stream to, Linking linking)
    {
        using var csv = Csv(to);
        Row(csv, "left_id", "right_id", "match_probability", "match_weight", "pair_weight", "decided");
        foreach (var link in linking.Links)
        {
            Row(csv, linking.Records.LeftId(link.Left), linking.Records.RightId(link.Right), link.Probability.ToString("0.##########", CultureInfo.InvariantCulture), Bits(link.Chained), Bits(link.Bits), link.IsDecided ? "same" : "");
        }
    }

    /// <param name="register">Null: an entity is called after its earliest record.</param>
    public static void WriteEntities(Stream to, Linking linking, EntityRegister? register)
    {
        using var csv = Csv(to);
        Row(csv, "id", "entity");
        for (var i = 0; i < linking.Entities.Count; i++) Row(csv, linking.Records.LeftId(i), register?.KeyOf(linking.Records.LeftId(i)) ?? linking.Records.LeftId(linking.Entities[i]));
    }

    public static string Bits(double bits) => bits.ToString("0.000", CultureInfo.InvariantCulture);

    internal static CsvWriter Csv(Stream to) => CsvWriter.Create(to, CsvWriterOptions.Default with { NewLine = "\n" }, leaveOpen: true);

    internal static void Row(CsvWriter csv, params ReadOnlySpan<string> fields)
    {
        foreach (var field in fields) csv.WriteField(field);
        csv.EndRecord();
    }
}
