using System.Text;
using DataMatching.Batches;
using DataMatching.Connectors.Registries;
using DataMatching.Identity;
using DataMatching.Matching;

namespace DataMatching.Tests.Extracts;

/// <summary>What an extract may look like, and what becomes of it.</summary>
[TestClass]
public sealed class ExtractScanTests
{
    private const string Header = "姓名,证件号码,备注,住址\n";
    private static readonly string Wang = ScanBench.OurIds[0];
    private static readonly string Li = ScanBench.OurIds[1];

    [TestMethod]
    public void Our_rows_give_facts_with_their_place_and_strangers_give_nothing()
    {
        var scan = ScanBench.Scan(Header + $"王伟,{Wang},a,secret\n赵一,{ScanBench.Id(900)},b,x\n李秀英,{Li},c,y\n");
        Assert.IsNull(scan.Outcome!.Refusal);
        Assert.AreEqual(new BatchCounts(3, 2, 2, 0, 0, 0, scan.Outcome.Counts.Bytes), scan.Outcome.Counts);
        Assert.HasCount(2, scan.Facts);
        Assert.StartsWith("H0/1|Certain|a|2|34|", scan.Facts[0], StringComparison.Ordinal);
        Assert.StartsWith("H1/1|Certain|c|4|", scan.Facts[1], StringComparison.Ordinal);
    }

