using System.CommandLine;
using DataMatching.App.Screen;
using DataMatching.Jobs;
using DataMatching.Review;
using DataMatching.Web.Accounts;

namespace DataMatching.App.Commands;

/// <summary><c>users</c>: accounts of the pages, for whoever has the machine.</summary>
internal static class UsersCommand
{
    private const string Everywhere = "everywhere";

    public static Command Make(TimeProvider clock)
    {
        var command = new Command("users", "Accounts of the pages: list, add, change, code, disable, enable.");
        command.Subcommands.Add(List(clock));
        command.Subcommands.Add(Add(clock));
        command.Subcommands.Add(Change(clock));
        command.Subcommands.Add(Named("code", "A new one-time code, by which the person sets a password.", clock, (site, terminal, account) => Tell(site, terminal, account)));
        command.Subcommands.Add(Named("disable", "Signs the person out and lets him in no more.", clock, (site, terminal, account) => Enable(site, terminal, account, false)));
        command.Subcommands.Add(Named("enable", "Lets the person in again.", clock, (site, terminal, account) => Enable(site, terminal, account, true)));
        return command;
    }

    private static Command List(TimeProvider clock)
    {
        var command = new Command("list", "All accounts.");
        command.SetAction(parsed => Guard.OnSite(parsed, clock, (site, terminal) =>
        {
            var accounts = site.Store.Accounts.All();
            terminal.Result(accounts.Select(a => new { a.Name, a.DisplayName, role = a.Role.ToString(), scope = a.Scope?.ToString(), a.Enabled }).ToList(), () =>
            {
                var table = Tables.Of("Accounts", "name", "display name", "role", "district", "state");
                foreach (var a in accounts) table.Row(a.Name, a.DisplayName, a.Role, a.Scope?.ToString() ?? Everywhere, a.Enabled ? "active" : "disabled");
                terminal.Show(table);
            });
            return Guard.Done;
        }, SiteUse.Look));
        return command;
    }

    private static Command Add(TimeProvider clock)
    {
        var name = new Argument<string>("NAME") { Description = "The sign-in name: a-z, 0-9, dot, hyphen, underscore." };
        var display = new Option<string?>("--display") { Description = "The name as colleagues read it. Default: NAME." };
        var role = RoleOption(required: true);
        var scope = new Option<string?>("--district") { Description = "Six digits; left away: everywhere." };
        var command = new Command("add", "Makes an account and a one-time code for it.") { name, display, role, scope };
        command.SetAction(parsed => Guard.OnSite(parsed, clock, (site, terminal) =>
        {
            var sign = parsed.GetValue(name)!.ToLowerInvariant();
            var shown = parsed.GetValue(display) ?? sign;
            if (NewAccount.Fault(sign, shown, parsed.GetValue(role), parsed.GetValue(scope)) is { } fault) throw new UsageRefused(fault.English + ".");
            if (site.Store.Accounts.Find(sign) is not null) throw new UsageRefused($"There is an account '{sign}' already.");
            return Tell(site, terminal, site.Store.Accounts.Create(sign, shown, parsed.GetValue(role), NewAccount.ScopeOf(parsed.GetValue(scope)), Stamps.New()));
        }, SiteUse.Change));
        return command;
    }

    private static Command Change(TimeProvider clock)
    {
        var name = new Argument<string>("NAME") { Description = "The sign-in name." };
        var role = RoleOption(required: false);
        var scope = new Option<string?>("--district") { Description = $"Six digits, or '{Everywhere}'. Left away: as it is." };
        var command = new Command("change", "Gives an account another role or district; whoever is signed in with it is signed out.") { name, role, scope };
        command.SetAction(parsed => Guard.OnSite(parsed, clock, (site, terminal) =>
        {
            var account = Find(site, parsed.GetValue(name)!);
            if (parsed.GetResult(role) is null && parsed.GetValue(scope) is null) throw new UsageRefused("Nothing to change: give --role, --district or both.");
            var wanted = parsed.GetResult(role) is null ? account.Role : parsed.GetValue(role);
            var where = parsed.GetValue(scope) is not { } text ? account.Scope?.ToString() : text == Everywhere ? null : text;
            if (NewAccount.RightsFault(wanted, where) is { } fault) throw new UsageRefused(fault.English + ".");
            var after = account with { Role = wanted, Scope = NewAccount.ScopeOf(where) };
            site.Store.Accounts.Change(after, Stamps.New());
            terminal.Result(new { after.Name, role = after.Role.ToString(), scope = after.Scope?.ToString() }, () => terminal.Say($"{after.Name} is {after.Role}, {after.Scope?.ToString() ?? Everywhere}."));
            return Guard.Done;
        }, SiteUse.Change));
        return command;
    }

    private static Option<Role> RoleOption(bool required) => new("--role") { Description = "Administrator, Operator, Grassroots, County, City, Supervisor or Auditor.", Required = required };

    private static Account Find(Site site, string name) =>
        site.Store.Accounts.Find(name) ?? throw new JobRefused($"There is no account '{name.ToLowerInvariant()}'. 'datamatching users list' shows all.");

    private static Command Named(string verb, string description, TimeProvider clock, Func<Site, Terminal, Account, int> work)
    {
        var name = new Argument<string>("NAME") { Description = "The sign-in name." };
        var command = new Command(verb, description) { name };
        command.SetAction(parsed => Guard.OnSite(parsed, clock, (site, terminal) => work(site, terminal, Find(site, parsed.GetValue(name)!)), SiteUse.Change));
        return command;
    }

    private static int Tell(Site site, Terminal terminal, Account account)
    {
        var code = new Invitations(site.Store, site.Clock).For(account);
        terminal.Result(new { account.Name, code }, () => terminal.Say($"One-time code for {account.Name}: {code} (good for {Invitations.GoodFor.Days} days, on the page /setup)."));
        return Guard.Done;
    }

    private static int Enable(Site site, Terminal terminal, Account account, bool enabled)
    {
        site.Store.Accounts.Change(account with { Enabled = enabled }, Stamps.New());
        terminal.Result(new { account.Name, enabled }, () => terminal.Say($"{account.Name} is {(enabled ? "enabled" : "disabled")}."));
        return Guard.Done;
    }
}
