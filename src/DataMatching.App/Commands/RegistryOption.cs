using System.CommandLine;
using DataMatching.Connectors.Registries;

namespace DataMatching.App.Commands;

/// <summary><c>--registry</c> and <c>--out</c> of commands that write what is sent to an agency.</summary>
internal static class RegistryOption
{
    /// <summary>The registry asked for; null: all.</summary>
    /// <param name="besides">Names that are no registries and allowed too.</param>
    /// <exception cref="UsageRefused">No registry is called so.</exception>
    public static string? Of(ParseResult parsed, Option<string?> registry, params string[] besides)
    {
        var only = parsed.GetValue(registry);
        string[] known = [.. AllDatasets.InOrder.Select(d => d.Registry).Distinct(StringComparer.Ordinal), .. besides];
        if (only is not null && !known.Contains(only, StringComparer.Ordinal)) throw new UsageRefused($"No registry is called so. Expected one of {string.Join(", ", known)}.");
        return only;
    }

    /// <summary>The file to write; null: none.</summary>
    /// <exception cref="UsageRefused">It names a folder.</exception>
    public static string? FileOf(ParseResult parsed, Option<string?> file)
    {
        var to = parsed.GetValue(file);
        if (to is not null && (to.Length == 0 || Directory.Exists(to))) throw new UsageRefused("--out names a folder. Expected a file such as rows.csv.");
        return to;
    }
}
