using System.Text.Json;
using DataMatching.Sample.Linkage;

namespace DataMatching.Tests.App;

/// <summary><c>link</c> and <c>dedupe</c> as their user gives them.</summary>
[TestClass]
public sealed class LinkTests
{
    private readonly CommandLine _line = new();

    [TestCleanup]
    public void Clean() => _line.Dispose();

    [TestMethod]
    [DataRow(5, 0.999)]
    [DataRow(40, 0.97)]
    public void People_without_numbers_are_linked_without_a_configuration(int damage, double recall)
    {
        LinkageSample.Write(_line.At("files"), 3000, damage, seed: 4);
        var decided = Json(Link("--truth", _line.At("files", "truth.csv"))).GetProperty("accuracy").GetProperty("decided");
        Assert.IsGreaterThan(0.995, decided.GetProperty("precision").GetDouble());
        Assert.IsGreaterThan(recall, decided.GetProperty("recall").GetDouble());
    }

    [TestMethod]
    public void Links_are_written_the_same_twice_and_weights_can_be_used_again()
    {
        LinkageSample.Write(_line.At("files"), 1000, 10, seed: 4);
        Done(_line.RunBare("link", _line.At("files", "left.csv"), _line.At("files", "right.csv"), "--out", _line.At("a.csv"), "--estimate", "--model", _line.At("m.json"), "--quiet"));
        Done(Link("--out", _line.At("b.csv"), "--model", _line.At("m.json")));
        var lines = File.ReadAllLines(_line.At("a.csv"));
        Assert.AreEqual("left_id,right_id,match_probability,match_weight,pair_weight,decided", lines[0]);
        Assert.IsGreaterThan(600, lines.Length);
        CollectionAssert.AreEqual(File.ReadAllBytes(_line.At("a.csv")), File.ReadAllBytes(_line.At("b.csv")));
        if (!OperatingSystem.IsWindows()) Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_line.At("a.csv")));
        Assert.HasCount(3, Directory.GetFiles(_line.At(), "*.*"), "what was begun is gone");
    }

    [TestMethod]
    public void A_proposed_configuration_gives_what_none_gives()
    {
        LinkageSample.Write(_line.At("files"), 1000, 10, seed: 4);
        var suggested = Link("--suggest");
        Done(suggested);
        File.WriteAllText(_line.At("link.json"), suggested.Output);
        Done(Link("--out", _line.At("a.csv")));
        Done(Link("--config", _line.At("link.json"), "--out", _line.At("b.csv")));
        CollectionAssert.AreEqual(File.ReadAllBytes(_line.At("a.csv")), File.ReadAllBytes(_line.At("b.csv")));
    }

    [TestMethod]
    public void Duplicates_of_one_file_become_entities()
    {
        LinkageSample.Write(_line.At("files"), 1000, 10, seed: 4);
        var (left, right) = (File.ReadAllLines(_line.At("files", "left.csv")), File.ReadAllLines(_line.At("files", "right.csv")));
        File.WriteAllLines(_line.At("all.csv"), [.. left, .. right[1..]]);
        var outcome = _line.RunBare("dedupe", _line.At("all.csv"), "--truth", _line.At("files", "truth.csv"), "--entities", _line.At("entities.csv"), "--json");
        var summary = Json(outcome);
        Assert.IsGreaterThan(0.98, summary.GetProperty("accuracy").GetProperty("decided").GetProperty("f1").GetDouble());
        var entities = File.ReadAllLines(_line.At("entities.csv")).Skip(1).Select(l => l.Split(',')).ToList();
        Assert.HasCount(left.Length + right.Length - 2, entities);
        Assert.AreEqual(summary.GetProperty("entities").GetInt32(), entities.Select(e => e[1]).Distinct().Count());
        File.WriteAllLines(_line.At("truth.csv"), entities.Select(e => $"{e[0]},{e[1]}").Prepend("id,entity"));
        Assert.AreEqual(1, Json(_line.RunBare("dedupe", _line.At("all.csv"), "--truth", _line.At("truth.csv"), "--json")).GetProperty("accuracy").GetProperty("decided").GetProperty("f1").GetDouble());
    }

    [TestMethod]
    public void A_pair_is_explained_and_the_report_holds_nothing_of_anybody()
    {
        LinkageSample.Write(_line.At("files"), 1000, 10, seed: 4);
        var pair = File.ReadAllLines(_line.At("files", "truth.csv"))[1].Split(',');
        var outcome = _line.RunBare("link", _line.At("files", "left.csv"), _line.At("files", "right.csv"), "--explain", pair[0], pair[1], "--truth", _line.At("files", "truth.csv"), "--report", _line.At("report.html"));
        Done(outcome);
        Assert.Contains("prior", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("as decided", outcome.Output, StringComparison.Ordinal);
        var report = File.ReadAllText(_line.At("report.html"));
        foreach (var part in new[] { "姓名", "查准率", "分块规则", "信息太少的记录" }) Assert.Contains(part, report, StringComparison.Ordinal);
        foreach (var value in File.ReadAllLines(_line.At("files", "left.csv")).Skip(1).Take(200).SelectMany(l => l.Split(',').Skip(1)).Where(v => v.Length > 2))
        {
            Assert.DoesNotContain(value, report, StringComparison.Ordinal);
            Assert.DoesNotContain(value, outcome.Output, StringComparison.Ordinal);
        }
    }

    [TestMethod]
    public void Rows_that_cannot_be_read_are_told_by_line_and_the_rest_is_linked()
    {
        LinkageSample.Write(_line.At("files"), 1000, 5, seed: 4);
        File.AppendAllText(_line.At("files", "left.csv"), "L9999,张三,男\nL9998,\"李四,女\n");
        var outcome = Link("--out", _line.At("a.csv"));
        Done(outcome);
        Assert.Contains("could not be read", outcome.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("张三", outcome.Errors, StringComparison.Ordinal);
        Assert.IsGreaterThan(600, File.ReadAllLines(_line.At("a.csv")).Length);
    }

    [TestMethod]
    [DataRow("", "is empty")]
    [DataRow("id,a,a\n1,2,3\n", "stands there 2 times")]
    [DataRow("id,姓名\n", "no record")]
    [DataRow("编号,姓名\n1,张三\n1,李四\n", "that of an earlier row")]
    [DataRow("110105194912310021,李四\n1,张三\n", "seems to be a record")]
    [DataRow("李四,1956-04-09\n张三,1956-04-10\n", "seems to be a record")]
    public void What_is_wrong_with_a_file_is_told_without_its_content(string content, string told)
    {
        Directory.CreateDirectory(_line.At("files"));
        File.WriteAllText(_line.At("files", "left.csv"), content);
        File.WriteAllText(_line.At("files", "right.csv"), "编号,姓名\n1,张三\n2,李四\n");
        File.WriteAllText(_line.At("link.json"), """{"id":"编号","fields":[{"column":"姓名","kind":"chinese-name"}],"blocking":["姓名"]}""");
        var outcome = content.StartsWith("编号", StringComparison.Ordinal) ? Link("--config", _line.At("link.json")) : Link();
        Assert.AreEqual(2, outcome.Code);
        Assert.Contains(told, outcome.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("李四", outcome.Errors, StringComparison.Ordinal);
    }

    [TestMethod]
    public void What_was_asked_for_wrongly_is_said_before_the_work()
    {
        LinkageSample.Write(_line.At("files"), 20, 5, seed: 4);
        foreach (var (arguments, told) in new (string[], string)[]
        {
            (["--config", _line.At("no.json")], "no such file"), (["--truth", _line.At("no.csv")], "no such file"), (["--model", _line.At("no.json")], "no such file"),
            (["--threshold", "1"], "above 0 and below 1"), (["--explain", "L1", "R99999"], "second record"), (["--nonsense"], "--nonsense"),
        })
        {
            var outcome = Link(arguments);
            Assert.AreEqual(2, outcome.Code, told);
            Assert.Contains(told, outcome.Errors, StringComparison.Ordinal);
        }
    }

    [TestMethod]
    public void Nothing_is_written_over_what_is_read()
    {
        LinkageSample.Write(_line.At("files"), 20, 5, seed: 4);
        var before = File.ReadAllText(_line.At("files", "left.csv"));
        foreach (var arguments in new string[][] { ["--out", _line.At("files", "left.csv")], ["--out", _line.At("a"), "--report", _line.At("a")], ["--report", _line.At("files", "truth.csv"), "--truth", _line.At("files", "truth.csv")] })
        {
            var outcome = Link(arguments);
            Assert.AreEqual(2, outcome.Code);
            Assert.Contains("would be written over", outcome.Errors, StringComparison.Ordinal);
        }

        Assert.AreEqual(before, File.ReadAllText(_line.At("files", "left.csv")));
    }

    [TestMethod]
    public void A_file_of_many_columns_is_compared_as_far_as_it_can_be()
    {
        var random = new Random(1);
        string Word() => new([.. Enumerable.Range(0, 12).Select(_ => (char)('a' + random.Next(26)))]);
        File.WriteAllLines(_line.At("wide.csv"), Enumerable.Range(0, 40).Select(_ => string.Join(',', Enumerable.Range(0, 30).Select(_ => Word() + " " + Word()))).Prepend(string.Join(',', Enumerable.Range(0, 30).Select(i => $"c{i}"))));
        var outcome = _line.RunBare("dedupe", _line.At("wide.csv"), "--quiet");
        Done(outcome);
        Assert.Contains("one column more than can be compared at once", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("0 links", outcome.Output, StringComparison.Ordinal);
    }

    [TestMethod]
    public void One_record_has_nothing_to_be_compared_with()
    {
        File.WriteAllText(_line.At("one.csv"), "id,name\n1,anna\n");
        File.WriteAllText(_line.At("link.json"), "{\"fields\":[{\"column\":\"name\"}],\"blocking\":[\"name\"]}");
        var outcome = _line.RunBare("dedupe", _line.At("one.csv"), "--config", _line.At("link.json"));
        Assert.AreEqual(2, outcome.Code);
        Assert.Contains("nothing to compare", outcome.Errors, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Long_values_take_no_long_time()
    {
        File.WriteAllLines(_line.At("long.csv"), Enumerable.Range(0, 30).Select(i => $"{i},{string.Concat(Enumerable.Repeat($"w{i % 9}x", 30_000))},t{i % 3}").Prepend("id,text,town"));
        File.WriteAllText(_line.At("link.json"), "{\"id\":\"id\",\"fields\":[{\"column\":\"text\"},{\"column\":\"town\",\"kind\":\"category\"}],\"blocking\":[\"town\"]}");
        Done(_line.RunBare("dedupe", _line.At("long.csv"), "--config", _line.At("link.json"), "--json", "--quiet"));
    }

    private CommandLine.Outcome Link(params string[] more) => _line.RunBare(["link", _line.At("files", "left.csv"), _line.At("files", "right.csv"), .. more, "--quiet", .. more.Contains("--suggest") ? (string[])[] : ["--json"]]);

    private static void Done(CommandLine.Outcome outcome) => Assert.AreEqual(0, outcome.Code, outcome.Errors);

    private static JsonElement Json(CommandLine.Outcome outcome)
    {
        Done(outcome);
        return outcome.Json;
    }
}