    [TestMethod]
    public void Quotes_line_breaks_in_quotes_crlf_marks_and_a_missing_last_line_feed_are_read()
    {
        var text = "\uFEFF" + Header.Replace("\n", "\r\n", StringComparison.Ordinal) + $"\"王伟\",\"{Wang}\",\"two\nlines, \"\"quoted\"\"\",\r\n\r\n李秀英,{Li},last,z";
        var scan = ScanBench.Scan(text, m => m with { Rows = 2 });
        Assert.IsNull(scan.Outcome!.Refusal);
        Assert.HasCount(2, scan.Facts);
        Assert.Contains("|two\nlines, \"quoted\"|2|", scan.Facts[0], StringComparison.Ordinal);
        Assert.Contains("|last|5|", scan.Facts[1], StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_stray_or_unclosed_quote_costs_its_own_line_only_and_names_our_person_in_it()
    {
        var scan = ScanBench.Scan(Header + $"王\"伟,{Wang},a,\n\"never closed,{ScanBench.Id(7)},b,\n李秀英,{Li},c,\n");
        Assert.HasCount(1, scan.Facts);
        Assert.StartsWith("H1/1|", scan.Facts[0], StringComparison.Ordinal);
        CollectionAssert.AreEqual(new[] { 2L, 3L }, scan.SetAside.Select(r => r.Line).ToArray());
        CollectionAssert.AreEqual(new string?[] { "H0/1", null }, scan.SetAside.Select(r => r.Person).ToArray());
        Assert.IsFalse(scan.SetAside.Any(r => r.Reason.Contains(Wang, StringComparison.Ordinal)));
    }

    [TestMethod]
    public void Shifted_columns_nul_bytes_and_bad_values_are_set_aside_with_line_and_offset()
    {
        var scan = ScanBench.Scan(Header + $"王伟,{Wang},too,many,fields\n李秀英,{Li},bad,\n张建国,{ScanBench.OurIds[2]},n\0l,\n");
        Assert.IsEmpty(scan.Facts);
        CollectionAssert.AreEqual(new[] { "H0/1", "H1/1", "H2/1" }, scan.SetAside.Select(r => r.Person).ToArray());
        Assert.AreEqual("备注", scan.SetAside[1].Column);
        Assert.AreEqual(Encoding.UTF8.GetByteCount(Header), scan.SetAside[0].ByteOffset);
    }

    [TestMethod]
    public void Numbers_that_need_a_closer_look_are_matched_and_graded()
    {
        var fifteen = ScanBench.OurIds[2][..6] + ScanBench.OurIds[2][8..17];
        var slip = Li[..9] + (Li[9] == '9' ? '8' : (char)(Li[9] + 1)) + Li[10..];
        var wide = string.Concat(Wang.Select(c => (char)(c - '0' + '０')));
        var scan = ScanBench.Scan(Header + $"王伟,{wide},wide,\n李秀英,{slip},slip,\n张建国,{fifteen},fifteen,\n王炜,{Wang},sound,\n赵六,{Wang},other,\n赵六,{slip},nobody,\n");
        CollectionAssert.AreEqual(
            new[] { "H0/1|Certain|wide", "H1/1|Probable|slip", "H2/1|Certain|fifteen", "H0/1|Probable|sound", "H0/1|Conflict|other" },
            scan.Facts.Select(f => string.Join('|', f.Split('|').Take(3))).ToArray());
    }

    /// <summary>A damaged number is nobody's; of those whom name and what is left of the number fit it can't be said that there is no record.</summary>
    [TestMethod]
    [DataRow("4.49999197001010E+17", "scientific", true)]
    [DataRow("4.5E+17", "scientific", true)]
    [DataRow("4.6E+17", "scientific", false)]
    [DataRow("449999197001010000", "zeros", true)]
    [DataRow("440103198001010000", "zeros", false)]
    [DataRow("44999919700101001", "seventeen", true)]
    public void A_number_damaged_by_a_spreadsheet_is_set_aside_as_such(string id, string told, bool ours)
    {
        var others = string.Concat(Enumerable.Range(900, 2).Select(n => $"赵一,{ScanBench.Id(n)},,\n"));
        var scan = ScanBench.Scan(Header + others + $"王伟,{id},a,\n");
        Assert.IsNull(scan.Outcome!.Refusal);
        Assert.IsEmpty(scan.Facts);
        Assert.Contains(told, scan.SetAside.Single().Reason, StringComparison.Ordinal);
        Assert.AreEqual(ours ? "H0/1" : null, scan.SetAside.Single().Person);
        Assert.AreEqual("证件号码", scan.SetAside.Single().Column);
        Assert.AreEqual(1, scan.Outcome.Counts.Quarantined);
    }

    [TestMethod]
    [DataRow(9, false)]
    [DataRow(10, true)]
    public void A_delivery_with_many_damaged_numbers_is_refused_whole(int damaged, bool refused)
    {
        var text = Header + string.Concat(Enumerable.Range(900, 100).Select(n => $"赵一,{ScanBench.Id(n)},,\n")) + string.Concat(Enumerable.Repeat("赵一,4.5E+17,,\n", damaged));
        var scan = ScanBench.Scan(text);
        Assert.AreEqual(refused, scan.Outcome!.Refusal?.Contains("spreadsheet", StringComparison.Ordinal) ?? false);
    }

    [TestMethod]
    public void A_row_with_a_number_of_nobodys_may_be_about_one_of_ours_without_a_number()
    {
        static UnionPerson Known(UnionPerson person) => person.Name.Written == "李秀英" ? person with { Id = null, IdAsWritten = "", Name = PersonName.TryCreate("欧阳修竹")!, Details = new PersonDetails { Birth = "1988-08-08" } } : person;
        var body = 449_999_1988_08_08_018L;
        var number = body + ResidentId.CheckDigit(body).ToString();
        var rows = $"欧阳修竹,{number},a,\n王伟,{number},b,\n\"欧阳修竹\",\"{number}\",c,\n欧阳修竹,{ScanBench.Id(800)},d,\n王伟,{ScanBench.OurIds[0]},e,\n";
        foreach (var chunk in new[] { 1 << 20, 128 })
        {
            var scan = ScanBench.Scan(Header + rows, chunk: chunk, known: Known);
            Assert.IsNull(scan.Outcome!.Refusal);
            Assert.AreEqual("H1/1|Probable|a|2 H1/1|Probable|c|4 H0/1|Certain|e|6", string.Join(" ", scan.Facts.Select(f => string.Join("|", f.Split("|")[..4]))));
            Assert.IsTrue(scan.Outcome.Weighed!.AreUsed, "other thresholds read the delivery again");
            Assert.IsEmpty(scan.Outcome.Weighed.Strata, "the blind check is of rows without a number");
        }
    }

    /// <summary>Each of the two is matched by what the row says of him; a husband is taken for a man, a wife for a woman.</summary>
    [TestMethod]
    public void Each_of_two_people_of_a_row_is_matched_by_his_own_details()
    {
        const string Weddings = "男方姓名,男方证件号码,女方姓名,女方证件号码,登记类型,登记日期,登记证号,男方出生日期,男方联系电话,女方联系电话\n";
        static UnionPerson Known(UnionPerson person) => person with { Details = new PersonDetails { Phone = person.Name.Written switch { "李秀英" => "13800001111", "张建国" => "13900002222", _ => "" } } };
        var scan = ScanBench.Scan(Weddings
            + "欧阳某,,李秀英,,结婚,2001-05-20,,1970-03-02,,13800001111\n"
            + "李秀英,,王样,,结婚,2001-05-20,,,13800001111,\n"
            + "李秀英,,张建国,,离婚,2009-05-20,,,13900002222,13800001111\n"
            + $"张建国,{ScanBench.OurIds[2]},欧阳某,,结婚,2012-05-20,,,,13800001111\n", known: Known, dataset: AllDatasets.Find("civil-affairs", "marriages"));
        Assert.IsNull(scan.Outcome!.Refusal);
        CollectionAssert.AreEqual(new[] { "H1/1 2", "H1/1 3", "H2/1 5" }, scan.Facts.Select(f => f.Split('|')).Select(f => $"{f[0]} {f[3]}").ToArray(), "his telephone does not speak for her, nor a name alone");
        var weighed = scan.Outcome.Weighed!.Strata.SelectMany(s => s.Drawn).ToDictionary(r => (r.Line, r.Slot));
        Assert.IsGreaterThan(weighed[(3, 0)].Probability, weighed[(2, 1)].Probability, "the same name and telephone, but as a husband");
        Assert.AreEqual((1, 1), (weighed[(2, 1)].Likeliest, weighed[(3, 0)].Likeliest));
        Assert.IsFalse(weighed.ContainsKey((5, 0)), "a number is no matter of names");
    }

    [TestMethod]
    public void Rows_without_a_usable_number_are_matched_by_what_the_agreement_lets_be_known()
    {
        const string Described = "姓名,证件号码,备注,住址,出生日期,联系电话\n";
        static UnionPerson Known(UnionPerson person) => person.Name.Written == "李秀英" ? person with { Details = new PersonDetails { Phone = "13800001111", Address = "secret" } } : person;
        var damaged = Li[..15] + "000";
        var rows = Described + "李秀英,,a,,,138 0000 1111\n李秀英,护照E1234567,b,,,13800001111\n李秀英,,c,secret,,\n"
            + $"李秀英,{damaged},d,,,13800001111\n李秀英,{ScanBench.Id(900)},e,,,13800001111\n\"李秀英\",,\"f\",,1970-01-01,13800001111\n李秀英,,bad,,,13800001111\n王伟,,g,,1970-01-01,\n";
        foreach (var chunk in new[] { 1 << 20, 96 })
        {
            var scan = ScanBench.Scan(rows, chunk: chunk, known: Known, settings: ScanBench.Terms() with { ExcelDamagePercent = 100 });
            Assert.IsNull(scan.Outcome!.Refusal);
            CollectionAssert.AreEqual(new[] { "H1/1|Probable|a|2", "H1/1|Probable|b|3", "H1/1|Probable|f|7" }, scan.Facts.Select(f => string.Join('|', f.Split('|')[..4])).ToArray(),
                "the address is outside the agreement; a damaged number, another's number and the first of January are no match");
            Assert.IsTrue(scan.SetAside.Exists(s => s.Line == 8 && s.Person == "H1/1"), "what is wrong in a row of his is his");
            Assert.AreEqual("Probable 0.999: 2 3 7 8; 0.01: 9", string.Join(";", scan.Outcome.Weighed!.Strata.Select(s => FormattableString.Invariant($"{s.Stratum.Grade} {s.Stratum.From}: {string.Join(' ', s.Drawn.Select(r => r.Line).Order())}"))),
                "to be drawn are those that were compared by more than the name");
        }

        Assert.IsEmpty(ScanBench.Scan(Described + "李秀英,,a,,,13800001111\n", known: p => Known(p) with { Name = PersonName.TryCreate("王芳")! }).Facts);
    }

    [TestMethod]
    public void Gb18030_is_read_with_four_byte_characters_and_the_wrong_encoding_is_refused_with_its_place()
    {
        var text = Header + $"王伟,{Wang},𠀀㐀,\n";
        var scan = ScanBench.Scan(ScanBench.Gb(text), m => m with { Encoding = ExtractEncoding.Gb18030 });
        Assert.IsNull(scan.Outcome!.Refusal);
        Assert.Contains("|𠀀㐀|", scan.Facts.Single(), StringComparison.Ordinal);
        Assert.Contains("UTF-8", ScanBench.Scan(ScanBench.Gb(text)).Outcome!.Refusal!, StringComparison.Ordinal);
        byte[] broken = [.. Encoding.UTF8.GetBytes(Header), .. "x,1,"u8, 0xC3, 0x28, .. ",\n"u8];
        var refusal = ScanBench.Scan(broken).Outcome!.Refusal!;
        Assert.Contains("line 2", refusal, StringComparison.Ordinal);
        Assert.Contains("byte 38", refusal, StringComparison.Ordinal);
        byte[] brokenGb = [.. ScanBench.Gb(Header), .. "x,1,"u8, 0x81, 0x20, .. ",\n"u8];
        Assert.IsNotNull(ScanBench.Scan(brokenGb, m => m with { Encoding = ExtractEncoding.Gb18030 }).Outcome!.Refusal);
    }

    [TestMethod]
    public void A_delivery_that_breaks_a_promise_is_refused_whole()
    {
        var good = Header + $"王伟,{Wang},a,\n";
        Assert.Contains("SHA-256", ScanBench.Scan(good, m => m with { Sha256 = new string('0', 64) }).Outcome!.Refusal!, StringComparison.Ordinal);
        Assert.Contains("promises 5", ScanBench.Scan(good, m => m with { Rows = 5 }).Outcome!.Refusal!, StringComparison.Ordinal);
        Assert.Contains("证件号码、备注", ScanBench.Scan("姓名,甲,乙\n").Outcome!.Refusal!, StringComparison.Ordinal);
        Assert.Contains("empty", ScanBench.Scan("", m => m with { Rows = 0 }).Outcome!.Refusal!, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow(9, false)]
    [DataRow(10, true)]
    public void Few_bad_rows_never_refuse_a_delivery(int bad, bool refused)
    {
        var text = Header + string.Concat(Enumerable.Repeat("only,three,fields\n", bad)) + $"王伟,{Wang},a,\n";
        var scan = ScanBench.Scan(text, settings: ScanBench.Terms(limit: 1));
        Assert.AreEqual(refused, scan.Outcome!.Refusal is not null);
        Assert.HasCount(bad, scan.SetAside);
    }

    [TestMethod]
    public void An_agency_s_own_header_is_mapped_and_a_column_outside_the_agreement_is_dropped()
    {
        var renamed = new Dictionary<string, string>(StringComparer.Ordinal) { ["备注"] = "说明" };
        var scan = ScanBench.Scan($"住址,说明,身份证号,姓名\nsecret,a,{Wang},王伟\n", settings: ScanBench.Terms(renamed: renamed));
        Assert.StartsWith("H0/1|Certain|a|2|", scan.Facts.Single(), StringComparison.Ordinal);
    }

    /// <summary>Seeded: whatever the chunk's size and the number of threads, the same facts and the same rows set aside, at the same places.</summary>
    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void Chunks_and_threads_change_nothing(int seed)
    {
        var random = new Random(seed);
        var text = new StringBuilder(Header);
        for (var row = 0; row < 3000; row++)
        {
            var ours = random.Next(4) == 0;
            var (name, id) = ours ? (ScanBench.OurNames[row % 3], ScanBench.OurIds[row % 3]) : ("赵一", ScanBench.Id(1000 + random.Next(5000)));
            text.Append(random.Next(12) switch
            {
                0 => $"\"{name}\",\"{id}\",\"q\n{row}\",\"x\"\r\n",
                1 => $"{name},{id},\"a,\"\"b\"\"\",\n",
                2 => $"{name},{id},stray\"quote,\n",
                3 => $"{name},{id}\n",
                4 => $"\"{name},{id},unclosed,\n",
                5 => "\n",
                _ => $"{name},{id},{new string('x', random.Next(200))},y\n",
            });
        }

        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        var whole = ScanBench.Scan(bytes, chunk: 1 << 22, parallelism: 1);
        Assert.IsGreaterThan(100, whole.Facts.Count);
        Assert.IsGreaterThan(100, whole.SetAside.Count);
        foreach (var (chunk, parallelism) in new[] { (80 * 1024, 1), (100 * 1024 + 7, 2), (131 * 1024 + 1, 5) })
        {
            var parts = ScanBench.Scan(bytes, chunk: chunk, parallelism: parallelism);
            CollectionAssert.AreEqual(whole.Facts, parts.Facts, $"facts at chunks of {chunk}");
            CollectionAssert.AreEqual(whole.SetAside, parts.SetAside, $"rows set aside at chunks of {chunk}");
            Assert.AreEqual(whole.Outcome!.Counts, parts.Outcome!.Counts);
        }
    }
}
