using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Households;

namespace DataMatching.Policy.Rules;

/// <summary>
/// The place has no standard for a month, or no text of its policy says what the flag hangs on: whether the resident pension counts, how many vehicles or homes
/// are allowed. No agency can settle that, and it must not look like no reason.
/// </summary>
public sealed class StandardOrPolicyMissing : IRule
{
    public string Id => "standard-or-policy-missing";
    public RuleKind Kind => RuleKind.ReExamine;

    public Finding Evaluate(HouseholdAssessment a)
    {
        if (a.Household.State != FileState.Active || !a.Living.Any()) return Finding.NotMet();
        var (texts, missing, facts) = (new List<string>(), new List<MissingEvidence>(), new List<Fact>());
        var months = a.Months.Where(m => m.Standard is null && m.Members.Count > 0).Select(m => m.Month).ToList();
        if (months.Count > 0) Add(MissingEvidence.Standard, MissingEvidence.Standard, months, $"没有低保标准的月份：{string.Join('、', months.Select(InWords.Month))}");

        var hanging = a.Months.Where(m => m.HangsOnText).ToList();
        if (hanging.Count > 0 && a.Months.All(m => m.HangsOnText || (m.Line is { } line && m.Estimate > line)))
        {
            facts.AddRange(hanging.SelectMany(m => m.Members).Where(m => m.UpperOnly > Money.Zero).SelectMany(m => m.SuspectedBy).Where(f => f is IncomeFact { Kind: IncomeKind.ResidentPension }).Distinct(DistinctFacts.ByPlace.First));
            Add(MissingEvidence.PolicyText, PolicyParameter.ResidentPensionCounted, hanging.Select(m => m.Month), "城乡居民基础养老金计入与否决定是否高于标准，政策未定");
        }

        if (a.Policy.VehicleLimit(a.Day) is null) Limit(a.Assets.Vehicles, PolicyParameter.VehicleLimit);
        if (a.Policy.HomeLimit(a.Day) is null) Limit(a.Assets.Homes, PolicyParameter.HomeLimit);
        return missing.Count == 0 ? Finding.NotMet() : Finding.Met(string.Join('；', texts), facts, missing);

        void Add(string registry, string what, IEnumerable<Time.Month> when, string text)
        {
            texts.Add(text);
            missing.Add(new MissingEvidence(a.Household.Key, registry, what, [.. when], Answer.Failed));
        }

        void Limit(AssetLimit owned, string parameter)
        {
            if (owned.Facts.Count == 0) return;
            facts.AddRange(owned.Facts);
            Add(MissingEvidence.PolicyText, parameter, [a.LastMonth], owned.Text);
        }
    }
}
