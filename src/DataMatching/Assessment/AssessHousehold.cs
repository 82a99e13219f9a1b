using DataMatching.Policy;

namespace DataMatching.Assessment;

/// <summary>Case file in, assessment out. Nothing but the arguments matters, and neither the order of facts nor that of members.</summary>
public static class AssessHousehold
{
    /// <summary>Works out the six months that end with the quarter, the assets, the contradictions, and what is missing.</summary>
    public static HouseholdAssessment Assess(CaseFile file, PolicyInForce policy, SubsistenceStandards standards)
    {
        var facts = DistinctFacts.Of(file);
        var months = new AssessMonth(file, facts, policy, standards).Window();
        var bare = new HouseholdAssessment(file, policy, standards, facts, months, AssetAssessment.None, []);
        return bare with
        {
            Assets = AssessAssets.Of(bare),
            Contradictions = FindContradictions.In(bare),
        };
    }
}
