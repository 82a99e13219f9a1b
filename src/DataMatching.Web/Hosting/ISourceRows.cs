using DataMatching.Evidence;
using DataMatching.Households;
using DataMatching.Time;

namespace DataMatching.Web.Hosting;

/// <summary>Opens the delivered row that a fact stands on again. The pages can't: they know neither deliveries nor their columns; the program hands it to them.</summary>
public interface ISourceRows
{
    /// <summary>The row, masked, and why it was given to the member.</summary>
    /// <param name="quarter">One that was run: among its people the member was looked for.</param>
    /// <param name="member">Of whom the fact tells.</param>
    /// <param name="fact">One of a delivery (its batch is not 0).</param>
    SourceRow Of(Quarter quarter, HouseholdMember member, Fact fact);
}
