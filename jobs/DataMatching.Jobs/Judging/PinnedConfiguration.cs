using DataMatching.Quarters;

namespace DataMatching.Jobs.Judging;

/// <summary>Holds the site's configuration against what a run pinned: what was pinned is judged the same only by the configuration it was judged by.</summary>
public static class PinnedConfiguration
{
    /// <summary>What is another now, in words; empty when a judgement of these pins comes to the same. What an older program did not pin is not told.</summary>
    public static IReadOnlyList<string> Differences(SiteConfiguration now, PinnedInputs pins)
    {
        List<string> found = [];
        if (pins.PolicySha256 != now.PolicySha256) found.Add("the policies (config/policies)");
        if (pins.StandardsSha256 != now.StandardsSha256) found.Add("the standards (config/standards)");
        if (pins.TermsSha256.Length > 0 && pins.TermsSha256 != now.TermsSha256) found.Add("the agreements or ages of datasets (config/registries)");
        return found;
    }

    /// <exception cref="JobRefused">This node is configured otherwise than the one that cut the work: it would judge otherwise.</exception>
    internal static void RefuseToHelp(SiteConfiguration now, PinnedInputs pins)
    {
        if (pins.Program != Site.ProgramVersion) throw new JobRefused($"This node runs version {Site.ProgramVersion}, the work was cut by version {pins.Program}. Expected the same version on every node.");
        if (Differences(now, pins) is not { Count: > 0 } found) return;
        throw new JobRefused($"This node is configured otherwise than the one that cut the work: {string.Join(", ", found)}. Expected the same config folder on every node.");
    }

    /// <exception cref="JobRefused">The configuration is another: what came out would not be what the pins say.</exception>
    public static void RefuseOther(SiteConfiguration now, PinnedInputs pins, Time.Quarter quarter)
    {
        if (Differences(now, pins) is not { Count: > 0 } found) return;
        throw new JobRefused($"{quarter} was run with another configuration: {string.Join(", ", found)} changed since. Put back what it was run with, or take what is configured and known now with "
            + $"'quarter run {quarter} --repin'. Nothing was changed.");
    }
}
