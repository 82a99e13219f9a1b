using System.CommandLine;
using DataMatching.App.Screen;
using DataMatching.Connectors.Transports;
using DataMatching.Jobs;
using DataMatching.Jobs.Databases;
using DataMatching.Storage;

namespace DataMatching.App.Commands;

/// <summary><c>db</c>: the site's database as a whole.</summary>
internal static class DbCommand
{
    public static Command Make(TimeProvider clock)
    {
        var command = new Command("db", "The site's database as a whole: migrate, check, copy, backup.");
        command.Subcommands.Add(Migrate(clock));
        command.Subcommands.Add(Check(clock));
        command.Subcommands.Add(Copy(clock));
        command.Subcommands.Add(BackUp(clock));
        return command;
    }

    private static Command Migrate(TimeProvider clock)
    {
        var dry = new Option<bool>("--dry-run") { Description = "Only tell what would be applied." };
        var command = new Command("migrate", "Bring the database up to date, as the night does on opening it, and show what was applied when. Back up before.") { dry };
        command.SetAction(parsed => OnDatabase(parsed, clock, (database, terminal) =>
        {
            var outcome = MigrateDatabase.Run(database, clock, parsed.GetValue(dry));
            terminal.Result(outcome, () =>
            {
                var table = Tables.Of(outcome.Database, "migration", "state", "applied (UTC)", "SHA-256");
                foreach (var m in outcome.Migrations) table.Row(m.Name, outcome.Applied.Contains(m.Name) && !outcome.DryRun ? "applied now" : m.State, m.AppliedAt, m.Sha256);
                terminal.Show(table);
                terminal.Say(outcome.DryRun
                    ? $"{outcome.Applied.Count} would be applied. Nothing was changed."
                    : outcome.Applied.Count == 0 ? "The database was up to date; nothing was changed." : $"{outcome.Applied.Count} applied.");
            });
            return outcome.Migrations.All(m => m.State == AppliedMigration.Applied || (outcome.DryRun && m.State == AppliedMigration.Pending)) ? Guard.Done : Guard.Failed;
        }));
        return command;
    }

    private static Command Check(TimeProvider clock)
    {
        var all = new Option<bool>("--all") { Description = "Open every sealed value, not a sample of each table." };
        var command = new Command("check", "Look through the database: migrations, schema, its own checks, keys, sealed values, rows and a hash of each table. Changes nothing.") { all };
        command.SetAction((parsed, cancel) => Task.FromResult(OnDatabase(parsed, clock, (database, terminal) =>
        {
            var check = terminal.WithProgress(p => CheckSiteDatabase.Run(database, parsed.GetValue(all), p, cancel));
            terminal.Result(check, () =>
            {
                Show(terminal, database.Name, check.Tables);
                var latest = check.Migrations.LastOrDefault(m => m.AppliedAt is not null);
                terminal.Say($"{check.Kind}, {check.Migrations.Count(m => m.State == AppliedMigration.Applied)} migrations applied, the newest {latest?.Name ?? "none"}; {check.Opened} of {check.Sealed} sealed values opened.");
                foreach (var finding in check.Findings) terminal.Say($"{finding.What}: found {finding.Found}; expected {finding.Expected}. Do: {finding.Do}.");
                terminal.Say(check.Findings.Count == 0 ? "Nothing was found." : $"{check.Findings.Count} found.");
            });
            return check.Findings.Count == 0 ? Guard.Done : Guard.Failed;
        })));
        return command;
    }

