using System.Text.Json;
using DataMatching.Evidence;
using DataMatching.Identity;
using DataMatching.Matching.Checking;
using DataMatching.Matching.Description;

namespace DataMatching.Storage.Documents;

/// <summary>The drawn rows of a delivery as they are kept. The thresholds stand beside it.</summary>
internal static class DescribedSampleDocument
{
    public static byte[] Write(DescribedSample sample) => JsonSerializer.SerializeToUtf8Bytes(sample.Strata.Select(s => new Stratum(
        (int?)s.Stratum.Grade, s.Stratum.Band, s.Size, [.. s.Drawn.Select(d => new Row(d.RowHash, d.Slot, d.Line, d.ByteOffset, d.Person, d.District?.Code, d.Ours, d.Bits))])));

    public static DescribedSample Read(MatchThresholds thresholds, byte[] document) => new(thresholds, [.. JsonSerializer.Deserialize<Stratum[]>(document)!.Select(s => new DrawnStratum(
        new RowStratum((MatchGrade?)s.Grade, s.Band), s.Size, [.. s.Drawn.Select(d => new DrawnRow(d.Hash, d.Line, d.Offset, d.Person, d.District is { } code ? new District(code) : null, d.Bits) { Slot = d.Slot, Ours = d.Ours })]))]);

    private sealed record Stratum(int? Grade, int Band, long Size, Row[] Drawn);

    private sealed record Row(string Hash, int Slot, long Line, long Offset, string? Person, int? District, string Ours, double Bits);
}
