using DataMatching.Assessment;
using DataMatching.Review;
using DataMatching.Web.Hosting;

namespace DataMatching.Web.Words;

/// <summary>Steps of cases as <c>steps.json</c> names them.</summary>
public static class StepWords
{
    /// <summary>The next step of a listed case, by the plan that the case goes by.</summary>
    public static string Of(CaseListing listing, StepPlans plans, Say say)
    {
        if (listing.State == CaseState.Closed) return say["已办结", "Closed"];
        if (listing.State == CaseState.Objected) return OfObjection(say);
        return plans.For(listing.Flag, listing.ExitKind, listing.District, listing.Opened)?.Find(listing.Step) is { } step ? say[step.Chinese, step.English] : listing.Step;
    }

    /// <summary>A step by its id, as the first plan of the flag (null: of any) that has it calls it; the id itself where none does.</summary>
    public static string Of(string id, Flag? flag, StepPlans plans, Say say)
    {
        if (id == Case.ObjectionStep) return OfObjection(say);
        var step = plans.All.Where(p => flag is null || p.Flag == flag).Select(p => p.Find(id)).FirstOrDefault(s => s is not null);
        return step is null ? id : say[step.Chinese, step.English];
    }

    private static string OfObjection(Say say) => say["答复异议", "Answer the objection"];
}
