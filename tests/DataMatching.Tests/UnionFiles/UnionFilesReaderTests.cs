using System.Text;
using DataMatching.Batches;
using DataMatching.Connectors.UnionFiles;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Tests.Extracts;

namespace DataMatching.Tests.UnionFiles;

/// <summary>The union's own files: read whole, or the household stays as it was.</summary>
[TestClass]
public sealed class UnionFilesReaderTests
{
    private const string Heads = "档案号,行政区划代码,档案状态,困难类型,致困原因,建档日期,退出日期\n";
    private const string Members = "档案号,成员序号,姓名,证件号码,与职工关系,是否共同生活,是否在校,是否农民工,加入日期,离开日期\n";

    private sealed record Snapshot(IReadOnlyList<Household> Households, IReadOnlyList<QuarantinedRow> Rejected, IReadOnlyList<string> Incomplete, string Sha256);

    private static Snapshot Read(string heads, string members, string? roll = null, string? incomes = null, Encoding? encoding = null, string? sha256 = null, long bytesAtOnce = 1 << 20)
    {
        var folder = Directory.CreateTempSubdirectory("union-").FullName;
        try
        {
            void Write(string name, string? text)
            {
                if (text is not null) File.WriteAllBytes(Path.Combine(folder, name), encoding is null ? Encoding.UTF8.GetBytes(text) : encoding.GetBytes(text));
            }

            Write("households.csv", heads);
            Write("members.csv", members);
            Write("roll.csv", roll);
            Write("incomes.csv", incomes);
            sha256 ??= UnionFilesReader.Digest(folder);
            var reading = UnionFilesReader.Open(folder, sha256, bytesAtOnce);
            return new Snapshot([.. reading.Households()], reading.Rejected, [.. reading.Incomplete], sha256);
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    private static string Member(string file, int number, string relation, string id) => $"{file},{number},王伟,{id},{relation},是,否,否,2024-01-01,\n";

    [TestMethod]
    public void Chinese_headers_english_headers_and_gb18030_give_the_same_households()
    {
        var heads = Heads + "K1,440106,在档,相对困难,因病;失业,2024-01-05,\n";
        var members = Members + Member("K1", 1, "本人", ScanBench.OurIds[0]) + Member("K1", 2, "配偶", ScanBench.OurIds[1]);
        var plain = Read(heads, members);
        var gb = Read(heads, members, encoding: TextEncodings.Detect(WriteGb()));
        var english = Read(heads.Replace("档案号,行政区划代码,档案状态,困难类型,致困原因,建档日期,退出日期", "household,district,state,tier,causes,filed_on,exited_on", StringComparison.Ordinal), members);
        foreach (var read in new[] { plain, gb, english })
        {
            Assert.IsEmpty(read.Rejected);
            var household = read.Households.Single();
            Assert.AreEqual(FileState.Active, household.State);
            CollectionAssert.AreEqual(new[] { HardshipCause.Illness, HardshipCause.Unemployment }, household.Causes.ToArray());
            CollectionAssert.AreEqual(new[] { "K1/1", "K1/2" }, household.Members.Select(m => m.Person).ToArray());
        }
    }

    [TestMethod]
    public void Former_numbers_and_shared_ones_are_taken()
    {
        var heads = Heads + string.Concat(Enumerable.Range(1, 4).Select(i => $"K{i},440106,在档,,,,\n"));
        string Row(int file, string former, string shared) => $"K{file},1,王伟,{ScanBench.OurIds[0]},本人,是,否,否,,,{former},{shared}\n";
        var members = Members.TrimEnd() + ",曾用证件号码,是否重号\n" + Row(1, $"{ScanBench.OurIds[1]}；{ScanBench.OurIds[0]};{ScanBench.OurIds[1]}", "是") + Row(2, "", "") + Row(3, "440106", "") + Row(4, "", "也许");
        var read = Read(heads, members);
        var member = read.Households[0].Principal;
        CollectionAssert.AreEqual(new[] { ScanBench.OurIds[1] }, member.FormerIds.Select(i => i.Reveal()).ToArray());
        Assert.IsTrue(member.SharesId);
        Assert.IsFalse(read.Households[1].Principal.SharesId);
        Assert.IsEmpty(read.Households[1].Principal.FormerIds);
        CollectionAssert.AreEqual(new[] { "曾用证件号码", "是否重号" }, read.Rejected.Select(r => r.Column).ToArray());
        Assert.DoesNotContain("440106", read.Rejected[0].Reason, StringComparison.Ordinal);
        CollectionAssert.AreEquivalent(new[] { "K3", "K4" }, read.Incomplete.ToArray());
    }

    [TestMethod]
    public void Files_that_are_no_longer_what_they_were_when_reading_began_are_refused_whole()
    {
        var heads = Heads + "K1,440106,在档,相对困难,因病;失业,2024-01-05,\n";
        var (half, whole) = (Members + Member("K1", 1, "本人", ScanBench.OurIds[0]), Members + Member("K1", 1, "本人", ScanBench.OurIds[0]) + Member("K1", 2, "配偶", ScanBench.OurIds[1]));
        var before = Read(heads, half).Sha256;
        Assert.HasCount(1, Read(heads, half, sha256: before).Households);
        StringAssert.Contains(Assert.ThrowsExactly<InvalidDataException>(() => Read(heads, whole, sha256: before)).Message, "changed while they were read", StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_household_with_a_row_that_cannot_be_read_is_not_taken_half()
    {
        var heads = Heads + "K1,440106,在档,,,,\nK2,440106,在档,,,,\nK3,44,在档,,,,\n";
        var members = Members + Member("K1", 1, "本人", ScanBench.OurIds[0]) + "K1,2,,x,配偶,是,否,否,,\n" + Member("K2", 1, "本人", ScanBench.OurIds[1]) + Member("K3", 1, "本人", ScanBench.OurIds[2]);
        var read = Read(heads, members);
        CollectionAssert.AreEqual(new[] { "K2" }, read.Households.Select(h => h.Key).ToArray());
        CollectionAssert.AreEquivalent(new[] { "K1", "K3" }, read.Incomplete.ToArray());
        Assert.IsTrue(read.Rejected.Any(r => r.File == "members.csv" && r.Line == 3 && r.Column == "姓名"));
        Assert.IsTrue(read.Rejected.Any(r => r.File == "households.csv" && r.Line == 4 && r.Column == "行政区划代码"));
    }

    [TestMethod]
    public void A_torn_member_row_makes_its_household_incomplete_and_one_of_nobody_refuses_the_import()
    {
        var heads = Heads + "K1,440106,在档,,,,\n";
        var members = Members + Member("K1", 1, "本人", ScanBench.OurIds[0]);
        var read = Read(heads, members + "K1,2,torn row\n");
        Assert.IsEmpty(read.Households);
        CollectionAssert.AreEqual(new[] { "K1" }, read.Incomplete.ToArray());
        var refusal = Assert.ThrowsExactly<InvalidDataException>(() => Read(heads, members + "torn,row\n"));
        Assert.Contains("members.csv line 3", refusal.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_worker_of_the_roll_who_has_a_file_is_not_judged_twice_even_when_the_file_cannot_be_read()
    {
        var heads = Heads + "K1,440106,在档,,,,\nK2,440106,已退出,,,,\n";
        var members = Members + Member("K1", 1, "本人", ScanBench.OurIds[0]) + "K1,2,,x,配偶,是,否,否,,\n" + Member("K2", 1, "本人", ScanBench.OurIds[1]);
        var roll = "会员号,姓名,证件号码,行政区划代码,是否农民工\n" + string.Concat(ScanBench.OurIds.Select((id, i) => $"R{i},王伟,{id},440106,否\n"));
        CollectionAssert.AreEqual(new[] { "K2", "R1", "R2" }, Read(heads, members, roll).Households.Select(h => h.Key).ToArray());
    }

    [TestMethod]
    public void A_shared_number_or_one_of_before_is_a_file_of_his_only_with_his_name()
    {
        var heads = Heads + "K1,440106,在档,,,,\nK2,440106,已退出,,,,\n";
        var columns = Members.TrimEnd() + ",曾用证件号码,是否重号\n";
        string Row(string file, int number, string relation, string id, string former, string shares) => $"{file},{number},王伟,{id},{relation},是,否,否,2024-01-01,,{former},{shares}\n";
        var members = columns + Row("K1", 1, "本人", ScanBench.Id(1), ScanBench.Id(2), "是") + Row("K1", 2, "配偶", ScanBench.Id(3), "", "否") + Row("K2", 1, "本人", ScanBench.Id(4), ScanBench.Id(5), "是");
        var workers = new[] { ("王伟", 1), ("张敏", 1), ("王伟", 2), ("张敏", 2), ("王伟", 3), ("张敏", 3), ("王伟", 5), ("张敏", 4) };
        var roll = "会员号,姓名,证件号码,行政区划代码,是否农民工\n" + string.Concat(workers.Select((w, i) => $"R{i},{w.Item1},{ScanBench.Id(w.Item2)},440106,否\n"));
        var households = Read(heads, members, roll).Households;
        CollectionAssert.AreEqual(new[] { "K1", "K2", "R1", "R3", "R6", "R7" }, households.Select(h => h.Key).ToArray(), "those of the closed file are judged, as others of its kind");
        CollectionAssert.AreEqual(new[] { "K1/1", "K2/1", "R1/1" }, households.SelectMany(h => h.Members).Where(m => m.SharesId).Select(m => m.Person).ToArray());
    }

    [TestMethod]
    public void What_else_the_union_knows_of_people_is_read_and_a_broken_day_or_sex_is_told()
    {
        const string More = ",出生日期,性别,联系电话,住址,工作单位\n";
        var heads = Heads + "K1,440106,在档,,,,\nK2,440106,在档,,,,\nK3,440106,在档,,,,\n";
        string Row(string file, string more) => Member(file, 1, "本人", "").TrimEnd() + more + "\n";
        var members = Members.TrimEnd() + More + Row("K1", ",1980-05-23,男,138 0000 1111,越秀区中山路1号,某某公司") + Row("K2", ",1980-02-30,,,,") + Row("K3", ",,他,,,");
        var roll = "会员号,姓名,证件号码,行政区划代码,phone,employer\n" + "R1,王伟,,440106,13800001111,某某公司\n" + $"R2,王伟,,440106,,{new string('长', 201)}\n";
        var read = Read(heads, members, roll);
        CollectionAssert.AreEqual(new[] { "K1", "R1" }, read.Households.Select(h => h.Key).ToArray());
        Assert.AreEqual(new PersonDetails { Birth = "1980-05-23", Sex = "男", Phone = "138 0000 1111", Address = "越秀区中山路1号", Employer = "某某公司" }, read.Households[0].Principal.Details);
        Assert.AreEqual(new PersonDetails { Phone = "13800001111", Employer = "某某公司" }, read.Households[1].Principal.Details);
        CollectionAssert.AreEqual(new[] { "members.csv:3:出生日期", "members.csv:4:性别", "roll.csv:3:工作单位" }, read.Rejected.Where(r => r.Line > 0).Select(r => $"{r.File}:{r.Line}:{r.Column}").ToArray());
        Assert.DoesNotContain("13800001111", read.Households[1].Principal.ToString(), StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_missing_column_is_named_and_a_verified_income_needs_its_proof()
    {
        Assert.Contains("档案状态[state]", Assert.ThrowsExactly<InvalidDataException>(() => Read("档案号,行政区划代码\n", Members)).Message, StringComparison.Ordinal);
        var incomes = "档案号,成员序号,收入类型,起始月份,截止月份,月金额,依据,核实人,核实日期,证明材料\nK1,1,工资,2026-04,2026-05,1200,核实,,2026-06-01,工资单\n";
        var read = Read(Heads + "K1,440106,在档,,,,\n", Members + Member("K1", 1, "本人", ScanBench.OurIds[0]), incomes: incomes);
        Assert.AreEqual("核实人", read.Rejected.Single().Column);
    }

    [TestMethod]
    [DataRow(1L)]
    [DataRow(200L)]
    public void However_little_is_in_memory_at_once_the_same_is_read(long bytesAtOnce)
    {
        var order = Enumerable.Range(10, 30).OrderBy(i => i * 7 % 31).ToList();
        var heads = Heads + string.Concat(order.Select(i => $"K{i},440106,{(i % 3 == 0 ? "已退出" : "在档")},,,,\n")) + "K13,440106,在档,,,,\nK14,44,在档,,,,\n";
        var people = order.Select(i => Member($"K{i}", 1, "本人", ScanBench.Id(i))).Concat(order.Where(i => i != 20).Select(i => Member($"K{i}", i == 17 ? 1 : 2, i == 17 ? "本人" : "配偶", ScanBench.Id(100 + i))));
        var members = Members + string.Concat(people.OrderBy(m => m[5..], StringComparer.Ordinal)) + "K25,3,torn row\nK22,2,,x,配偶,是,否,否,,\n" + Member("A0", 1, "本人", ScanBench.Id(300)) + Member("Z9", 1, "本人", ScanBench.Id(301));
        var incomes = "档案号,成员序号,收入类型,起始月份,截止月份,月金额,依据,核实人,核实日期,证明材料\nK11,1,工资,2026-04,2026-05,1200,核实,,2026-06-01,工资单\nK39,1,工资,2026-04,2026-05,1200,申报,,,\nK,1,工资,2026-04,2026-05,1200,申报,,,\n";
        var roll = "会员号,姓名,证件号码,行政区划代码,是否农民工\n" + string.Concat(Enumerable.Range(10, 4).Concat([300, 301, 400, 401]).Select(i => $"R{i},王伟,{ScanBench.Id(i)},440106,否\n"))
            + $"K12,王伟,{ScanBench.Id(402)},440106,否\nZ9,王伟,{ScanBench.Id(403)},440106,否\nR400,王伟,{ScanBench.Id(404)},440106,否\nbad key,王伟,,440106,否\n";
        string Text(Snapshot s) => string.Join('\n', s.Households.Select(h => $"{h.Key} {h.State} {string.Join(' ', h.Members.Select(m => $"{m.Person}={m.IdAsWritten}"))} {h.DeclaredIncomes.Count}").Concat(s.Rejected.Select(r => r.ToString())).Concat(s.Incomplete));
        var (whole, parts) = (Read(heads, members, roll, incomes), Read(heads, members, roll, incomes, bytesAtOnce: bytesAtOnce));
        Assert.AreEqual(Text(whole), Text(parts));
        CollectionAssert.AreEqual(new[] { "A0", "K", "K11", "K13", "K14", "K17", "K22", "K25", "Z9" }, whole.Incomplete.ToArray());
        Assert.HasCount(30 - 6 + 3, whole.Households);
        CollectionAssert.AreEqual(new[] { "R12", "R400", "R401" }, whole.Households.Where(h => h.State == FileState.Unfiled).Select(h => h.Key).ToArray());
    }

    private static string WriteGb()
    {
        var file = Path.GetTempFileName();
        File.WriteAllBytes(file, ScanBench.Gb("档案号"));
        return file;
    }
}
