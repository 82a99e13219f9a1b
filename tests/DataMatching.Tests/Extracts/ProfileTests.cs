using DataMatching.Batches;
using DataMatching.Connectors.Extracts;
using DataMatching.Time;

namespace DataMatching.Tests.Extracts;

/// <summary>What a scan counts of a delivery: the same however the rows stand, and enough to tell a broken export from another month.</summary>
[TestClass]
public sealed class ProfileTests
{
    private static readonly Month August = new(2026, 8);
    private static readonly Lazy<IReadOnlyList<DriftBatch>> Before = new(() => [new MonthlyExtract(7, August.Plus(-2)).Read(), new MonthlyExtract(7, August.Plus(-1)).Read()]);

    [TestMethod]
    public void Neither_order_nor_chunks_nor_threads_nor_encoding_nor_the_writing_of_numbers_change_it()
    {
        var extract = new MonthlyExtract(7, August);
        var profile = Told(extract.Read());
        Assert.IsGreaterThan(50, profile.Length);
        var random = new Random(11);
        foreach (var (chunk, parallelism) in new[] { (1 << 16, 1), (1 << 17, 3), (1 << 20, 2) })
        {
            var shuffled = extract.Rows.ToArray();
            random.Shuffle(shuffled);
            extract.Rows.Clear();
            extract.Rows.AddRange(shuffled);
            CollectionAssert.AreEqual(profile, Told(extract.Read(chunk, parallelism)));
        }

        CollectionAssert.AreEqual(profile, Told(extract.Read(encoding: ExtractEncoding.Gb18030)), "the same words in other bytes");
        extract.Change(row => row[1] = " " + row[1].ToLowerInvariant());
        CollectionAssert.AreEqual(profile, Told(extract.Read()), "numbers that are read the careful way");
        extract.Change(row => row[4] = $"\"{row[4]}\"");
        CollectionAssert.AreEqual(profile, Told(extract.Read()), "rows with quotes");
    }