    private static Command Copy(TimeProvider clock)
    {
        var to = new Option<string?>("--to") { Description = "Where the connection string of the new, empty database is: file:secrets/NAME below the site, or env:NAME. None for sqlite, which lies in data/." };
        var kind = new Option<string>("--kind") { Description = "What the new database is: postgresql, sqlserver or sqlite.", DefaultValueFactory = _ => DatabaseKind.PostgreSql.Word() };
        kind.AcceptOnlyFromAmong([.. Enum.GetValues<DatabaseKind>().Select(k => k.Word())]);
        var command = new Command("copy", "Copy all data into a new, empty database and verify it by counts and hashes. The site's own database and settings are not changed.") { to, kind };
        command.SetAction((parsed, cancel) => Task.FromResult(OnDatabase(parsed, clock, (database, terminal) =>
        {
            var made = DatabaseKinds.Find(parsed.GetValue(kind))!.Value;
            var secret = Target(database, made, parsed.GetValue(to));
            var copied = terminal.WithProgress(p => CopySiteDatabase.Run(database, made, secret, clock, p, cancel));
            terminal.Result(copied, () =>
            {
                Show(terminal, copied.To, copied.Tables);
                terminal.Say($"{copied.Tables.Sum(t => t.Rows)} rows copied; counts and hashes are the same in both.");
                terminal.Say($"To work on it put this into config/site.json: {copied.Setting}");
                terminal.Say("Then 'datamatching db check'. Keys stay in data/keys; keep the old database until you have a backup of the new one.");
            });
            return Guard.Done;
        })));
        return command;
    }

    /// <exception cref="UsageRefused">The options name no other database.</exception>
    private static Secret? Target(SiteDatabase database, DatabaseKind kind, string? to)
    {
        if (kind == DatabaseKind.Sqlite)
        {
            if (to is not null) throw new UsageRefused("A SQLite database lies in data/ and has no connection string: leave --to away.");
            return database.Server is not null ? null : throw new UsageRefused("The site's data are in SQLite already. To keep a copy of them use 'datamatching db backup FILE'.");
        }

        if (to is null || Secret.TryParse(to) is not { } secret)
            throw new UsageRefused("--to: found something else (not shown), expected where the connection string of the new database is: env:NAME, or file:PATH below the site such as file:secrets/new-database.");
        return secret.Place != database.Server?.Connection.Place ? secret : throw new UsageRefused($"{secret.Place} is the site's database itself. Name the place of another connection string.");
    }

    private static Command BackUp(TimeProvider clock)
    {
        var file = new Argument<string>("FILE") { Description = "The new file; one that is there is never overwritten." };
        var command = new Command("backup", "Copy a SQLite database into one file, while the site works, and look through the copy. Keys are not in it: keep data/keys apart.") { file };
        command.SetAction((parsed, cancel) => Task.FromResult(OnDatabase(parsed, clock, (database, terminal) =>
        {
            var made = terminal.WithProgress(p => BackUpDatabase.Run(database, parsed.GetValue(file)!, p, cancel));
            terminal.Result(made, () =>
            {
                Show(terminal, made.File, made.Tables);
                terminal.Say($"{made.File}: {made.Bytes} bytes, looked through. It is of no use without data/keys, which are not in it.");
            });
            return Guard.Done;
        })));
        return command;
    }

    private static void Show(Terminal terminal, string title, IReadOnlyList<TableSum> sums)
    {
        var table = Tables.Of(title, "table", ">rows", "SHA-256");
        foreach (var sum in sums) table.Row(sum.Table, sum.Rows, sum.Sha256);
        terminal.Show(table);
    }

    /// <summary>Needs of the configuration no more than where the database is: the rest may be at fault.</summary>
    private static int OnDatabase(ParseResult parsed, TimeProvider clock, Func<SiteDatabase, Terminal, int> work) => Guard.Run(parsed, clock, terminal =>
    {
        var folder = SiteFolder.At(parsed.GetValue(Root.Site)!);
        Site.RefuseUnfinished(folder);
        var settings = Path.Combine(folder.Config, "site.json");
        if (!File.Exists(settings)) throw new UsageRefused($"{folder.Root} is not a site: it has no config/site.json. Name one with --site, or make one with 'datamatching init --site {ShellWord.Of(folder.Root)}'.");
        List<ConfigurationError> errors = [];
        var database = SiteDatabase.Of(folder, SiteSettings.Parse(File.ReadAllText(settings), errors));
        var faults = errors.FindAll(e => !e.Place.StartsWith("$.", StringComparison.Ordinal) || e.Place.StartsWith("$.database", StringComparison.Ordinal));
        return faults.Count == 0 ? work(database, terminal) : throw new ConfigurationRefused(faults);
    });
}
