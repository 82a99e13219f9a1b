using DataMatching.Evidence;
using DataMatching.Quarters;
using DataMatching.Time;

namespace DataMatching.Jobs.Judging;

/// <summary>Chooses what a judgement rests on and names it.</summary>
public static class PinInputs
{
    public static PinnedInputs For(Site site, JudgedPeriod period, DateOnly cutoff, long import)
    {
        var batches = new BatchesInForce(site.Store.Batches.All(), site.Configuration.Terms, cutoff, period.Day);
        var speaking = batches.Speaking(period.First, period.Last);
        return new PinnedInputs(
            period.Last, period.Day, cutoff, import, site.Store.Union.Get(import).Sha256, [.. speaking.Select(PinnedBatch.Of)],
            site.Configuration.PolicySha256, site.Configuration.StandardsSha256, Site.ProgramVersion,
            site.Store.Cases.LastEvidence(), site.Configuration.TermsSha256);
    }
}
