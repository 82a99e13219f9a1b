using System.Text.Json;
using DataMatching.Tests.Reports;

namespace DataMatching.Tests.App;

/// <summary>Every fault is one line of its own, with what to do; none hides another.</summary>
[TestClass]
public sealed class DoctorTests
{
    [TestMethod]
    public void A_fresh_site_has_nothing_but_the_missing_import_and_texts_that_have_run_out_to_warn_of()
    {
        using var line = new CommandLine();
        line.Init();
        var outcome = line.Run("doctor", "--json");
        Assert.AreEqual(0, outcome.Code, outcome.Output);
        var checks = outcome.Json.EnumerateArray().ToList();
        CollectionAssert.AreEqual(new[] { "state", "what", "finding", "do" }, checks[0].EnumerateObject().Select(p => p.Name).ToArray());
        CollectionAssert.IsSubsetOf(new[] { "config/", "union/", "drop/", "data/", "lists/", "configuration", "keys and database", "clock", "deliveries", "disk" }, checks.ConvertAll(c => Text(c, "what")));
        Assert.AreEqual("datamatching import", Text(Check(outcome, "keys and database"), "do"));
        CollectionAssert.AreEqual(new[] { "policy national", "keys and database" }, checks.Where(c => Text(c, "state") != "OK" && Text(c, "what") != "disk").Select(c => Text(c, "what")).ToArray());
        Assert.Contains("resident-pension-counted (since 2026-01-01)", Text(Check(outcome, "policy national"), "finding")!, StringComparison.Ordinal);
    }

    [TestMethod]
    public void It_makes_nothing_where_no_site_is()
    {
        using var line = new CommandLine();
        var outcome = line.Run("doctor");
        Assert.AreEqual(1, outcome.Code);
        Assert.Contains("datamatching init", outcome.Output, StringComparison.Ordinal);
        Assert.IsFalse(Directory.Exists(line.Site));
    }

