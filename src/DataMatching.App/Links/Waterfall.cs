using System.Globalization;
using DataMatching.App.Screen;
using DataMatching.Matching.Linkage;
using DataMatching.Matching.Linkage.Deciding;
using DataMatching.Matching.Linkage.Estimating;
using DataMatching.Matching.Linkage.Records;
using Spectre.Console;

namespace DataMatching.App.Links;

/// <summary>How a pair's weight comes about, from the prior down to the sum. What the records hold is not repeated: only how it compares.</summary>
/// <param name="IsLink">Whether the two were linked in the end.</param>
/// <param name="Compared">False: no blocking rule has the pair.</param>
internal sealed record Waterfall(double PriorBits, IReadOnlyList<ComparisonBits> Fields, double RelatedBits, double Bits, double Probability, bool IsLink, bool Compared)
{
    /// <summary>The probability with competitors and reviewers' answers taken into account; null when the pair was not in question.</summary>
    public double? InTheEnd { get; init; }

    /// <summary>What a person said of the pair; null: nothing.</summary>
    public bool? Decided { get; init; }

    private const int BarWidth = 30;
    private const double BitsOfBar = 30;

    /// <exception cref="UsageRefused">A record is in no file.</exception>
    public static (int Left, int Right) Find(LinkRecords records, string leftId, string rightId)
    {
        var (left, right) = (Find(records.LeftCount, records.LeftId, leftId, "first"), Find(records.RightCount, records.RightId, rightId, "second"));
        return records.IsOne && left > right ? (right, left) : (left, right);
    }

    public static Waterfall Of(Linking linking, int left, int right)
    {
        var pattern = linking.Score.Comparison.TakeHand().PatternOf(left, right);
        var bits = linking.Score.BitsOf(pattern, left);
        return new Waterfall(
            linking.Score.Weights.PriorBits, linking.Score.Explain(pattern, left), linking.Score.RelatedBitsOf(pattern, left), bits, LinkWeights.ProbabilityOf(bits), linking.Links.Any(l => l.Left == left && l.Right == right), linking.Candidates.Has(left, right))
        {
            InTheEnd = linking.Likely.FirstOrDefault(l => l.Left == left && l.Right == right)?.Probability,
            Decided = linking.Decided?.Of(left, right),
        };
    }

    public void Show(Terminal terminal)
    {
        var table = Tables.Of("one pair", "step", "level", ">bits", " ");
        table.AddRow("prior", "before anything is compared", Bits2(PriorBits), Bar(PriorBits));
        foreach (var field in Fields)
        {
            table.AddRow(Markup.Escape(field.Field), Markup.Escape(field.Level ?? "missing"), Bits2(field.Bits), Bar(field.Bits));
            if (field.Frequency != 0) table.AddRow("", field.Frequency > 0 ? "rare" : "frequent", Bits2(field.Frequency), Bar(field.Frequency));
        }

        if (RelatedBits < -0.005) table.AddRow("related people", "agree so as well", Bits2(RelatedBits), Bar(RelatedBits));
        table.AddRow("sum", "", Bits2(Bits), Bar(Bits));
        terminal.Show(table);
        terminal.Say(string.Create(CultureInfo.InvariantCulture, $"probability {Probability:0.########}{(InTheEnd is { } end && Math.Abs(end - Probability) > 1e-8 ? $", with competitors and reviewed pairs taken into account {end:0.########}" : "")}; {(IsLink ? "linked" : "not linked")}{(Compared ? "" : "; no blocking rule has the pair")}{Decided switch { true => "; a person said that they are one", false => "; a person said that they are two", _ => "" }}"));
    }

    private static string Bits2(double bits) => bits.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture);

    private static string Bar(double bits) => new(bits >= 0 ? '█' : '░', (int)Math.Round(Math.Min(Math.Abs(bits), BitsOfBar) / BitsOfBar * BarWidth));

    private static int Find(int count, Func<int, string> idOf, string id, string which)
    {
        for (var i = 0; i < count; i++)
        {
            if (idOf(i) == id) return i;
        }

        throw new UsageRefused($"The {which} record of --explain is in no file. Expected its number as the column of numbers has it, or the number of its row.");
    }
}
