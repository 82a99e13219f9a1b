using DataMatching.Assessment;
using DataMatching.Review;
using DataMatching.Storage;
using DataMatching.Time;

namespace DataMatching.Jobs;

/// <summary>
/// Tells the cases of earlier quarters that are still open what a quarter's run says of their households: nobody goes on with an exit that the newer data do not bear out.
/// A case that nobody worked on ends: the household is listed anew, or no longer.
/// </summary>
internal static class JudgeCarriedOver
{
    /// <summary>Does it again without harm: a case that is judged so already is passed over, one that somebody works on at that moment is read again.</summary>
    /// <returns>How many cases were told something new.</returns>
    public static int Run(Site site, Quarter quarter, long run)
    {
        var told = 0;
        foreach (var number in site.Store.Cases.CarriedInto(quarter).Select(c => c.Listing.Case))
        {
            if (Tell(site, quarter, run, number)) told++;
        }

        return told;
    }

    private static bool Tell(Site site, Quarter quarter, long run, long number)
    {
        const int Attempts = 5;
        for (var attempt = 1; ; attempt++)
        {
            var stored = site.Store.Cases.Find(number, null)!;
            var known = Case.Fold(number, [.. site.Store.Cases.Events(number, null).Select(e => Local(site, e.ToEvent()))], site.Configuration.Steps);
            if (Said(site, quarter, run, known) is not { } said) return false;
            try
            {
                site.Store.Cases.Append(
                    number, null, stored.Sequence, [new NewEvent(CaseEventJson.Kind(said), CaseEventJson.Write(said), said.At, null)], CaseListings.Again(stored.Listing, known.With(said), site.Configuration.Calendar));
                return true;
            }
            catch (CaseConflictException) when (attempt < Attempts)
            {
                // A reviewer was faster: what he recorded is read first.
            }
        }
    }

    /// <summary>Days of events are those of the site's wall clock.</summary>
    private static CaseEvent Local(Site site, CaseEvent happened) => happened with { At = TimeZoneInfo.ConvertTime(happened.At, site.Clock.LocalTimeZone) };

    /// <summary>What the case is to be told; null when it knows.</summary>
    private static CaseEvent? Said(Site site, Quarter quarter, long run, Case known)
    {
        if (known.State == CaseState.Closed) return null;
        var at = site.Clock.GetLocalNow() is var now && now < known.Events[^1].At ? known.Events[^1].At : now;
        if (known.IsUntouched && site.Store.Cases.FindByHousehold(quarter, known.Household, null) is { } newer) return new Superseded(known.Events.Count + 1, at, 0, newer.Listing.Case, null);
        var verdict = site.Store.Runs.Verdict(run, known.Household, null) is { } stored ? VerdictJson.Read(stored.Utf8) : null;
        if (verdict is null) return known.Judged.Flag == Flag.Keep ? null : new Unflagged(known.Events.Count + 1, at, 0, run);
        return known.Judged.IsSame(Judgement.Of(verdict)) ? null : Rejudged.Event(known, verdict, run, known.Events.Count + 1, at);
    }
}
