using System.Security.Cryptography;
using DataMatching.Assessment;
using DataMatching.Households;
using DataMatching.Review;
using DataMatching.Storage;
using DataMatching.Time;

namespace DataMatching.Jobs;

/// <summary>
/// Opens a case for every household that a quarter's run flagged, so that reviewers find it on their worklists. Run again it leaves
/// cases of the same verdict alone, renews those that nobody has worked on, and tells the others of the new verdict.
/// </summary>
internal sealed class OpenCases
{
    private readonly Site _site;
    private readonly Quarter _quarter;
    private readonly long _run;
    private readonly DateTimeOffset _at;

    public OpenCases(Site site, Quarter quarter, long run)
    {
        (_site, _quarter, _run) = (site, quarter, run);
        _at = site.Clock.GetLocalNow();
    }

    /// <summary>What the case of a household is opened with; several threads may ask at once.</summary>
    /// <exception cref="JobRefused">The steps of <c>steps.json</c> have no plan for such a case today.</exception>
    public CaseOpening Of(Household household, Verdict verdict, StoredVerdict stored)
    {
        var opened = Opened.Of(verdict, _quarter, household.District, _run, _at, 0);
        return new CaseOpening(
            CaseListings.Of(Fold(opened), verdict, household.Principal.Name.ToString(), _site.Configuration.Calendar),
            CaseEventJson.Write(opened), () => CaseEventJson.Write(Rejudged.Of(opened, 2)), Convert.ToHexStringLower(SHA256.HashData(stored.Utf8.Span)),
            [.. household.Members.Select(m => new CasePerson(m.Id, m.Name))]);
    }

    public OpenedCases Open(IEnumerable<CaseOpening> openings) => _site.Store.Cases.Open(
        _quarter, openings, CaseEventJson.Write(new Unflagged(2, _at, 0, _run)), _at,
        c => _site.Configuration.Steps.For(c.Flag, c.ExitKind, c.District, c.Opened) is { } plan ? PinnedPlans.Digest(plan) : null);

    private Case Fold(Opened opened)
    {
        try
        {
            return Case.Fold(0, [opened], _site.Configuration.Steps);
        }
        catch (FormatException e)
        {
            throw new JobRefused($"Household {opened.Household} has no case: {e.Message} Add one to config/steps.json and run the quarter again.", e);
        }
    }
}
