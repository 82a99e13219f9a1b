using DataMatching.Jobs;
using DataMatching.Jobs.Units;
using DataMatching.Web.Hosting;

namespace DataMatching.App.Nodes;

/// <summary>Which engine a site is configured for, and whether this build has it: the only place that knows of the build with Hangfire (-p:Hangfire=true).</summary>
internal static class Engines
{
    /// <summary>The engine of the site; null: the one that every site has, this process alone.</summary>
    public static IEngine? Start(Node node, NodeOptions options)
    {
#if HANGFIRE
        if (node.Site.Configuration.Settings.Engine == EngineKind.Hangfire) return HangfireNode.Start(node, options);
#endif
        return node.Site.Store.Server is null ? null : QuartzEngine.Start(node, options);
    }

    /// <summary>The pages that the site's engine brings along; null where it has none.</summary>
    public static EnginePages? PagesOf(Site site)
    {
#if HANGFIRE
        return (site.Engine as HangfireNode)?.Pages;
#else
        return null;
#endif
    }

    /// <summary>The fault of a configuration that names an engine this build lacks; null when there is none.</summary>
    public static ConfigurationError? Missing(SiteConfiguration configuration)
    {
#if HANGFIRE
        return null;
#else
        return configuration.Settings.Engine != EngineKind.Hangfire ? null : new ConfigurationError(
            "config/site.json", "$.engine", "\"hangfire\"", "\"quartz\": this program was built without Hangfire, whose packages are not on every feed. Build it with -p:Hangfire=true (docs/operating.md, Hangfire), or take engine out");
#endif
    }
}
