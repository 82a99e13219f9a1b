using DataMatching.Evidence;

namespace DataMatching.Assessment;

/// <summary>
/// Judges deposits and securities against the policy's months of the standard (docs/rules.md, "Assets"): amounts, or the agencies' answers whether somebody is
/// beyond a limit. An answer bounds the money: "yes" lies above the limit asked against, "no" does not; without a limit it speaks for the household and the place's own.
/// </summary>
internal static class AssessDeposits
{
    /// <summary>Each fact, and whether the same person has one of a later point in time: totals of two days are not added up.</summary>
    public static IEnumerable<(AssetFact Fact, bool Older)> Newest(IEnumerable<AssetFact> money) =>
        money.GroupBy(f => f.Person, StringComparer.Ordinal).SelectMany(own =>
        {
            var newest = own.Max(f => f.Held.Start);
            return own.Select(f => (f, f.Held.Start < newest));
        });

    public static AssetLimit Of(HouseholdAssessment a, IReadOnlyList<JudgedAsset> money)
    {
        var counting = money.Where(j => j.Counts).Select(j => j.Fact).ToList();
        var missing = a.Unanswered(Datasets.Deposits);
        if (a.Policy.DepositMonths(a.Day) is not { } months) return new AssetLimit(Truth.Unknown, "政策未定存款限额", counting, missing);
        if (a.Months[^1].Line is not { } line) return new AssetLimit(Truth.Unknown, "当月低保标准不明", counting, missing);
        var limit = line * months;
        var amounts = counting.Where(f => f.Detail.OverLimit is null).ToList();
        var answers = counting.Where(f => f.Detail.OverLimit is not null).ToList();
        var sum = Sum(amounts);
        var above = sum + Sum(answers.Where(f => f.Detail.OverLimit == true));
        var atMost = sum + Sum(answers);
        var yes = answers.Exists(f => f.Detail.OverLimit == true);
        var ownLimit = answers.Exists(f => f.Detail is { OverLimit: true, Value: null });
        var text = Text(sum, months, limit, answers, amounts.Count > 0 || answers.Count == 0);
        if (above > limit || ownLimit || (yes && above >= limit)) return new AssetLimit(Truth.Met, text, counting, []);
        var open = missing.Count > 0 || yes || amounts.Exists(f => f.Detail.Value is null) || atMost > limit;
        return open ? new AssetLimit(Truth.Unknown, text + (missing.Count > 0 || !yes && atMost <= limit ? "；未得到全部答复" : "；答复所用的限额不足以判断"), counting, missing)
            : new AssetLimit(Truth.NotMet, text, counting, []);
    }

    private static Money Sum(IEnumerable<AssetFact> facts) => facts.Aggregate(Money.Zero, (total, f) => total + (f.Detail.Value ?? Money.Zero));

    private static string Text(Money sum, int months, Money limit, List<AssetFact> answers, bool amounts)
    {
        var over = answers.Count(f => f.Detail.OverLimit == true);
        var told = answers.Count == 0 ? ""
            : FormattableString.Invariant($"部门答复超限额{over}人次、未超限额{answers.Count - over}人次");
        var text = !amounts ? told : FormattableString.Invariant($"存款与有价证券合计{sum}元{(told.Length > 0 ? "，" : "")}{told}");
        return FormattableString.Invariant($"{text}，限{months}个月标准共{limit}元");
    }
}
