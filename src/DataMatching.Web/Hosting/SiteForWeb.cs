using DataMatching.Evidence;
using DataMatching.Policy;
using DataMatching.Storage;

namespace DataMatching.Web.Hosting;

/// <summary>What the pages know of the site they show. They read and append through <paramref name="Store"/>; they neither pull nor match.</summary>
/// <param name="Name">As the site calls itself, Chinese.</param>
/// <param name="Keys">Folder of the keys that protect cookies, the program's user's alone.</param>
/// <param name="Terms">How each configured dataset is to be believed.</param>
public sealed record SiteForWeb(string Name, Store Store, TimeProvider Clock, string Keys, IReadOnlyList<DatasetTerms> Terms, PolicyPacks Policies, SubsistenceStandards Standards)
{
    /// <summary>Today by the clock of the site.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Clock.GetLocalNow().DateTime);
}
