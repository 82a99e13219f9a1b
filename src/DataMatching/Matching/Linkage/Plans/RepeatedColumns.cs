using DataMatching.Matching.Linkage.Records;

namespace DataMatching.Matching.Linkage.Plans;

/// <summary>
/// Finds columns that only say again what others say, such as a full name beside given name and surname: an agreement in both would count twice, and a few such columns make everybody with the same given name one person.
/// </summary>
public sealed class RepeatedColumns(IReadOnlyList<string> headers)
{
    /// <summary>So many rows say enough.</summary>
    public const int Rows = 2_000;

    private const int Fewest = 50;
    private const double Most = 0.8, Nearly = 0.95;
    private readonly int[,] _both = new int[headers.Count, headers.Count], _within = new int[headers.Count, headers.Count];
    private int _rows;

    /// <summary>Takes a row, of those after <see cref="Rows"/> none.</summary>
    /// <param name="written">As many as there are headers.</param>
    public void Add(IReadOnlyList<string?> written)
    {
        ArgumentNullException.ThrowIfNull(written);
        if (_rows++ >= Rows) return;
        var texts = written.Select(t => FieldText.Of(t, ContentKind.Text)).ToArray();
        var words = texts.Select(t => t is null ? null : Words(t)).ToArray();
        for (var whole = 0; whole < texts.Length; whole++)
        {
            if (texts[whole] is not { } text) continue;
            _both[whole, whole]++;
            for (var part = 0; part < texts.Length; part++)
            {
                if (part == whole || texts[part] is not { } inner) continue;
                _both[whole, part]++;
                if (words[part]!.Count == 0 ? text.Contains(inner, StringComparison.Ordinal) : words[part]!.IsSubsetOf(words[whole]!)) _within[whole, part]++;
            }
        }
    }

    /// <summary>Fields that are better not compared, because it is so in both files: what holds two others or more, and what is held by one that is there wherever it is.</summary>
    /// <param name="other">Of the right file; of one file alone this one again.</param>
    /// <returns>Each with the reason, to be told.</returns>
    public IReadOnlyList<(PlanField Field, string Reason)> Of(IReadOnlyList<PlanField> fields, RepeatedColumns other)
    {
        ArgumentNullException.ThrowIfNull(fields);
        ArgumentNullException.ThrowIfNull(other);
        bool Holds(PlanField whole, PlanField part) => whole != part && this.Holds(whole.Left, part.Left) && other.Holds(whole.Right, part.Right);
        bool IsThere(PlanField field, PlanField where) => this.IsThere(field.Left, where.Left) && other.IsThere(field.Right, where.Right);
        List<(PlanField Field, string Reason)> found = [];
        var left = fields.Where(f => IsText(f) || f.Kind == ContentKind.Category).ToList();
        foreach (var whole in left.Where(IsText).OrderByDescending(w => left.Count(p => Holds(w, p))).ToList())
        {
            var parts = left.Where(p => left.Contains(whole) && Holds(whole, p)).ToList();
            if (parts.Count == 0 || (parts.Count == 1 && !IsThere(whole, parts[0]))) continue;
            var (field, reason) = parts.Count == 1 ? (parts[0], $"says again what {whole.Left} says") : (whole, $"says again what {string.Join(", ", parts.Select(p => p.Left))} say");
            found.Add((field, $"{field.Left} {reason}, and is not compared"));
            left.Remove(field);
        }

        return found;
    }

    private bool IsThere(string header, string where)
    {
        var (field, wherever) = (IndexOf(header), IndexOf(where));
        return _both[field, wherever] >= _both[wherever, wherever] * Nearly;
    }

    private bool Holds(string whole, string part)
    {
        var (w, p) = (IndexOf(whole), IndexOf(part));
        return _both[w, p] >= Fewest && _within[w, p] >= _both[w, p] * Most;
    }

    private int IndexOf(string header)
    {
        for (var i = 0; i < headers.Count; i++)
        {
            if (headers[i] == header) return i;
        }

        throw new ArgumentException("The field is of another file.", nameof(header));
    }

    private static bool IsText(PlanField field) => field.Kind is ContentKind.Name or ContentKind.ChineseName or ContentKind.Text;

    /// <summary>Of texts without spaces between words, such as Chinese, none: of those the whole counts.</summary>
    private static HashSet<string> Words(string text)
    {
        if (text.AsSpan().ContainsAnyInRange('\u2E80', '\uFFFF')) return [];
        return [.. text.Split([.. text.Where(c => !char.IsLetterOrDigit(c)).Distinct()], StringSplitOptions.RemoveEmptyEntries)];
    }
}
