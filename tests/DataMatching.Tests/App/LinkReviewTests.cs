using System.Text.Json;
using DataMatching.Sample.Linkage;

namespace DataMatching.Tests.App;

/// <summary>People look at pairs: doubtful ones, a sample, and what they say is taken.</summary>
[TestClass]
public sealed class LinkReviewTests
{
    private static readonly string[] Aim = ["--precision", "0.999", "--recall", "0.999"];
    private readonly CommandLine _line = new();

    [TestCleanup]
    public void Clean() => _line.Dispose();

    [TestMethod]
    public void A_reviewed_sample_tells_precision_and_recall_and_puts_thresholds_right()
    {
        LinkageSample.Write(_line.At("files"), 3000, 40, seed: 4);
        var first = Json(Link([.. Aim, "--sample", _line.At("s.csv"), "--sample-size", "300", "--doubtful", _line.At("d.csv"), "--out", _line.At("a.csv")]));
        var thresholds = first.GetProperty("thresholds");
        Assert.IsGreaterThan(thresholds.GetProperty("doubtful").GetDouble(), thresholds.GetProperty("link").GetDouble());
        Assert.HasCount(first.GetProperty("doubtful").GetInt32() + 1, File.ReadAllLines(_line.At("d.csv")));

        // Nothing tells what the program thinks, and the same draw is the same file.
        var header = File.ReadAllLines(_line.At("s.csv"))[0].TrimStart('\uFEFF');
        Assert.StartsWith("same,left_id,right_id,left 姓名,right 姓名,", header, StringComparison.Ordinal);
        Assert.DoesNotContain("prob", header, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows()) Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_line.At("s.csv")));
        Link([.. Aim, "--sample", _line.At("t.csv"), "--sample-size", "300"]);
        CollectionAssert.AreEqual(File.ReadAllBytes(_line.At("s.csv")), File.ReadAllBytes(_line.At("t.csv")));

        Answer("s.csv");
        var second = Json(Link([.. Aim, "--reviewed", _line.At("s.csv"), "--truth", _line.At("files", "truth.csv"), "--report", _line.At("r.html"), "--out", _line.At("b.csv")]));
        var reviewed = second.GetProperty("reviewed");
        var links = File.ReadAllLines(_line.At("a.csv")).Skip(1).Select(l => string.Join(',', l.Split(',')[..2])).ToHashSet(StringComparer.Ordinal);
        var truth = File.ReadAllLines(_line.At("files", "truth.csv")).Skip(1).ToHashSet(StringComparer.Ordinal);
        Within((double)links.Intersect(truth).Count() / links.Count, reviewed.GetProperty("precision"));
        Within((double)links.Intersect(truth).Count() / truth.Count, reviewed.GetProperty("recall"));
        Assert.AreEqual(300, second.GetProperty("decided").GetInt32());
        Assert.IsTrue(File.ReadAllLines(_line.At("b.csv")).Skip(1).Where(l => l.EndsWith(",same", StringComparison.Ordinal)).All(l => truth.Contains(string.Join(',', l.Split(',')[..2]))));
        Assert.IsGreaterThan(0.99, second.GetProperty("accuracy").GetProperty("decided").GetProperty("f1").GetDouble());
        Assert.Contains("抽样复核", File.ReadAllText(_line.At("r.html")), StringComparison.Ordinal);

        var other = Link("--threshold", "0.9999", "--reviewed", _line.At("s.csv"));
        Assert.AreEqual(2, other.Code);
        Assert.Contains("holds other pairs", other.Errors, StringComparison.Ordinal);
        Assert.AreEqual(0, Link("--threshold", "0.9999", "--decided", _line.At("s.csv")).Code);
    }

    /// <summary>Of one file a pair that blocking missed is one miss, not one of each of its records.</summary>
    [TestMethod]
    public void Of_one_file_a_sample_has_each_pair_once_and_finds_what_blocking_misses()
    {
        LinkageSample.Write(_line.At("files"), 1000, 20, seed: 4);
        File.WriteAllLines(_line.At("all.csv"), [.. File.ReadAllLines(_line.At("files", "left.csv")), .. File.ReadAllLines(_line.At("files", "right.csv"))[1..]]);
        File.WriteAllText(_line.At("link.json"), """
            {"id":"id","fields":[{"column":"姓名","kind":"chinese-name"},{"column":"出生日期","kind":"date"},{"column":"手机号","kind":"phone"},{"column":"家庭住址"},{"column":"性别","kind":"category"}],"blocking":["手机号"]}
            """);
        string[] dedupe = ["dedupe", _line.At("all.csv"), "--config", _line.At("link.json"), "--truth", _line.At("files", "truth.csv"), "--json", "--quiet"];
        var before = Json(_line.RunBare([.. dedupe, "--sample", _line.At("s.csv"), "--sample-size", "600"])).GetProperty("accuracy").GetProperty("decided");
        var pairs = File.ReadAllLines(_line.At("s.csv")).Skip(1).Select(l => string.Join(',', l.Split(',')[1..3])).ToList();
        Assert.AreEqual(pairs.Count, pairs.Distinct(StringComparer.Ordinal).Count());
        Answer("s.csv");
        var reviewed = Json(_line.RunBare([.. dedupe, "--reviewed", _line.At("s.csv")])).GetProperty("reviewed");
        Assert.IsLessThan(0.9, before.GetProperty("recall").GetDouble());
        Within(before.GetProperty("recall").GetDouble(), reviewed.GetProperty("recall"));
        Within(before.GetProperty("precision").GetDouble(), reviewed.GetProperty("precision"));
    }

    [TestMethod]
    public void Answers_are_not_written_over_and_without_any_nothing_is_told()
    {
        LinkageSample.Write(_line.At("files"), 300, 40, seed: 4);
        Json(Link("--sample", _line.At("s.csv"), "--sample-size", "100"));
        Refused("holds no answer yet", "--reviewed", _line.At("s.csv"));
        Refused("Give --precision or --recall", "--doubtful", _line.At("d.csv"));
        Json(Link("--sample", _line.At("s.csv"), "--sample-size", "100"));
        var lines = File.ReadAllLines(_line.At("s.csv"));
        File.WriteAllLines(_line.At("s.csv"), lines.Select((l, i) => i == 1 ? "no" + l : l));
        Refused("has answers already", "--sample", _line.At("s.csv"));
        Refused("has answers already", "--doubtful", _line.At("s.csv"));
        Assert.StartsWith("no,", File.ReadAllLines(_line.At("s.csv"))[1], StringComparison.Ordinal);
        Assert.AreEqual(JsonValueKind.Null, Json(Link("--reviewed", _line.At("s.csv"))).GetProperty("reviewed").GetProperty("precision").ValueKind);
    }

    [TestMethod]
    public void Nothing_is_written_where_something_is_refused()
    {
        LinkageSample.Write(_line.At("files"), 100, 5, seed: 4);
        File.WriteAllText(_line.At("bad.csv"), "left_id,right_id,same\nL1,R1,perhaps\n");
        Refused("no answer", "--decided", _line.At("bad.csv"), "--sample", _line.At("s.csv"), "--out", _line.At("a.csv"));
        Directory.CreateDirectory(_line.At("folder"));
        Refused("is a folder", "--out", _line.At("a.csv"), "--report", _line.At("folder"));
        Refused("cannot be written", "--out", _line.At("a.csv"), "--report", _line.At("bad.csv", "r.html"));
        Refused("second record", "--explain", "L1", "nobody", "--out", _line.At("a.csv"));
        var left = File.ReadAllLines(_line.At("files", "left.csv"));
        File.WriteAllLines(_line.At("noid.csv"), left.Select(l => l[(l.IndexOf(',', StringComparison.Ordinal) + 1)..]));
        var outcome = _line.RunBare("dedupe", _line.At("noid.csv"), "--register", _line.At("r.csv"), "--json", "--quiet");
        Assert.AreEqual(2, outcome.Code);
        Assert.Contains("--register needs records with numbers of their own", outcome.Errors, StringComparison.Ordinal);
        CollectionAssert.AreEquivalent(new[] { "bad.csv", "noid.csv" }, Directory.GetFiles(_line.At(), "*.csv").Select(Path.GetFileName).ToArray());
        Assert.IsEmpty(Directory.GetFiles(_line.At(), ".*"), "what was begun is gone");
    }

    [TestMethod]
    public void What_people_decided_is_so_and_the_waterfall_says_it()
    {
        LinkageSample.Write(_line.At("files"), 300, 5, seed: 4);
        Json(Link("--out", _line.At("a.csv")));
        var pair = File.ReadAllLines(_line.At("a.csv"))[1].Split(',');
        var stranger = File.ReadAllLines(_line.At("a.csv"))[9].Split(',')[1];
        File.WriteAllText(_line.At("said.csv"), $"left_id,right_id,same\n{pair[0]},{pair[1]},否\n{pair[0]},{stranger},是\n");
        var after = Json(Link("--out", _line.At("b.csv"), "--decided", _line.At("said.csv"), "--explain", pair[0], pair[1]));
        Assert.IsFalse(after.GetProperty("explained").GetProperty("decided").GetBoolean());
        var links = File.ReadAllLines(_line.At("b.csv"));
        Assert.IsFalse(links.Any(l => l.StartsWith($"{pair[0]},{pair[1]},", StringComparison.Ordinal)));
        Assert.IsTrue(links.Any(l => l.StartsWith($"{pair[0]},{stranger},1,", StringComparison.Ordinal) && l.EndsWith(",same", StringComparison.Ordinal)));
        Assert.HasCount(1, links.Where(l => l.Split(',')[1] == stranger), "he has one of the left");
    }

    [TestMethod]
    [DataRow("left_id,right_id,same\nL1,R99999,yes\n", "line 2: column 2 names a record that is not in")]
    [DataRow("left_id,right_id,same\nL1,R1,vielleicht\n", "holds a word that is no answer")]
    [DataRow("left_id,right_id,same\nL1,R1,yes\nL1,R1,no\n", "line 3: an earlier row says the opposite")]
    [DataRow("left_id,right_id,same\nL1,R1,yes\nL1,R2,yes\n", "line 3: an earlier row has another record")]
    [DataRow("left_id,same\nL1,yes\n", "has no column")]
    [DataRow("left_id,right_id,same\nL1,R1\n", "line 2: the row has another number of fields")]
    public void Answers_that_are_none_are_refused(string answers, string told)
    {
        LinkageSample.Write(_line.At("files"), 300, 5, seed: 4);
        File.WriteAllText(_line.At("said.csv"), answers);
        var outcome = Link("--decided", _line.At("said.csv"), "--out", _line.At("a.csv"));
        Assert.AreEqual(2, outcome.Code);
        Assert.Contains(told, outcome.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("vielleicht", outcome.Errors, StringComparison.Ordinal);
        Assert.IsFalse(File.Exists(_line.At("a.csv")));
    }

    [TestMethod]
    public void Entities_keep_their_keys_when_records_come_and_go()
    {
        LinkageSample.Write(_line.At("files"), 600, 5, seed: 4);
        var (left, right) = (File.ReadAllLines(_line.At("files", "left.csv")), File.ReadAllLines(_line.At("files", "right.csv")));
        string[] Dedupe(IEnumerable<string> records)
        {
            File.WriteAllLines(_line.At("all.csv"), records.Prepend(left[0]));
            Json(_line.RunBare("dedupe", _line.At("all.csv"), "--register", _line.At("register.csv"), "--entities", _line.At("e.csv"), "--json", "--quiet"));
            return File.ReadAllLines(_line.At("e.csv"))[1..];
        }

        var before = Dedupe([.. left[1..300], .. right[1..]]);
        var register = File.ReadAllText(_line.At("register.csv"));
        CollectionAssert.AreEqual(before, Dedupe([.. left[1..300], .. right[1..]]));
        Assert.AreEqual(register, File.ReadAllText(_line.At("register.csv")), "a run that changes nothing leaves no trace");

        // The file in another order, and with more records: who was there keeps his key.
        var after = Dedupe([.. right[1..], .. left[1..]]).Select(l => l.Split(',')).ToDictionary(l => l[0], l => l[1], StringComparer.Ordinal);
        Assert.IsGreaterThan(0.99 * before.Length, before.Count(l => after[l.Split(',')[0]] == l.Split(',')[1]));
        Assert.StartsWith(register, File.ReadAllText(_line.At("register.csv")), StringComparison.Ordinal);

        File.AppendAllText(_line.At("register.csv"), "2,nobody,x,y\n");
        var outcome = _line.RunBare("dedupe", _line.At("all.csv"), "--register", _line.At("register.csv"));
        Assert.AreEqual(2, outcome.Code);
        Assert.Contains("does not follow from those before it", outcome.Errors, StringComparison.Ordinal);
    }

    [TestMethod]
    public void What_opens_in_a_spreadsheet_is_no_formula()
    {
        File.WriteAllText(_line.At("f.csv"), "id,name,town\n=1+1,=cmd|' /C calc'!A0,x\n-2,=cmd|' /C calc'!A0,x\n007,anna,y\n");
        File.WriteAllText(_line.At("link.json"), "{\"id\":\"id\",\"fields\":[{\"column\":\"name\"},{\"column\":\"town\"}],\"blocking\":[\"name\"]}");
        Json(_line.RunBare("dedupe", _line.At("f.csv"), "--config", _line.At("link.json"), "--sample", _line.At("s.csv"), "--json", "--quiet"));
        var all = File.ReadAllText(_line.At("s.csv"));
        Assert.Contains(",'=1+1,", all, StringComparison.Ordinal);
        Assert.Contains(",'=cmd|", all, StringComparison.Ordinal);
        Assert.DoesNotContain(",=", all, StringComparison.Ordinal);
        File.WriteAllLines(_line.At("s.csv"), File.ReadAllLines(_line.At("s.csv")).Select((l, i) => i == 0 ? l : "yes" + l));
        Json(_line.RunBare("dedupe", _line.At("f.csv"), "--config", _line.At("link.json"), "--decided", _line.At("s.csv"), "--json", "--quiet"));
    }

    [TestMethod]
    public void Thresholds_are_said_once()
    {
        LinkageSample.Write(_line.At("files"), 20, 5, seed: 4);
        Refused("one of the two", "--threshold", "0.9", "--recall", "0.9");
        Refused("--precision is a share", "--precision", "1");
        Refused("--sample-size", "--sample-size", "3");
        Refused("no such file", "--reviewed", _line.At("no.csv"));
    }

    private static void Within(double truth, JsonElement interval) =>
        Assert.IsTrue(truth >= interval.GetProperty("low").GetDouble() && truth <= interval.GetProperty("high").GetDouble(), $"{truth} of {interval}");

    /// <summary>Answers a drawn sample as the truth has it.</summary>
    private void Answer(string sample)
    {
        var truth = File.ReadAllLines(_line.At("files", "truth.csv")).Skip(1).ToHashSet(StringComparer.Ordinal);
        File.WriteAllLines(_line.At(sample), File.ReadAllLines(_line.At(sample)).Select((l, i) => i == 0 ? l : (truth.Contains(string.Join(',', l.Split(',')[1..3])) ? "是" : "no") + l));
    }

    private void Refused(string told, params string[] more)
    {
        var outcome = Link(more);
        Assert.AreEqual(2, outcome.Code, told);
        Assert.Contains(told, outcome.Errors, StringComparison.Ordinal);
    }

    private CommandLine.Outcome Link(params string[] more) => _line.RunBare(["link", _line.At("files", "left.csv"), _line.At("files", "right.csv"), .. more, "--quiet", "--json"]);

    private static JsonElement Json(CommandLine.Outcome outcome)
    {
        Assert.AreEqual(0, outcome.Code, outcome.Errors);
        return outcome.Json;
    }
}
