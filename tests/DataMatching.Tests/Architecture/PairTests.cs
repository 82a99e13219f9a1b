using System.Text.Json;
using System.Text.RegularExpressions;
using DataMatching.App;
using DataMatching.Jobs.Reports;
using DataMatching.Policy;
using DataMatching.Words;

namespace DataMatching.Tests.Architecture;

/// <summary>What belongs together is there together; offenders are named.</summary>
[TestClass]
public sealed class PairTests
{
    private static readonly string[] Rules = [.. AllRules.InOrder.Select(r => r.Id)];

    [TestMethod]
    public void Every_rule_class_is_in_the_list_under_its_own_name()
    {
        var classes = typeof(IRule).Assembly.GetTypes().Where(t => t.IsClass && !t.IsAbstract && typeof(IRule).IsAssignableFrom(t)).Select(t => Kebab(t.Name));
        LayoutTests.AssertNone(classes.Where(c => !Rules.Contains(c)), "a rule class that AllRules.cs lacks");
        LayoutTests.AssertNone(AllRules.InOrder.Where(r => Kebab(r.GetType().Name) != r.Id).Select(r => r.Id), "a rule whose class is called otherwise");
    }

    [TestMethod]
    public void Every_rule_has_its_citation_cases_name_and_row_in_the_documentation()
    {
        using var national = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "config", "policies", "national.json")));
        var cited = national.RootElement.GetProperty("rules").EnumerateObject().Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        var documented = File.ReadAllText(Path.Combine(Repository.Root, "docs", "rules.md"));
        var cases = Path.Combine(Repository.Root, "tests", "DataMatching.Tests", "Policy", "cases");
        LayoutTests.AssertNone(Rules.Where(r => !cited.Contains(r)), "a rule without a citation in config/policies/national.json");
        LayoutTests.AssertNone(Rules.Where(r => !File.Exists(Path.Combine(cases, r + ".txt"))), "a rule without cases");
        LayoutTests.AssertNone(Rules.Where(r => !RuleWords.Knows(r)), "a rule without a name in RuleWords.cs");
        LayoutTests.AssertNone(Rules.Where(r => !documented.Contains($"| `{r}` |", StringComparison.Ordinal)), "a rule without a row in docs/rules.md");
        LayoutTests.AssertNone(cited.Where(c => !Rules.Contains(c)), "a citation without a rule");
        LayoutTests.AssertNone(RuleWords.Rules.Where(r => !Rules.Contains(r)), "a name without a rule");
        var rows = Regex.Matches(documented, @"^\| `(?<rule>[a-z]+(?:-[a-z]+)+)` \| [^|]+\|[^|]*\|?$", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)).Select(m => m.Groups["rule"].Value).ToList();
        Assert.IsGreaterThanOrEqualTo(Rules.Length, rows.Count);
        LayoutTests.AssertNone(rows.Where(r => !Rules.Contains(r) && !IsParameter(r)), "a row of docs/rules.md that is neither a rule nor a parameter");

        bool IsParameter(string name) => national.RootElement.GetProperty("parameters").TryGetProperty(name, out _);
        LayoutTests.AssertNone(Directory.EnumerateFiles(cases, "*.txt").Select(f => Path.GetFileNameWithoutExtension(f)).Where(c => !Rules.Contains(c)), "cases without a rule");
    }

    [TestMethod]
    public void Commands_of_the_readme_and_the_guide_exist()
    {
        var commands = Root.Make(TimeProvider.System).Subcommands.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        var offenders = from page in new[] { "README.md", Path.Combine("docs", "operating.md") }
                        from line in File.ReadLines(Path.Combine(Repository.Root, page))
                        let call = line.StartsWith("datamatching ", StringComparison.Ordinal) ? line["datamatching ".Length..]
                            : line.Contains(" -- ", StringComparison.Ordinal) && line.StartsWith("dotnet run", StringComparison.Ordinal) ? line[(line.IndexOf(" -- ", StringComparison.Ordinal) + 4)..] : null
                        where call is not null && !commands.Contains(call.Split(' ')[0])
                        select $"{page}: {line}";
        LayoutTests.AssertNone(offenders, "a command that is documented and not there");
    }

    [TestMethod]
    public void Command_lines_of_the_pages_can_be_parsed_with_their_options()
    {
        var root = Root.Make(TimeProvider.System);
        var offenders = from file in Repository.Sources("*.md")
                        from line in Shell(File.ReadLines(file))
                        let call = line.StartsWith("datamatching ", StringComparison.Ordinal) ? line["datamatching ".Length..]
                            : line.StartsWith("dotnet run ", StringComparison.Ordinal) && line.IndexOf(" -- ", StringComparison.Ordinal) is > 0 and var at ? line[(at + 4)..] : null
                        where call is not null
                        let errors = root.Parse(call.Split(" #")[0].Trim()).Errors
                        where errors.Count > 0
                        select $"{Repository.Relative(file)}: {line}: {errors[0].Message}";
        LayoutTests.AssertNone(offenders, "a documented command line that the program refuses");

        static IEnumerable<string> Shell(IEnumerable<string> lines)
        {
            var inside = false;
            foreach (var line in lines)
            {
                if (line.StartsWith("```", StringComparison.Ordinal)) inside = !inside && line == "```sh";
                else if (inside) yield return line.Trim();
            }
        }
    }

    [TestMethod]
    public void Folders_of_the_configuration_that_the_formats_name_are_shipped()
    {
        var line = File.ReadLines(Path.Combine(Repository.Root, "docs", "formats.md")).Single(l => l.StartsWith("config/ ", StringComparison.Ordinal));
        var named = Regex.Matches(line, @"(?<folder>\w+)/\*", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5)).Select(m => m.Groups["folder"].Value).ToArray();
        var shipped = Directory.EnumerateDirectories(Path.Combine(Repository.Root, "config")).Select(d => Path.GetFileName(d)!).ToArray();
        CollectionAssert.AreEquivalent(shipped, named);
    }

    [TestMethod]
    public void Links_of_the_pages_lead_somewhere()
    {
        var link = new Regex(@"\]\((?<to>[^)#:\s]+)(?:#[^)]*)?\)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));
        var offenders = from file in Repository.Sources("*.md")
                        from match in link.Matches(File.ReadAllText(file))
                        let to = Path.Combine(Path.GetDirectoryName(file)!, match.Groups["to"].Value)
                        where !File.Exists(to) && !Directory.Exists(to)
                        select $"{Repository.Relative(file)}: {match.Groups["to"].Value}";
        LayoutTests.AssertNone(offenders, "a link to a page that is not there");
    }

    /// <summary>A partial class says it once.</summary>
    [TestMethod]
    public void Every_public_type_says_what_it_is()
    {
        var type = new Regex(@"^\s*public (?:(?:static|sealed|abstract|readonly) )*(?<partial>partial )?(?:class|record struct|record|struct|interface|enum) (?<name>\w+)",
            RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));
        var silent = new List<string>();
        var said = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in Repository.Sources("*.cs").Where(f => !Repository.Relative(f).StartsWith("tests/", StringComparison.Ordinal)))
        {
            var before = "";
            foreach (var line in File.ReadLines(file))
            {
                if (type.Match(line) is { Success: true } match)
                {
                    var name = Path.GetDirectoryName(Repository.Relative(file)) + "/" + match.Groups["name"].Value;
                    if (before.StartsWith("///", StringComparison.Ordinal)) said.Add(name);
                    else silent.Add(name);
                }

                if (!line.TrimStart().StartsWith('[')) before = line.Trim();
            }
        }

        LayoutTests.AssertNone(silent.Where(name => !said.Contains(name)), "a public type without a summary");
    }

    [TestMethod]
    public void Pages_name_no_path_of_somebodys_machine()
    {
        var offenders = from file in Repository.Sources("*.md")
                        from line in File.ReadLines(file)
                        where line.Contains("/tmp/", StringComparison.Ordinal) || line.Contains("/work/", StringComparison.Ordinal) || line.Contains("/root/", StringComparison.Ordinal) || line.Contains("/home/", StringComparison.Ordinal)
                        select $"{Repository.Relative(file)}: {line.Trim()}";
        LayoutTests.AssertNone(offenders, "a machine's path in a page");
    }

    private static string Kebab(string name) => string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(c) : c.ToString()));
}
