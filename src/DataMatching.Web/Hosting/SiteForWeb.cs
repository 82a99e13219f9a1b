using DataMatching.Evidence;
using DataMatching.Policy;
using DataMatching.Review;
using DataMatching.Storage;
using DataMatching.Time;

namespace DataMatching.Web.Hosting;

/// <summary>What the pages know of the site they show. They read and append through <paramref name="Store"/>; they neither pull nor match.</summary>
/// <param name="Name">As the site calls itself, Chinese.</param>
/// <param name="Keys">Folder of the keys that protect cookies, the program's user's alone.</param>
/// <param name="Terms">How each configured dataset is to be believed.</param>
/// <param name="Steps">What has to be done for each flag, in which order and by whom.</param>
/// <param name="Calendar">Public holidays and make-up workdays.</param>
public sealed record SiteForWeb(string Name, Store Store, TimeProvider Clock, string Keys, IReadOnlyList<DatasetTerms> Terms, PolicyPacks Policies, SubsistenceStandards Standards,
    StepPlans Steps, WorkingCalendar Calendar)
{
    /// <summary>Today by the clock of the site.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Clock.GetLocalNow().DateTime);
}
