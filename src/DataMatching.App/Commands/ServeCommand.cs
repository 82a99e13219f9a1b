using System.CommandLine;
using DataMatching.App.Screen;
using DataMatching.Jobs;
using DataMatching.Review;
using DataMatching.Web.Accounts;
using DataMatching.Web.Hosting;
using Microsoft.Extensions.Hosting;

namespace DataMatching.App.Commands;

/// <summary><c>serve</c>: the reviewers' and operators' pages.</summary>
internal static class ServeCommand
{
    public const string DefaultAddress = "http://127.0.0.1:5080";

    public static Option<string> AddressOption() => new("--url")
    {
        Description = "Where the pages are, such as http://127.0.0.1:5080 or https://+:5443. Put a proxy with TLS before it when others than this machine use it.",
        DefaultValueFactory = _ => DefaultAddress,
    };

    public static Command Make(TimeProvider clock)
    {
        var address = AddressOption();
        var command = new Command("serve", "The pages of reviewers and operators.") { address };
        command.SetAction((parsed, cancel) => Task.FromResult(Guard.OnSite(parsed, clock, (site, terminal) =>
        {
            if (FirstAdministrator(site) is { } code)
            {
                terminal.Say($"First start: open {parsed.GetValue(address)}/setup, name 'admin', one-time code {code} (good for {Invitations.GoodFor.Days} days), and set your password.");
            }

            return Run(site, terminal, parsed.GetValue(address)!, cancel);
        })));
        return command;
    }

    /// <summary>Serves until it is stopped.</summary>
    public static int Run(Site site, Terminal terminal, string address, CancellationToken cancel)
    {
        using var pages = WebSite.Make(ForWeb(site), new HouseholdInputsOfSite(site), new SourceRowsOfSite(site), new ListExport(), address);
        pages.Start();
        terminal.Say($"Serving {string.Join(", ", pages.Urls)}. Stop with Ctrl-C.");
        cancel.WaitHandle.WaitOne();
        pages.StopAsync(TimeSpan.FromSeconds(5)).GetAwaiter().GetResult();
        return Guard.Done;
    }

    /// <summary>The one-time code of the first administrator; null when there are accounts that can be used.</summary>
    private static string? FirstAdministrator(Site site)
    {
        var accounts = site.Store.Accounts.All();
        if (accounts.Any(a => a.Enabled && site.Store.Accounts.Secret(a.Id).PasswordHash is not null)) return null;
        var admin = accounts.FirstOrDefault(a => a.Name == "admin") ?? site.Store.Accounts.Create("admin", "系统管理员", Role.Administrator, null, Stamps.New());
        return new Invitations(site.Store, site.Clock).For(admin);
    }

    /// <summary>What the pages know of a site.</summary>
    internal static SiteForWeb ForWeb(Site site) => new(
        site.Configuration.Settings.Name, site.Store, site.Clock, Path.Combine(site.Folder.Keys, "web"), site.Configuration.Terms, site.Configuration.Policies, site.Configuration.Standards,
        site.Configuration.Steps, site.Configuration.Calendar);
}
