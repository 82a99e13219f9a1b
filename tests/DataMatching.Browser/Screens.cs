using System.Reflection;
using System.Text.RegularExpressions;
using DataMatching.Review;
using DataMatching.Web.Accounts;
using DataMatching.Web.Hosting;
using Microsoft.AspNetCore.Razor.Hosting;

namespace DataMatching.Browser;

/// <summary>Every screen that is compiled into the pages, with an address that shows it: a new one is looked at without being named here.</summary>
internal static partial class Screens
{
    /// <summary>Screens that only send on to another.</summary>
    private static readonly string[] SendOn = ["Home", "Language"];

    /// <summary>Name of the screen, its address by template, and who looks at it: null for screens that need no sign-in.</summary>
    public static IEnumerable<(string Name, string Template, Role? Role)> All =>
        from item in typeof(WebSite).Assembly.GetCustomAttributes<RazorCompiledItemAttribute>()
        let template = item.Type.GetCustomAttributes<RazorCompiledItemMetadataAttribute>().FirstOrDefault(m => m.Key == "RouteTemplate")?.Value
        where template is not null
        let parts = item.Identifier.Split('/')
        let folder = parts[2]
        where !SendOn.Contains(folder)
        orderby item.Identifier
        select ($"{folder}-{Path.GetFileNameWithoutExtension(parts[^1])}", template, Access.Open.Contains(folder) ? null : (Role?)Looker(folder));

    /// <summary>The template with its parameters filled in from the demo.</summary>
    public static string Fill(string template, string household) => Parameter().Replace(template, found => found.Groups["name"].Value switch
    {
        "quarter" => "2026Q3",
        "household" or "key" => household,
        "name" => "tax",
        "id" => "1",
        _ when found.Groups["optional"].Success => "",
        var other => throw new InvalidOperationException($"{template} has a parameter {other}: say here what the tests put in for it."),
    }).TrimEnd('/');

    private static Role Looker(string folder) => new[] { Role.Supervisor, Role.Administrator }.Concat(Enum.GetValues<Role>()).First(role => Access.Allows(role, folder));

    [GeneratedRegex(@"\{(?<name>\w+)(:\w+)?(?<optional>\?)?\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parameter();
}
