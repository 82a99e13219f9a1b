using DataMatching.Review;
using DataMatching.Storage;

namespace DataMatching.Jobs.Judging;

/// <summary>Reads what reviewers proved, by household.</summary>
public static class EvidenceOfReviewers
{
    /// <summary>All up to the number that a run pinned, itself included.</summary>
    public static IReadOnlyDictionary<string, ReviewedEvidence> UpTo(Store store, long number) => number == 0
        ? new Dictionary<string, ReviewedEvidence>(StringComparer.Ordinal)
        : store.Cases.Evidence(number).GroupBy(e => e.Household, StringComparer.Ordinal).ToDictionary(g => g.Key, Of, StringComparer.Ordinal);

    private static ReviewedEvidence Of(IEnumerable<StoredEvidence> evidence) => ReviewedEvidence.Of(evidence.Select(e => (e.Event.Case, e.Event.ToEvent())));
}
