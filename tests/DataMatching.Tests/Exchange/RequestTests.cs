using System.Security.Cryptography;
using System.Text.Json;
using DataMatching.Connectors.Transports.Exchange;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Tests.Landings;
using DataMatching.Tests.Transports;
using DataMatching.Time;

namespace DataMatching.Tests.Exchange;

/// <summary>What leaves the house as a file, and that it does so once and whole.</summary>
[TestClass]
public sealed class RequestTests
{
    [TestMethod]
    [DataRow("\"form\": \"csv\"", ".csv")]
    [DataRow("\"form\": \"csv\", \"encoding\": \"gb18030\"", ".csv")]
    [DataRow("\"form\": \"sheet\"", ".xlsx")]
    public void The_list_has_the_agencys_titles_in_its_order_and_everybody_once(string template, string ending)
    {
        using var bench = new ExchangeBench(template: template);
        bench.Order = bench.Order with { Keys = [bench.Order.Keys[0], Key(2, ClearanceBasis.Guardian, new DateOnly(2026, 3, 1), new DateOnly(2026, 12, 31))] };
        bench.Look();
        CollectionAssert.AreEqual(
            new[]
            {
                "流水号,被查询人,身份证号,旧证号,起,止,协议,用途,委托书",
                $"{bench.Reference(1)},王伟,{Orders.Id(1)},{Orders.Id(1)[..6]}{Orders.Id(1)[8..17]},2026-04,2026-09,XY-2026-1,困难职工家庭核对,工会会员名册",
                $"{bench.Reference(2)},李明,{Orders.Id(2)},{Orders.Id(2)[..6]}{Orders.Id(2)[8..17]},2026-04,2026-09,XY-2026-1,困难职工家庭核对,监护人 2026-03-01签署 有效至2026-12-31",
            },
            bench.Request());
        Assert.AreEqual("tax-wages-440000-2026-09-30-L12" + ending, Path.GetFileName(bench.RequestFile), "district, day and number; nothing of a person");
        if (!OperatingSystem.IsWindows())
        {
            foreach (var file in Directory.GetFiles(bench.At("exchange", "requests"))) Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file), file);
        }

        using var cover = JsonDocument.Parse(File.ReadAllText(bench.RequestFile + ".cover.json"));
        Assert.AreEqual((2, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(bench.RequestFile)))), (cover.RootElement.GetProperty("rows").GetInt32(), cover.RootElement.GetProperty("sha256").GetString()));
        Assert.AreEqual(("L12", "XY-2026-1", "困难职工家庭核对", "2026-04", "2026-09", "2026-11-05"),
            (Text("request"), Text("agreement"), Text("purpose"), Text("from"), Text("to"), Text("answerBy")));
        string Text(string name) => cover.RootElement.GetProperty(name).GetString()!;
    }

    [TestMethod]
    public void A_name_that_begins_like_a_formula_is_a_text_in_every_program()
    {
        foreach (var template in (string[])["\"form\": \"csv\"", "\"form\": \"sheet\""])
        {
            using var bench = new ExchangeBench(template: template);
            bench.Order = bench.Order with { Keys = [new Clearance("H/1", ResidentIdReader.Read(Orders.Id(1)).Id!.Value, PersonName.TryCreate("=HYPERLINK(\"http://x\",\"王\")")!, ClearanceBasis.Roll, null)] };
            bench.Look();
            var row = bench.Request()[1];
            Assert.AreEqual(template.Contains("csv", StringComparison.Ordinal), row.Contains("'=HYPERLINK", StringComparison.Ordinal), "an apostrophe in CSV; in a sheet the cell is a text");
            Assert.Contains($",{Orders.Id(1)},", row, StringComparison.Ordinal, "a number is compared by programs and stays as it is");
            if (template.Contains("csv", StringComparison.Ordinal)) continue;
            using var zip = System.IO.Compression.ZipFile.OpenRead(bench.RequestFile);
            using var sheet = new StreamReader(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open());
            var xml = sheet.ReadToEnd();
            Assert.IsTrue(xml.Contains("inlineStr", StringComparison.Ordinal) && !xml.Contains(":f>", StringComparison.Ordinal) && !xml.Contains("<f>", StringComparison.Ordinal));
        }
    }

    [TestMethod]
    public void Nobody_whose_authorisation_ended_and_no_minor_without_a_guardian_is_in_the_list()
    {
        var (signed, expires) = (new DateOnly(2026, 3, 1), new DateOnly(2026, 12, 31));
        Household family = GateTests.Of(null) with
        {
            Members = [.. new[] { "1980-05-05", "1981-05-05", "2015-05-05", "2016-05-05" }.Select((born, i) => GateTests.Member($"H/{i + 1}", GateTests.Born(born)))],
            Authorisations =
            [
                new Authorisation("H/1", ["tax"], new DateInterval(signed, expires)), new Authorisation("H/2", ["tax"], new DateInterval(signed, new DateOnly(2026, 9, 29))),
                new Authorisation("H/3", ["tax"], new DateInterval(signed, expires)), new Authorisation("H/4", ["tax"], new DateInterval(signed, expires), true),
            ],
        };
        using var bench = new ExchangeBench();
        bench.Order = bench.Order with { Keys = Gate.Clear([family], "tax", DateInterval.Always, AgreementCovers.Authorised, new DateOnly(2026, 9, 30), new Month(2026, 4)).Cleared };
        bench.Look();
        CollectionAssert.AreEqual(new[] { "本人 2026-03-01签署 有效至2026-12-31", "监护人 2026-03-01签署 有效至2026-12-31" }, bench.Request().Skip(1).Select(r => r.Split(',')[^1]).ToArray());
        CollectionAssert.AreEqual(new[] { GateTests.Born("1980-05-05").Reveal(), GateTests.Born("2016-05-05").Reveal() }, bench.Request().Skip(1).Select(r => r.Split(',')[2]).ToArray());
    }

    [TestMethod]
    public void A_reference_tells_nothing_and_tells_its_typing_slips()
    {
        using var bench = new ExchangeBench(people: 300);
        var references = Enumerable.Range(1, 300).Select(n => bench.Reference(n)).ToList();
        Assert.HasCount(300, references.Distinct(StringComparer.Ordinal));
        Assert.AreNotEqual(bench.Reference(1), bench.Reference(1, 13), "another request, another reference");
        foreach (var reference in references.Take(40))
        {
            Assert.AreEqual(reference, PersonReference.Read(" " + reference.ToLowerInvariant().Replace('-', '－') + " ")!.Text);
            for (var i = 1; i < reference.Length; i++)
            {
                if (reference[i] == '-') continue;
                foreach (var other in "23456789ABCDEFGHJKMNPQRSTUVWXYZ01OIL".Where(c => c != reference[i])) Assert.IsNull(PersonReference.Read(reference[..i] + other + reference[(i + 1)..]), $"{reference} {i} {other}");
                if (reference[i - 1] is not ('L' or '-') && reference[i - 1] != reference[i]) Assert.IsNull(PersonReference.Read(reference[..(i - 1)] + reference[i] + reference[i - 1] + reference[(i + 1)..]));
            }
        }
    }

    [TestMethod]
    public void The_same_request_is_written_once_and_waits_over_the_nights()
    {
        using var bench = new ExchangeBench();
        bench.Look();
        var bytes = File.ReadAllBytes(bench.RequestFile);
        foreach (var file in Directory.GetFiles(bench.At("exchange", "requests"))) File.Delete(file);
        bench.Clock.Advance(TimeSpan.FromDays(3));
        bench.Look();
        Assert.IsEmpty(Directory.GetFiles(bench.At("exchange", "requests")), "the courier took it: nobody is asked twice");
        Assert.AreEqual((ExchangeStep.Asked, 3, 3, false), (bench.Place.Step, bench.Counts.Asked, bench.Counts.Unanswered, bench.Landing.Finished));
        Assert.AreEqual(Convert.ToHexStringLower(SHA256.HashData(bytes)), bench.Place.Sha256);
        Assert.DoesNotContain("王伟", bench.Landing.Place!, StringComparison.Ordinal);
        Assert.DoesNotContain(Orders.Id(1), bench.Landing.Place!, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    public void Killed_while_it_is_written_it_is_written_again_with_the_same_bytes(int commit)
    {
        using var whole = new ExchangeBench();
        whole.Look();
        using var bench = new ExchangeBench();
        bench.Landing.BeforeCommit = n =>
        {
            if (n == commit) throw new IOException("killed");
        };
        Assert.ThrowsExactly<IOException>(bench.Bring);
        Assert.AreEqual(commit == 1, Directory.Exists(bench.At("exchange", "requests")) && Directory.GetFiles(bench.At("exchange", "requests"), "*.cover.json").Length == 1, "nobody takes what has no cover sheet");
        var first = commit == 1 ? File.ReadAllBytes(bench.RequestFile) : null;
        bench.Look();
        if (first is not null) CollectionAssert.AreEqual(first, File.ReadAllBytes(bench.RequestFile));
        Assert.HasCount(2, Directory.GetFiles(bench.At("exchange", "requests")), "the list and its cover sheet");
        Assert.AreEqual(ExchangeStep.Asked, bench.Place.Step);
        Assert.AreEqual(whole.Request().Length, bench.Request().Length);
    }

    [TestMethod]
    public void A_new_request_removes_the_lists_before_it()
    {
        using var bench = new ExchangeBench();
        bench.Look();
        bench.Landing = new MemoryLanding { Id = 13 };
        bench.Look();
        Assert.AreEqual("tax-wages-440000-2026-09-30-L13.csv", Path.GetFileName(bench.RequestFile));
        Assert.HasCount(2, Directory.GetFiles(bench.At("exchange", "requests")));
    }

    private static Clearance Key(int n, ClearanceBasis basis, DateOnly signed, DateOnly until) =>
        new($"H{n:D6}/1", ResidentIdReader.Read(Orders.Id(n)).Id!.Value, PersonName.TryCreate("李明")!, basis, signed, until);
}
