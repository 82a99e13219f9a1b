using System.Text.RegularExpressions;

namespace DataMatching.Tests.Architecture;

/// <summary>The agreed shape (DESIGN.md 5), kept by listing offenders by name.</summary>
[TestClass]
public sealed class LayoutTests
{
    private static readonly Dictionary<string, string[]> AllowedReferences = new(StringComparer.Ordinal)
    {
        ["DataMatching"] = [],
        ["DataMatching.Sample"] = [],
        ["Microsoft.SqlServer.Server"] = [],
        ["DataMatching.Storage"] = ["DataMatching", "Microsoft.SqlServer.Server"],
        ["DataMatching.Connectors"] = ["DataMatching", "Microsoft.SqlServer.Server"],
        ["DataMatching.Jobs"] = ["DataMatching", "DataMatching.Storage", "DataMatching.Connectors"],
        ["DataMatching.Jobs.Hangfire"] = ["DataMatching.Jobs"],
        ["DataMatching.Web"] = ["DataMatching", "DataMatching.Storage"],
        ["DataMatching.App"] = ["DataMatching", "DataMatching.Sample", "DataMatching.Storage", "DataMatching.Connectors", "DataMatching.Jobs", "DataMatching.Jobs.Hangfire", "DataMatching.Web"],
        ["DataMatching.Tests"] = ["DataMatching.App"],
        ["DataMatching.EndToEnd"] = ["DataMatching.App"],
        ["DataMatching.Browser"] = ["DataMatching.App"],
        ["DataMatching.Benchmarks"] = ["DataMatching.Connectors", "DataMatching.App", "DataMatching.Storage"],
    };

    private static readonly Dictionary<string, string[]> AllowedPackages = new(StringComparer.Ordinal)
    {
        ["DataMatching"] = [],
        ["DataMatching.Sample"] = [],
        ["DataMatching.Storage"] = ["Dapper", "Microsoft.Data.SqlClient", "Microsoft.Data.Sqlite.Core", "Npgsql", "SQLitePCLRaw.bundle_e_sqlite3"],
        ["DataMatching.Connectors"] = ["CsvHelper", "ExcelDataReader", "Microsoft.Data.SqlClient", "Npgsql", "Polly.Core"],
        ["DataMatching.Jobs"] = ["CsvHelper", "DocumentFormat.OpenXml", "Quartz", "System.IO.Packaging"],
        ["DataMatching.Jobs.Hangfire"] = ["Hangfire.AspNetCore", "Hangfire.Core", "Hangfire.InMemory", "Hangfire.PostgreSql", "Hangfire.SqlServer", "Newtonsoft.Json"],
        ["DataMatching.Web"] = [],
        ["DataMatching.App"] = ["System.CommandLine", "Spectre.Console", "CsvHelper", "Quartz", "OpenTelemetry", "OpenTelemetry.Exporter.OpenTelemetryProtocol"],
        ["DataMatching.Tests"] = ["MSTest.TestFramework", "MSTest.TestAdapter", "Microsoft.NET.Test.Sdk", "Microsoft.SqlServer.DacFx", "CsvHelper"],
        ["DataMatching.EndToEnd"] = ["MSTest.TestFramework", "MSTest.TestAdapter", "Microsoft.NET.Test.Sdk"],
        ["DataMatching.Browser"] = ["MSTest.TestFramework", "MSTest.TestAdapter", "Microsoft.NET.Test.Sdk", "Microsoft.Playwright", "Deque.AxeCore.Playwright"],
        ["DataMatching.Benchmarks"] = [],
    };

    /// <summary>In the build only when asked for (-p:Hangfire=true): a project of the solution would have its packages restored always.</summary>
    private static readonly string[] Optional = ["DataMatching.Jobs.Hangfire"];

    private static readonly string[] TopLevel =
    [
        "jobs", "connectors", "src", "tests", "config", "docs", "DataMatching.sln", "README.md", "CHANGELOG.md", "LICENSE",
        "global.json", "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "BannedSymbols.txt", "artifacts", "demo-site", "TestResults",
    ];

    [TestMethod]
    public void References_point_one_way()
    {
        var offenders = from project in Repository.Projects.Values
                        from reference in project.References
                        where !AllowedReferences.TryGetValue(project.Name, out var allowed) || !allowed.Contains(reference)
                        select $"{project.Name} -> {reference}";
        AssertNone(offenders, "a reference that DESIGN.md 5 does not allow");
    }

