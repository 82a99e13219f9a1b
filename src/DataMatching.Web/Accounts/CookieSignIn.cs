using System.Globalization;
using System.Security.Claims;
using DataMatching.Review;
using DataMatching.Storage;
using DataMatching.Web.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace DataMatching.Web.Accounts;

/// <summary>
/// Signing in by name and password with ASP.NET Core's own cookie and password hash. The cookie ends after half an hour without a click and after ten hours at all, and at
/// once when the account is disabled or its password, role or district was changed: the account's security stamp is held against the cookie's on every request.
/// </summary>
internal static class CookieSignIn
{
    /// <summary>What parts of pages send along that refresh themselves (hx-headers).</summary>
    public const string PollHeader = "Dm-Poll";

    private const string StampClaim = "stamp", SinceClaim = "since";
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(30), Longest = TimeSpan.FromHours(10);

    public static void AddSignIn(this IServiceCollection services)
    {
        services.AddSingleton<IPasswordHasher<Account>>(new PasswordHasher<Account>());
        services.AddSingleton<Passwords>();
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie =>
        {
            cookie.Cookie.Name = "dm-sign-in";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookie.ExpireTimeSpan = Idle;
            cookie.SlidingExpiration = true;
            cookie.LoginPath = "/sign-in";
            cookie.AccessDeniedPath = "/problem";
            cookie.ReturnUrlParameter = "to";
            cookie.Events.OnValidatePrincipal = Validate;
            cookie.Events.OnCheckSlidingExpiration = asked =>
            {
                // A page that refreshes itself is nobody's click.
                asked.ShouldRenew = asked.ShouldRenew && !asked.HttpContext.Request.Headers.ContainsKey(PollHeader)
                    && asked.HttpContext.RequestServices.GetService<EnginePages>()?.IsPoll(asked.HttpContext.Request.Path) != true;
                return Task.CompletedTask;
            };
            cookie.Events.OnRedirectToLogin = AskToSignIn;
            cookie.Events.OnRedirectToAccessDenied = denied =>
            {
                denied.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            };
        });
        services.AddAuthorization(Access.AddPolicies);
    }

    public static Task SignIn(HttpContext context, Account account, string stamp, DateTimeOffset now) => context.SignInAsync(new ClaimsPrincipal(new ClaimsIdentity(
    [
        new Claim(ClaimTypes.NameIdentifier, account.Id.ToString(CultureInfo.InvariantCulture)),
        new Claim(ClaimTypes.Role, account.Role.ToString()),
        new Claim(StampClaim, stamp),
        new Claim(SinceClaim, now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
    ], CookieAuthenticationDefaults.AuthenticationScheme)));

    /// <summary>A part of a page can't show the sign-in: htmx is told to leave for it, and comes back to the page whose part it was.</summary>
    private static Task AskToSignIn(RedirectContext<CookieAuthenticationOptions> asked)
    {
        var headers = asked.Request.Headers;
        if (!headers.ContainsKey("HX-Request"))
        {
            asked.Response.Redirect(asked.RedirectUri);
            return Task.CompletedTask;
        }

        var page = Uri.TryCreate(headers["HX-Current-URL"], UriKind.Absolute, out var current) && current.Authority == asked.Request.Host.Value ? current.PathAndQuery : "/";
        if (asked.HttpContext.Features.Get<IStatusCodePagesFeature>() is { } pages) pages.Enabled = false;
        asked.Response.StatusCode = StatusCodes.Status401Unauthorized;
        asked.Response.Headers["HX-Redirect"] = asked.Options.LoginPath + QueryString.Create(asked.Options.ReturnUrlParameter, page);
        return Task.CompletedTask;
    }

    private static async Task Validate(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var accounts = services.GetRequiredService<Store>().Accounts;
        var stamp = SignedIn.NumberOf(context.Principal) is { } id && accounts.Find(id) is { Enabled: true } ? Stamps.Text(accounts.Secret(id).Stamp) : null;
        var since = long.TryParse(context.Principal?.FindFirstValue(SinceClaim), NumberStyles.None, CultureInfo.InvariantCulture, out var s) ? DateTimeOffset.FromUnixTimeSeconds(s) : DateTimeOffset.MinValue;
        if (stamp is not null && stamp == context.Principal?.FindFirstValue(StampClaim) && now - since < Longest) return;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync();
    }
}