    [TestMethod]
    [DataRow("Server=10.0.0.5;User Id=u;Password=hush", "", "OK", DisplayName = "safe")]
    [DataRow("Server=10.0.0.5;User Id=u;Password=hush;Encrypt=Optional", "", "FAIL", DisplayName = "open")]
    [DataRow("Server=10.0.0.5;User Id=u;Password=hush;Encrypt=Optional", ", \"unencrypted\": \"专线\"", "WARN", DisplayName = "open on purpose")]
    [DataRow(null, "", "FAIL", DisplayName = "no connection string")]
    public void A_source_is_looked_at_without_asking_anybody(string? connection, string more, string state)
    {
        using var line = new CommandLine();
        line.Init();
        var file = line.At("site", "config", "registries", "tax.json");
        var tax = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(file))!;
        tax["datasets"]!["wages"]!["source"] = System.Text.Json.Nodes.JsonNode.Parse($$"""
            { "kind": "sqlserver", "scope": "440000", "connection": "file:tax.connection", "view": "dbo.v", "columns": { "姓名": "XM", "证件号码": "SFZH", "税款所属期": "NY", "收入额": "JE" }{{more}} }
            """);
        File.WriteAllText(file, tax.ToJsonString());
        if (connection is not null) SecretFile.Write(line.At("site", "tax.connection"), connection);
        var outcome = line.Run("doctor", "--json");
        Assert.AreEqual(state, Text(Check(outcome, "source tax/wages"), "state"), outcome.Output);
        Assert.AreEqual(state == "FAIL" ? 1 : 0, outcome.Code);
        Assert.DoesNotContain("hush", outcome.Output, StringComparison.Ordinal);
        if (state == "WARN") Assert.Contains("专线", Text(Check(outcome, "source tax/wages"), "finding")!, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("file:secrets/notify.key", true, "OK", DisplayName = "there")]
    [DataRow("file:secrets/notify.key", false, "FAIL", DisplayName = "missing")]
    [DataRow("env:DATAMATCHING_OF_THE_SERVICE_ALONE", false, "WARN", DisplayName = "a variable of the service")]
    public void The_secret_of_the_notices_is_looked_at_without_telling_anybody(string secret, bool there, string state)
    {
        using var line = new CommandLine();
        line.Init();
        File.WriteAllText(line.At("site", "config", "site.json"), $$"""{ "name": "x", "notify": { "url": "http://127.0.0.1:9/", "secret": "{{secret}}" } }""");
        if (there)
        {
            Directory.CreateDirectory(line.At("site", "secrets"));
            SecretFile.Write(line.At("site", "secrets", "notify.key"), "hush");
        }

        var outcome = line.Run("doctor", "--json");
        Assert.AreEqual(state, Text(Check(outcome, "notify"), "state"), outcome.Output);
        Assert.AreEqual(state == "FAIL" ? 1 : 0, outcome.Code);
        Assert.DoesNotContain("hush", outcome.Output, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Every_fault_of_configuration_keys_and_deliveries_is_told_at_once()
    {
        using var line = new CommandLine();
        line.Init();
        File.WriteAllText(line.At("site", "config", "site.json"), """{ "cutoffDays": 1000, "colour": "red" }""");
        File.AppendAllText(Directory.GetFiles(line.At("site", "config", "standards"), "*.csv")[0], "4401,2026-01-01,free,nowhere\n");
        Directory.Delete(line.At("site", "data", "keys"), true);
        Directory.Delete(line.At("site", "union"), true);
        Directory.CreateDirectory(line.At("site", "drop", "tax"));
        File.WriteAllText(line.At("site", "drop", "tax", "a.csv"), "x\n");
        File.WriteAllText(line.At("site", "drop", "tax", "b.csv"), "x\n");
        File.WriteAllText(line.At("site", "drop", "tax", "b.csv.manifest.json"), "{}");
        var outcome = line.Run("doctor", "--json");
        Assert.AreEqual(1, outcome.Code);
        foreach (var (what, state) in new[]
        {
            ("config/site.json $.cutoffDays", "FAIL"), ("config/site.json $.colour", "FAIL"), ("union/", "FAIL"), ("keys and database", "FAIL"), ("tax/a.csv", "WARN"), ("tax/b.csv", "FAIL"),
        })
        {
            Assert.AreEqual(state, Text(Check(outcome, what), "state"), what);
        }

        Assert.Contains(c => Text(c, "what")!.StartsWith("config/standards/", StringComparison.Ordinal) && Text(c, "state") == "FAIL", outcome.Json.EnumerateArray().ToList());
        Assert.Contains("restore data/keys", Text(Check(outcome, "keys and database"), "do")!, StringComparison.Ordinal);
        Assert.IsFalse(Directory.Exists(line.At("site", "data", "keys")), "doctor makes no new keys");
    }

    [TestMethod]
    public void A_lost_database_is_not_made_anew()
    {
        using var line = new CommandLine();
        line.Init();
        File.Delete(line.At("site", "data", "datamatching.db"));
        var outcome = line.Run("doctor", "--json");
        Assert.AreEqual("FAIL", Text(Check(outcome, "keys and database"), "state"));
        Assert.Contains("backup", line.Run("status").Errors, StringComparison.Ordinal);
        Assert.IsFalse(File.Exists(line.At("site", "data", "datamatching.db")));
    }

    [TestMethod]
    public void An_older_database_is_told_and_left_as_it_is_by_all_that_only_look()
    {
        using var line = new CommandLine();
        line.Init();
        Meddle("DELETE FROM schema_migration");
        var doctor = line.Run("doctor", "--json");
        Assert.AreEqual(0, doctor.Code, "a night can run");
        Assert.AreEqual("WARN", Text(Check(doctor, "keys and database"), "state"));
        Assert.Contains("older version", Text(Check(doctor, "keys and database"), "finding")!, StringComparison.Ordinal);
        foreach (var command in new[] { "status", "quarter lists 2026Q3", "explain KN1" })
        {
            var outcome = line.Run(command.Split(' '));
            Assert.AreEqual(1, outcome.Code, command);
            Assert.Contains("datamatching db migrate", outcome.Errors, StringComparison.Ordinal);
        }

        Assert.AreEqual(0, Meddle("DELETE FROM schema_migration"), "looking applied a migration");

        int Meddle(string sql)
        {
            using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={line.At("site", "data", "datamatching.db")};Pooling=False");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            return command.ExecuteNonQuery();
        }
    }

    [TestMethod]
    public void A_site_that_is_worked_on_is_not_brought_up_to_date_beside_it()
    {
        using var line = new CommandLine();
        line.Init();
        using (new FileStream(line.At("site", "data", "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
        {
            Assert.AreEqual(1, line.Run("init").Code);
            Assert.AreEqual(0, line.Run("status").Code, "looking waits for nobody");
        }

        Assert.AreEqual(0, line.Run("init").Code);
    }

    [TestMethod]
    public void A_clock_that_went_back_is_noticed()
    {
        using var line = new CommandLine();
        Assert.AreEqual(0, line.Run("sample", "--out", line.Site, "--households", "200").Code);
        line.Init();
        line.Run("pull");
        Assert.AreEqual("OK", Text(Check(line.Run("doctor", "--json"), "clock"), "state"));
        line.Clock.Now = line.Clock.Now.AddMonths(-6);
        var outcome = line.Run("doctor", "--json");
        Assert.AreEqual("WARN", Text(Check(outcome, "clock"), "state"));
        Assert.Contains(c => Text(c, "state") == "WARN" && Text(c, "finding")!.EndsWith("after today", StringComparison.Ordinal), outcome.Json.EnumerateArray().ToList());
    }

    [TestMethod]
    public void An_agreement_that_ran_out_fails_and_one_that_ends_soon_warns()
    {
        using var line = new CommandLine();
        line.Init();
        var end = Agreement(line);
        line.Clock.Now = new DateTimeOffset(end.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        Assert.AreEqual("WARN", Text(Check(line.Run("doctor", "--json"), "tax"), "state"));
        line.Clock.Now = line.Clock.Now.AddDays(1);
        var outcome = line.Run("doctor", "--json");
        Assert.AreEqual("FAIL", Text(Check(outcome, "tax"), "state"));
        Assert.AreEqual(1, outcome.Code);
    }

    private static DateOnly Agreement(CommandLine line)
    {
        var folder = DataMatching.Jobs.SiteFolder.At(line.Site);
        return DataMatching.Jobs.SiteConfiguration.Load(folder).Configuration!.Registry("tax")!.Agreement.End!.Value;
    }

    private static JsonElement Check(CommandLine.Outcome outcome, string what) => outcome.Json.EnumerateArray().First(c => Text(c, "what") == what);

    private static string? Text(JsonElement check, string property) => check.GetProperty(property).GetString();
}
