using System.Security.Cryptography;
using System.Text;
using DataMatching.Review;
using DataMatching.Storage;

namespace DataMatching.Jobs;

/// <summary>A case goes by the plan of steps in force when it was opened, to its end: which that was is kept with the cases, and the site's file may not say otherwise later.</summary>
public static class PinnedPlans
{
    private const int Named = 5;

    /// <summary>SHA-256 of what a plan asks for; its words and sources may be put better.</summary>
    public static string Digest(StepPlan plan)
    {
        var text = new StringBuilder().Append(FormattableString.Invariant($"objection {plan.ObjectionDays}\n"));
        foreach (var s in plan.Steps) text.Append(FormattableString.Invariant($"{s.Id} {s.Does} {s.Role} {s.WorkingDays} {s.Runs} {s.Chair}\n"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>Which plans in use the file no longer gives as they were, and what to do; null when it gives all.</summary>
    public static string? Changed(Store store, StepPlans plans)
    {
        var changed = store.Cases.PlansInUse().Where(p => plans.For(p.Flag, p.ExitKind, p.District, p.Opened) is not { } now || Digest(now) != p.Sha256)
            .GroupBy(p => (p.Flag, p.ExitKind, p.Opened)).Select(g => FormattableString.Invariant($"{g.Key.Flag}{(g.Key.ExitKind is { } kind ? " " + kind : "")} opened on {g.Key.Opened:yyyy-MM-dd} in {g.First().District}")
                + (g.Count() > 1 ? FormattableString.Invariant($" and {g.Count() - 1} more counties") : "")).ToList();
        if (changed.Count == 0) return null;
        var more = changed.Count > Named ? FormattableString.Invariant($"; and {changed.Count - Named} more") : "";
        return $"config/steps.json gives other steps to cases that are there: {string.Join("; ", changed.Take(Named))}{more}. A case goes by its plan to the end: put the old plans back as they were, "
            + "and write the new steps as plans beside them with a \"from\" later than those days.";
    }
}
