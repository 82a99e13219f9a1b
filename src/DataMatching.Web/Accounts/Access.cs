using DataMatching.Review;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.Extensions.DependencyInjection;

namespace DataMatching.Web.Accounts;

/// <summary>
/// Which roles may open which folder of screens. A folder that is not listed here can be opened by nobody, and a test names it. Within a folder, what is shown
/// is cut to the account's district by the queries themselves.
/// </summary>
internal static class Access
{
    private static readonly Role[] Everybody = Enum.GetValues<Role>();
    private static readonly Role[] Reviewers = [Role.Grassroots, Role.County, Role.City, Role.Supervisor, Role.Auditor];
    private static readonly Role[] Engine = [Role.Operator, Role.Administrator, Role.Supervisor, Role.Auditor];

    /// <summary>The policy of the pages that the engine brings along: they are for those who run the program.</summary>
    public const string EnginePages = "engine pages";

    private static readonly Role[] EngineKeepers = [Role.Operator, Role.Administrator];

    /// <summary>Screens that need no sign-in.</summary>
    public static readonly string[] Open = ["SignIn", "Setup", "Problem", "Language"];

    /// <summary>Every other folder of screens with the roles that may open it.</summary>
    public static readonly IReadOnlyDictionary<string, Role[]> Folders = new Dictionary<string, Role[]>(StringComparer.Ordinal)
    {
        ["Home"] = Everybody,
        ["Password"] = Everybody,
        ["Worklist"] = Reviewers,
        ["Sheet"] = Reviewers,
        ["Quarters"] = Reviewers,
        ["Matches"] = Reviewers,
        ["Notice"] = Reviewers,
        ["Report"] = Reviewers,
        ["Trail"] = [Role.Supervisor, Role.Auditor],
        ["Runs"] = Engine,
        ["Registries"] = Engine,
        ["Quarantine"] = Engine,
        ["Policies"] = Everybody,
        ["DryRuns"] = Engine,
        ["Users"] = [Role.Administrator],
    };

    /// <summary>True when the role may open the folder's screens.</summary>
    public static bool Allows(Role role, string folder) => Folders.TryGetValue(folder, out var roles) && roles.Contains(role);

    /// <summary>True when the role may open the pages that the engine brings along.</summary>
    public static bool AllowsEnginePages(Role role) => EngineKeepers.Contains(role);

    public static void AddPolicies(AuthorizationOptions options)
    {
        options.AddPolicy(EnginePages, policy => policy.RequireAuthenticatedUser().RequireRole(EngineKeepers.Select(r => r.ToString())));
        foreach (var (folder, roles) in Folders) options.AddPolicy(folder, policy => policy.RequireAuthenticatedUser().RequireRole(roles.Select(r => r.ToString())));
        // An address that no screen has is told as such (404) to who is signed in; the others are asked to sign in first.
        options.AddPolicy("nobody", policy => policy.RequireAuthenticatedUser().RequireAssertion(asked => asked.Resource is HttpContext context && context.GetEndpoint() is null));
        options.FallbackPolicy = options.GetPolicy("nobody");
    }

    public static void Apply(PageConventionCollection conventions)
    {
        foreach (var folder in Folders.Keys) conventions.AuthorizeFolder($"/{folder}", folder);
        foreach (var folder in Open) conventions.AllowAnonymousToFolder($"/{folder}");
    }
}