    [TestMethod]
    public void Packages_stay_where_they_belong_and_versions_are_central()
    {
        var strangers = from project in Repository.Projects.Values
                        from package in project.Packages
                        where !AllowedPackages.TryGetValue(project.Name, out var allowed) || !allowed.Contains(package)
                        select $"{project.Name}: {package}";
        AssertNone(strangers, "a package in a project that should do without");
        var versions = Repository.Projects.Values.Where(p => p.Xml.Descendants("PackageReference").Any(e => e.Attribute("Version") is not null)).Select(p => p.Name);
        AssertNone(versions, "a version outside Directory.Packages.props");
    }

    [TestMethod]
    public void Every_project_is_in_the_solution()
    {
        var solution = File.ReadAllText(Path.Combine(Repository.Root, "DataMatching.sln"));
        AssertNone(Repository.Projects.Keys.Except(Optional).Where(p => !solution.Contains($"{p}.csproj", StringComparison.Ordinal)), "a project that the solution lacks");
        foreach (var optional in Optional)
        {
            Assert.DoesNotContain(optional + ".csproj", solution, StringComparison.Ordinal);
            var references = Repository.Projects.Values.SelectMany(p => p.Xml.Descendants("ProjectReference").Where(r => ((string?)r.Attribute("Include") ?? "").EndsWith(optional + ".csproj", StringComparison.Ordinal))).ToList();
            Assert.IsNotEmpty(references);
            AssertNone(references.Where(r => (string?)r.Attribute("Condition") != "'$(Hangfire)' == 'true'").Select(r => r.ToString()), "a reference to an optional project in every build");
        }
    }

    [TestMethod]
    public void Top_level_is_as_agreed()
    {
        var found = Directory.EnumerateFileSystemEntries(Repository.Root).Select(e => Path.GetFileName(e)!).Where(n => !n.StartsWith('.'));
        AssertNone(found.Where(n => !TopLevel.Contains(n)), "an entry at the top level that was not agreed");
    }

    [TestMethod]
    public void No_file_is_longer_than_400_lines()
    {
        var offenders = from pattern in new[] { "*.cs", "*.sql", "*.cshtml", "*.mjs", "*.cjs" }
                        from file in Repository.Sources(pattern)
                        let lines = File.ReadLines(file).Count()
                        where lines > 400
                        select $"{Repository.Relative(file)}: {lines} lines";
        AssertNone(offenders, "a file that should be cut by aspect");
    }

    [TestMethod]
    public void No_type_hides_behind_an_empty_name()
    {
        var empty = new Regex(@"\b(?:class|record|struct|interface)\s+(\w*(?:Helper|Helpers|Manager|Util|Utils|Utility|Common|Shared|Service|Impl|Base|Dto|Dbo))\b",
            RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));
        var offenders = from file in Repository.Sources("*.cs")
                        from line in File.ReadLines(file)
                        where empty.IsMatch(line)
                        select $"{Repository.Relative(file)}: {line.Trim()}";
        AssertNone(offenders, "a name that says nothing");
    }

    [TestMethod]
    public void The_domain_does_no_input_output_and_knows_no_clock()
    {
        var forbidden = new[] { "System.IO.File", "File.Open", "File.Read", "Directory.", "HttpClient", "TimeProvider", "Environment.", "Console." };
        var offenders = from file in Repository.Sources("*.cs")
                        where Repository.Relative(file).StartsWith("src/DataMatching/", StringComparison.Ordinal)
                        from line in File.ReadLines(file)
                        where !line.TrimStart().StartsWith("//", StringComparison.Ordinal) && forbidden.Any(f => line.Contains(f, StringComparison.Ordinal))
                        select $"{Repository.Relative(file)}: {line.Trim()}";
        AssertNone(offenders, "input, output or a clock in the domain");
    }

    /// <summary>Under Transports/Sql stand the questions to an agency's view; no table of ours is known there.</summary>
    [TestMethod]
    public void Sql_for_our_own_tables_stays_in_storage()
    {
        var sql = new Regex(@"""[^""]*\b(?:SELECT .+ FROM|INSERT INTO|UPDATE .+ SET|DELETE FROM|CREATE TABLE)\b", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));
        var offenders = from file in Repository.Sources("*.cs")
                        let name = Repository.Relative(file)
                        where !name.StartsWith("src/DataMatching.Storage/", StringComparison.Ordinal) && !name.StartsWith("tests/", StringComparison.Ordinal)
                            && !name.StartsWith("connectors/DataMatching.Connectors/Transports/Sql/", StringComparison.Ordinal)
                        from line in File.ReadLines(file)
                        where sql.IsMatch(line)
                        select $"{name}: {line.Trim()}";
        AssertNone(offenders, "SQL outside Storage");
    }

    internal static void AssertNone(IEnumerable<string> offenders, string what)
    {
        var list = offenders.ToList();
        Assert.IsEmpty(list, $"Found {what}:{Environment.NewLine}{string.Join(Environment.NewLine, list)}");
    }
}
