using System.Globalization;
using DataMatching.Identity;
using DataMatching.Time;

namespace DataMatching.Policy;

/// <summary>A standard of a place: yuan per person and month from a day on. <paramref name="PerMonth"/> null: from then on no text says.</summary>
public sealed record SubsistenceStandard(District District, DateOnly From, Money? PerMonth, string Source);

/// <summary>
/// The dibao standards (低保标准) by place and date. Of a month counts the newest entry not after its first day, of the most precise district that has one:
/// a standard raised in mid-month counts from the next month.
/// </summary>
public sealed class SubsistenceStandards
{
    private static readonly string[] Columns = ["district", "from", "yuan_per_month", "source"];
    private static readonly string[] DayOrMonth = ["yyyy-MM-dd", "yyyy-MM"];
    private readonly Dictionary<District, SubsistenceStandard[]> _byDistrict;

    /// <exception cref="ArgumentException">Two entries of one district and day.</exception>
    public SubsistenceStandards(IEnumerable<SubsistenceStandard> standards)
    {
        _byDistrict = standards.GroupBy(s => s.District).ToDictionary(g => g.Key, g => g.OrderBy(s => s.From).ToArray());
        foreach (var dated in _byDistrict.Values)
        {
            if (dated.Zip(dated.Skip(1)).Any(pair => pair.First.From == pair.Second.From))
                throw new ArgumentException("A district has two standards from one day.", nameof(standards));
        }
    }

    /// <summary>
    /// Reads the lines of a CSV file: header <c>district,from,yuan_per_month,source</c>, the source last and free of quoting rules (it may hold commas; doubled
    /// quotes around it are taken off). An empty amount says that no text holds from that day. Empty lines and lines starting with # are skipped.
    /// </summary>
    /// <exception cref="PolicyException">Everything that is wrong, with its line.</exception>
    public static SubsistenceStandards Parse(IEnumerable<string> lines, string fileNameForErrors = "standards.csv")
    {
        var errors = new List<PolicyError>();
        var read = new List<SubsistenceStandard>();
        var seen = new HashSet<(District, DateOnly)>();
        var (number, header) = (0, false);
        foreach (var raw in lines)
        {
            number++;
            var line = raw.TrimStart('\uFEFF').Trim();
            if (line.Length == 0 || line[0] == '#') continue;
            var fields = line.Split(',', 4);
            void Wrong(string found, string expected) =>
                errors.Add(new PolicyError(fileNameForErrors, string.Create(CultureInfo.InvariantCulture, $"line {number}"), found, expected));
            if (!header)
            {
                header = true;
                if (!fields.SequenceEqual(Columns, StringComparer.Ordinal)) Wrong("another header", string.Join(',', Columns));
                continue;
            }

            if (fields.Length != 4) Wrong($"{fields.Length} fields", "district,from,yuan_per_month,source");
            else if (!District.TryParse(fields[0], out var district)) Wrong($"district \"{fields[0]}\"", "a division code such as 440100");
            else if (!DateOnly.TryParseExact(fields[1], DayOrMonth, CultureInfo.InvariantCulture, DateTimeStyles.None, out var from)) Wrong($"from \"{fields[1]}\"", "a date such as 2026-07-01, or a month such as 2026-07 for its first day");
            else if (!Amount(fields[2], out var amount)) Wrong($"yuan_per_month \"{fields[2]}\"", "yuan above 0 with at most two decimals, or nothing");
            else if (fields[3].Trim('"', ' ').Length == 0) Wrong("no source", "the text it stands in");
            else if (!seen.Add((district, from))) Wrong($"{fields[0]} from {fields[1]} twice", "each district and day once");
            else read.Add(new SubsistenceStandard(district, from, amount, fields[3].Trim('"', ' ')));
        }

        if (!header) errors.Add(new PolicyError(fileNameForErrors, "line 1", "an empty file", string.Join(',', Columns)));
        return errors.Count == 0 ? new SubsistenceStandards(read) : throw new PolicyException(errors);
    }

    /// <summary>Every entry, by district, then by day.</summary>
    public IReadOnlyList<SubsistenceStandard> All => [.. _byDistrict.Values.SelectMany(s => s).OrderBy(s => s.District).ThenBy(s => s.From)];

    /// <summary>Per person in the month; null when no text says.</summary>
    public Money? Of(District district, Month month) => Entry(district, month)?.PerMonth;

    /// <summary>The entry that holds for the month, with its source; null when there is none.</summary>
    public SubsistenceStandard? Entry(District district, Month month)
    {
        foreach (var place in new[] { district, district.City, district.Province })
        {
            if (_byDistrict.TryGetValue(place, out var dated) && dated.LastOrDefault(s => s.From <= month.FirstDay) is { } entry) return entry;
        }

        return null;
    }

    private static bool Amount(string text, out Money? amount)
    {
        amount = null;
        if (text.Length == 0) return true;
        if (!Money.TryParseYuan(text, out var money) || money <= Money.Zero) return false;
        amount = money;
        return true;
    }
}
