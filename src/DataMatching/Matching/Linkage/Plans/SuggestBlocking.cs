using DataMatching.Matching.Linkage.Blocking;
using DataMatching.Matching.Linkage.Records;

namespace DataMatching.Matching.Linkage.Plans;

/// <summary>
/// Proposes blocking rules: what single fields part well enough, and of every two other fields the loosest forms that together do. A pair is then missed only when nearly all its fields are damaged.
/// How many pairs a rule has is counted in a part of the records.
/// </summary>
public static class SuggestBlocking
{
    private const int Counted = 60_000, MostRules = 32, PairsOfRecord = 8, SomeWords = 4;
    private const long FewestPairs = 2_000_000;

    public static IReadOnlyList<BlockingRule> Of(LinkRecords records, IReadOnlyList<PlanField> fields)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(fields);
        var budget = Math.Max(FewestPairs, PairsOfRecord * ((long)records.LeftCount + records.RightCount));
        var sample = new SampledPairs(records, Counted);
        List<(BlockingRule Rule, double Pairs)> singles = [], doubles = [];
        // So many pairs of fields there are, or as if there were more.
        var shares = Math.Clamp(fields.Count * (fields.Count - 1) / 2, 3, 8);
        var forms = fields.Select(f => Forms(f, records.Field(f.Name)).Select(w => BlockingPart.Parse(w)!).ToList()).ToList();
        foreach (var part in forms.SelectMany(f => f))
        {
            var rule = new BlockingRule([part]);
            // A form that finds no more than the whole field is none.
            if (sample.Of(rule) is > 0 and var pairs && pairs <= budget / 6.0 && !singles.Exists(s => s.Rule.Parts[0].Field == part.Field && s.Pairs >= pairs * 0.98)) singles.Add((rule, pairs));
        }

        for (var a = 0; a < forms.Count; a++)
        {
            for (var b = a + 1; b < forms.Count; b++)
            {
                bool IsNew(BlockingPart part) => !singles.Exists(s => Implies(s.Rule.Parts[0], part));
                var best = forms[a].Where(IsNew)
                    .SelectMany(x => forms[b].Where(IsNew), BlockingRule.Both).OfType<BlockingRule>()
                    .Select(rule => (rule, pairs: sample.Of(rule)))
                    .Where(r => r.pairs > 0 && r.pairs <= (double)budget / shares)
                    .ToList();
                if (best.Count > 0) doubles.Add(best.MaxBy(r => r.pairs));
            }
        }

        List<BlockingRule> chosen = [];
        var all = 0.0;
        foreach (var (rule, pairs) in singles.OrderBy(s => s.Pairs).Concat(doubles.OrderBy(d => d.Pairs)))
        {
            if (chosen.Count == MostRules || all + pairs > budget) continue;
            chosen.Add(rule);
            all += pairs;
        }

        return [.. chosen.Where(r => !IsContained(r, chosen))];
    }

    /// <summary>A rule of a whole field finds nothing that one of a part of the field does not find.</summary>
    private static bool IsContained(BlockingRule rule, List<BlockingRule> chosen) =>
        rule.Parts is [{ Form: "" } whole] && chosen.Exists(o => o.Parts is [{ Form: not "" } part] && part.Field == whole.Field && part.HoldsForSame);

    /// <summary>Whoever is the same in the one is the same in the other.</summary>
    private static bool Implies(BlockingPart single, BlockingPart part) => single.Field == part.Field && (single.Form == part.Form || part.Form.Length == 0);

    /// <summary>Texts of some words; in Chinese ones neighbouring ideographs are too frequent to part records by.</summary>
    private static bool HasWords(FieldValues values) => values.Distinct > 0 && Enumerable.Range(0, Math.Min(values.Distinct, Counted)).Average(i => values.TextOf(i).AsSpan().Count(' ') + 1) >= SomeWords;

    private static string[] Forms(PlanField field, FieldValues values) => field.Kind switch
    {
        ContentKind.Name => [field.Name, field.Name + ":sounds", field.Name + ":prefix 3"],
        ContentKind.ChineseName => [field.Name, field.Name + ":pinyin", field.Name + ":given-name", field.Name + ":surname"],
        ContentKind.Date when field.Levels == UsualLevels.OfEvents => [field.Name, field.Name + ":year", field.Name + ":prefix 6", field.Name + ":week"],
        ContentKind.Date => [field.Name, field.Name + ":year", field.Name + ":prefix 6", field.Name + ":month-day"],
        ContentKind.Number => [field.Name, field.Name + ":prefix 4", field.Name + ":suffix 4"],
        ContentKind.Phone => [field.Name, field.Name + ":suffix 4", field.Name + ":prefix 7"],
        ContentKind.Division => [field.Name, field.Name + ":prefix 4"],
        ContentKind.Text when HasWords(values) => [field.Name, field.Name + ":prefix 4", field.Name + ":suffix 4", field.Name + ":sorted", field.Name + ":words 3"],
        ContentKind.Text => [field.Name, field.Name + ":prefix 4", field.Name + ":suffix 4", field.Name + ":sorted"],
        ContentKind.Quantity => [field.Name, field.Name + ":rough"],
        ContentKind.Set => [field.Name, field.Name + ":sorted"],
        _ => [field.Name],
    };

    /// <summary>Counts pairs of rules in a part of the records and tells how many that makes of all.</summary>
    private sealed class SampledPairs(LinkRecords records, int most)
    {
        private readonly int _leftStep = Math.Max(1, records.LeftCount / most), _rightStep = Math.Max(1, records.RightCount / most);
        private readonly Dictionary<string, ulong[]> _keys = new(StringComparer.Ordinal);

        public double Of(BlockingRule rule)
        {
            var keys = RuleKeys.Of(records, rule, Keys);
            var (left, right) = (keys.Of(isLeft: true, records.LeftCount, _leftStep), records.IsOne ? [] : keys.Of(isLeft: false, records.RightCount, _rightStep));
            var counts = new Dictionary<ulong, int>(left.Length);
            foreach (var key in left)
            {
                if (key != 0) counts[key] = counts.GetValueOrDefault(key) + 1;
            }

            var pairs = records.IsOne ? counts.Values.Sum(c => (double)c * (c - 1) / 2) : right.Sum(k => k == 0 ? 0.0 : counts.GetValueOrDefault(k));
            return pairs * _leftStep * (records.IsOne ? _leftStep : _rightStep);
        }

        private ulong[] Keys(FieldValues values, BlockingPart part) => _keys.TryGetValue(part.ToString(), out var known) ? known : _keys[part.ToString()] = RuleKeys.OfPart(values, part);
    }
}
