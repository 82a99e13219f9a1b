using System.Text.Encodings.Web;
using System.Text.Unicode;
using DataMatching.Web.Accounts;
using DataMatching.Web.Cases;
using DataMatching.Web.Matches;
using DataMatching.Web.Quarters;
using DataMatching.Web.Words;
using DataMatching.Web.Worklists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.WebEncoders;

namespace DataMatching.Web.Hosting;

/// <summary>The reviewers' and operators' pages as one ASP.NET Core application.</summary>
public static class WebSite
{
    /// <param name="address">Where it listens, such as <c>http://127.0.0.1:5080</c>.</param>
    /// <param name="ports">What the pages ask of the program.</param>
    public static WebApplication Make(SiteForWeb site, SitePorts ports, string address)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.WebHost.UseUrls(address).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = Limits.LargestRequest;
        });
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(site).AddSingleton(site.Clock).AddSingleton(site.Store);
        ports.Add(builder.Services);
        builder.Services.AddHttpContextAccessor().AddScoped<Say>().AddScoped<SignedIn>().AddScoped<CaseDesk>().AddScoped<MatchDesk>().AddScoped<PublicNotices>().AddScoped<AssignCases>().AddScoped<SearchCases>()
            .AddScoped<ExportWorklist>().AddSingleton<Invitations>();
        builder.Services.AddDataProtection().SetApplicationName("datamatching").PersistKeysToFileSystem(Directory.CreateDirectory(site.Keys));
        builder.Services.Configure<WebEncoderOptions>(encoder => encoder.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        builder.Services.AddSignIn();
        builder.Services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = "dm-form";
            antiforgery.Cookie.SameSite = Microsoft.AspNetCore.Http.SameSiteMode.Strict;
            antiforgery.Cookie.SecurePolicy = Microsoft.AspNetCore.Http.CookieSecurePolicy.SameAsRequest;
        });
        builder.Services.AddRazorPages(pages =>
        {
            pages.RootDirectory = "/Screens";
            Access.Apply(pages.Conventions);
        }).AddApplicationPart(typeof(WebSite).Assembly);

        var app = builder.Build();
        // A proxy with TLS on this machine says so; from elsewhere the header is not believed.
        app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedProto });
        app.UseExceptionHandler("/problem");
        app.UseStatusCodePagesWithReExecute("/problem", "?code={0}");
        app.UseSecurityHeaders(ports.Engine);
        app.UseLimits();
        app.MapAssets();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapHealth();
        app.MapRazorPages();
        ports.Engine?.Map(app);
        return app;
    }
}
