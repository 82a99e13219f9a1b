using System.Runtime.InteropServices;
using DataMatching.Matching.Linkage.Comparing;
using DataMatching.Matching.Linkage.Records;

namespace DataMatching.Matching.Linkage.Plans;

/// <summary>What a column of a file seems to hold, by its header and by what stands in its first rows.</summary>
public sealed class ColumnProfile
{
    private const double Most = 0.8;
    private const int FewWords = 12, MostWords = 60, FewestTexts = 50, MostNothing = 3;
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private int _rows;

    public ColumnProfile(string header)
    {
        Header = header;
        Meaning = HeaderMeaning.Of(header);
    }

    public string Header { get; }

    /// <summary>What the header says; null when nothing that is known.</summary>
    public string? Meaning { get; }

    /// <summary>Rows that have something.</summary>
    public int Filled { get; private set; }

    public int Distinct => _counts.Count;

    /// <summary>How many words a text has, on average.</summary>
    public double Words => Distinct == 0 ? 0 : _counts.Keys.Average(WordSets.Count);

    /// <summary>Every row has something, and each something else.</summary>
    public bool IsUnique => _rows > 1 && Filled == _rows && Distinct == _rows;

    public void Add(string? written)
    {
        _rows++;
        if (FieldText.Of(written, ContentKind.Text) is not { } text) return;
        Filled++;
        CollectionsMarshal.GetValueRefOrAddDefault(_counts, text, out _)++;
    }

    /// <summary>How much of the smaller column's different texts the other has: 0 to 1.</summary>
    public double Overlap(ColumnProfile other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var (fewer, more) = Distinct < other.Distinct ? (_counts, other._counts) : (other._counts, _counts);
        return fewer.Count == 0 ? 0 : (double)fewer.Keys.Count(more.ContainsKey) / fewer.Count;
    }

    /// <summary>
    /// Texts that stand for nothing, such as 0 for a place that nobody knows: of many different ones those that more than a twentieth of the records have, and twenty times as many as any other. Who has the same of them has
    /// nothing in common.
    /// </summary>
    public IReadOnlyList<string> Nothing()
    {
        if (Distinct < FewestTexts) return [];
        var most = _counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Take(MostNothing + 1).ToList();
        return [.. most.TakeWhile((c, i) => i < MostNothing && c.Value > Filled / 20 && c.Value > most[i + 1].Value * 20).Select(c => c.Key)];
    }

    /// <summary>The kind, by the header where it says one and the rows don't contradict it, else by the rows.</summary>
    public ContentKind Kind()
    {
        if (Meaning is { } meaning && HeaderMeaning.KindOf(meaning) is { } said && (said != ContentKind.ChineseName || Share(HasIdeograph) > 0.5) && (said != ContentKind.Date || Share(IsDay) > 0.5) && (said != ContentKind.Quantity || Share(IsNumber) >= Most)) return said;
        if (Share(IsDay) >= Most) return ContentKind.Date;
        if (Share(t => t.Contains('.', StringComparison.Ordinal) && IsNumber(t)) >= Most) return ContentKind.Quantity;
        if (Distinct <= FewWords || (Distinct <= MostWords && Distinct < Filled * 0.05)) return ContentKind.Category;
        if (Share(t => t.Length is >= 2 and <= 4 && HasIdeograph(t) && !t.Contains(' ', StringComparison.Ordinal)) >= Most) return ContentKind.ChineseName;
        if (Share(t => t.Length == 11 && t[0] == '1' && t.All(char.IsAsciiDigit)) >= Most) return ContentKind.Phone;
        if (Share(t => !t.Contains(' ', StringComparison.Ordinal) && t.Count(char.IsAsciiDigit) * 2 >= t.Length) >= Most) return ContentKind.Number;
        if (Share(t => t.AsSpan().ContainsAny(";|、")) >= 0.3) return ContentKind.Set;
        return Share(t => t.Length <= 16 && t.Count(c => c == ' ') <= 1 && !t.Any(char.IsAsciiDigit) && !HasIdeograph(t)) >= Most ? ContentKind.Name : ContentKind.Text;
    }

    private double Share(Func<string, bool> holds) => Distinct == 0 ? 0 : (double)_counts.Keys.Count(holds) / Distinct;

    private static bool HasIdeograph(string text) => text.AsSpan().ContainsAnyInRange('\u3400', '\u9FFF');

    private static bool IsNumber(string text) => FieldText.Of(text, ContentKind.Quantity) is not null;

    private static bool IsDay(string text) => DateText.Of(text) is { } digits && DateText.DayOf(digits) is { Year: >= 1000 and < 2100 };
}
