using DataMatching.Assessment;
using DataMatching.Review;
using DataMatching.Storage;
using DataMatching.Time;
using DataMatching.Web.Hosting;

namespace DataMatching.Web.Cases;

/// <summary>
/// What follows at once from an event, as the program's own events: evidence that falls with it, what the household is judged on the evidence then, in every case of it that is
/// not ended, and that the others end when it came into the files or left them.
/// </summary>
internal sealed class Consequences(Store store, IHouseholdInputs inputs)
{
    /// <param name="known">The case before the event.</param>
    /// <param name="others">The household's other cases that are not ended.</param>
    /// <param name="happened">What is to be recorded.</param>
    /// <returns>The events of the case, <paramref name="happened"/> first; and those of others by the number of the case.</returns>
    public (IReadOnlyList<CaseEvent> Own, IReadOnlyDictionary<long, IReadOnlyList<CaseEvent>> Foreign) Of(Case known, IReadOnlyList<Case> others, CaseEvent happened)
    {
        List<CaseEvent> own = [happened];
        foreach (var entry in ReviewedEvidence.FallenBy(happened, known))
            own.Add(new EvidenceWithdrawn(happened.Sequence + own.Count, happened.At, 0, entry, happened is RelativeDeclared ? "申报亲属关系，回避" : "认定结果须重新办理"));
        var foreign = new Dictionary<long, IReadOnlyList<CaseEvent>>();
        if (JudgedOn(known, own) is var (verdict, run))
        {
            own.Add(Rejudged.Event(known, verdict, run, happened.Sequence + own.Count, happened.At));
            foreach (var other in others.Where(o => !o.Judged.IsSame(Judgement.Of(verdict)))) foreign[other.Number] = [Rejudged.Event(other, verdict, run, other.Events.Count + 1, happened.At)];
        }

        if (happened is Closed { Decision: Decision.Added or Decision.Exited } closed)
        {
            foreach (var other in others) foreign[other.Number] = [new Superseded(other.Events.Count + 1, happened.At, 0, known.Number, closed.Decision)];
        }

        return (own, foreign);
    }

    /// <summary>What the newest quarter that knows the household says of it on the evidence with these events, and the run it rests on; null when they are no evidence that changes anything.</summary>
    private (Verdict Verdict, long Run)? JudgedOn(Case known, IReadOnlyList<CaseEvent> events)
    {
        if (!events.Any(ReviewedEvidence.Is)) return null;
        var before = store.Cases.EvidenceOf(known.Household).Select(e => (e.Event.Case, e.Event.ToEvent())).ToList();
        if (events is [OutcomeCoded { Correction: null }] && !before.Exists(e => e.Item2 is OutcomeCoded { Correction: not null })) return null;
        var evidence = ReviewedEvidence.Of([.. before, .. events.Select(e => (known.Number, e))]);
        foreach (var quarter in store.Quarters.All().Where(q => q.Run is not null && q.Quarter >= known.Quarter).OrderByDescending(q => q.Quarter))
        {
            if (inputs.Judge(quarter.Quarter, known.Household, evidence) is { } verdict) return (verdict, quarter.Run!.Value);
        }

        return null;
    }
}