    [TestMethod]
    public void Nothing_that_tells_a_person_is_kept()
    {
        var extract = new MonthlyExtract(7, August);

        // Filled down by mistake: one person's name stands in most rows of a coded column.
        extract.Change(row => row[MonthlyExtract.Insurance] = row[MonthlyExtract.Insurance] == "失业" ? row[0] + row[1] : "甲示例厂");
        var kept = extract.Read().Profile!.Counts().ToList();
        foreach (var text in kept.Select(c => c.Bucket))
        {
            Assert.DoesNotContain("甲", text, StringComparison.Ordinal);
            Assert.DoesNotContain("厂", text, StringComparison.Ordinal);
            Assert.DoesNotContain("4499", text, StringComparison.Ordinal);
        }

        Assert.IsFalse(kept.Exists(c => c.Column is "证件号码" || (c.Column is "姓名" && c.Measure != "empty")), "of names only whether there is one");
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Numbers_that_were_replaced_trip_whatever_they_were_replaced_by(bool constant)
    {
        var replaced = new MonthlyExtract(7, August).Change(row => row[1] = constant ? MonthlyExtract.Id(3) : row[1][..6] + "99991399" + row[1][14..17] + "X");
        Assert.IsTrue(Report(replaced).Tripped, "who is ours cannot be told, and all would have no record");
    }

    [TestMethod]
    public void A_large_delivery_is_looked_at_by_a_small_share_of_its_people_women_and_men_alike()
    {
        Assert.AreEqual(new SampledPeople(8), SampledPeople.Of(10_000_000));
        Assert.AreEqual(new SampledPeople(6), SampledPeople.Of(300_000));
        Assert.AreEqual(new SampledPeople(0), SampledPeople.Of(8_000));
        var (people, women) = (0, 0);
        for (var n = 0; n < 200_000; n++)
        {
            var body = long.Parse(MonthlyExtract.Id(n)[..17], System.Globalization.CultureInfo.InvariantCulture);
            if (!new SampledPeople(6).Has(SampledPeople.Mix(body))) continue;
            people++;
            if (body % 2 == 0) women++;
        }

        Assert.IsTrue(people is > 2_900 and < 3_350, $"{people} of 200,000");
        Assert.IsTrue(women * 100 / people is > 40 and < 60, $"{women} of {people}");
    }

    [TestMethod]
    public void More_rows_than_are_kept_in_mind_give_the_same_answer_in_any_order()
    {
        var random = new Random(5);
        var rows = Enumerable.Range(0, 150_000).Select(i => unchecked((ulong)(i / 3) * 0x9E3779B97F4A7C15UL)).Select(person => (Row: (person & Repetitions.PersonBits) | ((ulong)random.NextInt64() >> 16), Time: person, Person: person)).ToArray();
        rows = [.. rows, .. rows[..30_000]];
        var first = Of(rows);
        random.Shuffle(rows);
        Assert.AreEqual(first, Of(rows));
        Assert.IsTrue(first.Rows is > 20_000 and < 90_000);
        Assert.AreEqual(1.0 / 6, first.Identical / (double)first.Rows, 0.01);

        static (long Rows, long Identical, long Again, long People) Of((ulong, ulong, ulong)[] rows)
        {
            var all = new Repetitions();
            all.Add(rows);
            return (all.Rows, all.Identical, all.Again, all.People);
        }
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void Month_after_month_nothing_trips(int seed)
    {
        var history = new List<DriftBatch>();
        for (var month = 0; month < 6; month++)
        {
            var now = new MonthlyExtract(seed, new Month(2026, 1).Plus(month), 1200 + (month * 40)).Read();
            var report = BatchDrift.Of(now, history, DriftLimits.Usual, byMonth: true, DeliveryMode.Full);
            Assert.IsFalse(report.Tripped, report.Words.English);
            history.Add(now);
        }
    }

    [TestMethod]
    public void A_delivery_of_one_month_after_those_of_six_does_not_trip()
    {
        var report = Report(new MonthlyExtract(7, August, months: 1));
        Assert.IsFalse(report.Tripped, report.Words.English);
    }

    [TestMethod]
    [DataRow(MonthlyExtract.Employer)]
    [DataRow(MonthlyExtract.CreditCode)]
    [DataRow(MonthlyExtract.Insurance)]
    [DataRow(MonthlyExtract.WageBase)]
    public void A_column_that_is_blank_in_many_rows_trips_and_is_the_only_one_named(int column)
    {
        var n = 0;
        var finding = Report(new MonthlyExtract(7, August).Change(row => row[column] = n++ % 5 < 2 ? "" : row[column])).Findings.Where(f => f.Kind != DriftKind.Duplicates).ToList();
        Assert.AreEqual((DriftKind.Nulls, MonthlyExtract.Header[column]), (finding.Single().Kind, finding.Single().Column));
        Assert.Contains(FormattableString.Invariant($"空值：{MonthlyExtract.Header[column]} "), finding[0].Words.Chinese, StringComparison.Ordinal);
        Assert.Contains(" → 40", finding[0].Words.Chinese, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Values_of_the_neighbouring_column_trip_and_are_named()
    {
        for (var column = MonthlyExtract.Employer; column < MonthlyExtract.WageBase; column++)
        {
            var report = Report(new MonthlyExtract(7, August).Change(row => row[column] = row[column + 1]));
            Assert.AreEqual((DriftKind.Distribution, MonthlyExtract.Header[column]), (report.Findings.Single(f => f.Kind == DriftKind.Distribution).Kind, report.Findings.Single(f => f.Kind == DriftKind.Distribution).Column), report.Words.English);
        }
    }

    [TestMethod]
    public void Doubled_amounts_trip_and_a_word_that_is_gone_is_named()
    {
        var doubled = Report(new MonthlyExtract(7, August).Change(row => row[MonthlyExtract.WageBase] = (2 * decimal.Parse(row[MonthlyExtract.WageBase], System.Globalization.CultureInfo.InvariantCulture)).ToString(System.Globalization.CultureInfo.InvariantCulture)));
        Assert.AreEqual("缴费基数", doubled.Findings.Single().Column);
        Assert.StartsWith("分布：缴费基数 PSI ", doubled.Findings.Single().Words.Chinese, StringComparison.Ordinal);
        var gone = Report(new MonthlyExtract(7, August).Change(row => row[MonthlyExtract.Insurance] = row[MonthlyExtract.Insurance] == "失业" ? "工伤" : row[MonthlyExtract.Insurance]));
        Assert.AreEqual("险种", gone.Findings.Single().Column);
        Assert.IsTrue(gone.Findings.Single().Words.Chinese.Contains("（某一取值 33.3 % → 0 %）", StringComparison.Ordinal) || gone.Findings.Single().Words.Chinese.Contains("（某一取值 0 % → 33.3 %）", StringComparison.Ordinal), gone.Words.Chinese);
    }

    [TestMethod]
    public void Rows_delivered_twice_trip_as_duplicates_byte_for_byte_or_not()
    {
        var twice = new MonthlyExtract(7, August);
        twice.Rows.AddRange(twice.Rows[..(twice.Rows.Count / 3)].Select(r => r.ToArray()));
        Assert.AreEqual(DriftKind.Duplicates, Report(twice).Findings[0].Kind);
        Assert.Contains("重复：完全相同的行 0 % → 25", Report(twice).Words.Chinese, StringComparison.Ordinal);
        var joined = new MonthlyExtract(7, August);
        joined.Rows.AddRange(joined.Rows.ToArray().Select(r => r.ToArray()).Select(r => r.Select((f, i) => i == MonthlyExtract.Employer ? "别的厂" : f).ToArray()));
        Assert.Contains("重复：同一人同一时间的行", Report(joined).Words.Chinese, StringComparison.Ordinal);
        Assert.DoesNotContain("完全相同", Report(joined).Words.Chinese, StringComparison.Ordinal);
    }

    private static DriftReport Report(MonthlyExtract now) => BatchDrift.Of(now.Read(), Before.Value, DriftLimits.Usual, byMonth: true, DeliveryMode.Full);

    private static string[] Told(DriftBatch batch) => [.. batch.Profile!.Counts().Select(c => c.ToString())];
}
