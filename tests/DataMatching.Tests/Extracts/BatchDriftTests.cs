using DataMatching.Batches;

namespace DataMatching.Tests.Extracts;

/// <summary>What trips the breaker and what does not, told from counts alone.</summary>
[TestClass]
public sealed class BatchDriftTests
{
    [TestMethod]
    [DataRow(500, "", false)]
    [DataRow(499, "行数：499，上一批 1,000，少 50 %", true)]
    [DataRow(370, "行数：370，上一批 1,000，少 63 %", true)]
    [DataRow(0, "行数：0，上一批 1,000，少 100 %", true)]
    [DataRow(2000, "", false)]
    [DataRow(2001, "行数：2,001，上一批 1,000，多 100 %", true)]
    public void Volume_is_held_even_to_one_delivery_on_both_sides(int rows, string words, bool trips)
    {
        var report = Of(Rows(rows), [Rows(1000)]);
        Assert.AreEqual(trips, report.Tripped);
        if (trips) Assert.AreEqual((DriftKind.Volume, words), (report.Findings.Single().Kind, report.Findings.Single().Words.Chinese));
    }

    [TestMethod]
    public void A_first_delivery_is_held_against_nothing() => Assert.AreEqual((false, ""), (Of(Rows(0), []).Tripped, Of(Rows(0), []).Words.Chinese));

    [TestMethod]
    public void Volume_trips_only_outside_of_all_that_came_before()
    {
        DriftBatch[] history = [Rows(1000), Rows(300), Rows(2000)];
        Assert.IsFalse(Of(Rows(160), history).Tripped);
        Assert.IsFalse(Of(Rows(3900), history).Tripped);
        Assert.AreEqual("rows: 140, in the 3 deliveries before 300 to 2,000, 53 % fewer", Of(Rows(140), history).Findings.Single().Words.English);
        Assert.AreEqual("行数：4,100，前 3 批 300 至 2,000，多 105 %", Of(Rows(4100), history).Findings.Single().Words.Chinese);
    }

    [TestMethod]
    public void Rows_of_monthly_data_are_counted_a_month_and_those_of_a_state_are_not()
    {
        DriftBatch[] half = [Rows(6000, 6)];
        Assert.IsFalse(BatchDrift.Of(Rows(1000, 1), half, DriftLimits.Usual, byMonth: true, DeliveryMode.Full).Tripped);
        Assert.AreEqual("每月行数：400，上一批 1,000，少 60 %", BatchDrift.Of(Rows(400, 1), half, DriftLimits.Usual, byMonth: true, DeliveryMode.Full).Findings.Single().Words.Chinese);
        Assert.IsTrue(BatchDrift.Of(Rows(1000, 1), half, DriftLimits.Usual, byMonth: false, DeliveryMode.Full).Tripped);
    }

    [TestMethod]
    [DataRow(3, 10, DeliveryMode.Full, true)]
    [DataRow(3, 10, DeliveryMode.Increment, false)]
    [DataRow(30, 10, DeliveryMode.Full, false)]
    [DataRow(300, 10, DeliveryMode.Full, false)]
    [DataRow(3000, 10, DeliveryMode.Full, true)]
    [DataRow(3000, 10, DeliveryMode.Increment, true)]
    [DataRow(300, 1000, DeliveryMode.Increment, true)]
    public void A_few_rows_prove_nothing_but_of_a_whole_list_that_shrank(int rows, int before, DeliveryMode mode, bool trips) =>
        Assert.AreEqual(trips, BatchDrift.Of(Rows(rows), [Rows(before)], DriftLimits.Usual, false, mode).Tripped);

    [TestMethod]
    public void Limits_are_those_of_the_dataset_and_each_edge_is_allowed()
    {
        var limits = DriftLimits.Usual with { LeastVolume = 90, MostVolume = 110 };
        Assert.IsFalse(BatchDrift.Of(Rows(9000), [Rows(10_000)], limits, false, DeliveryMode.Full).Tripped);
        Assert.IsTrue(BatchDrift.Of(Rows(8999), [Rows(10_000)], limits, false, DeliveryMode.Full).Tripped);
        Assert.IsTrue(BatchDrift.Of(Rows(11_001), [Rows(10_000)], limits, false, DeliveryMode.Full).Tripped);
        var now = Sample(100_000, empty: 20_000);
        Assert.IsTrue(Of(now, [Sample(100_000, empty: 10_000)]).Tripped);
        Assert.IsFalse(BatchDrift.Of(now, [Sample(100_000, empty: 10_000)], DriftLimits.Usual with { NullPoints = 10 }, false, DeliveryMode.Full).Tripped);
    }

    [TestMethod]
    public void A_small_sample_and_a_single_delivery_before_prove_nothing_and_say_so()
    {
        var small = Of(Sample(499, empty: 400) with { Rows = 2500 }, [Sample(5000), Sample(5000)]);
        Assert.IsFalse(small.Tripped);
        Assert.AreEqual("抽样仅 499 行，不足 500 行，空值、重复和分布未比较", small.NotCompared.Chinese);
        Assert.Contains("no delivery before has a sample", Of(Sample(5000), [Rows(5000)]).NotCompared.English, StringComparison.Ordinal);
        var other = Sample(5000, values: new() { ["#1"] = 10, ["#2"] = 4990 });
        var one = Of(other, [Sample(5000)]);
        Assert.IsFalse(one.Tripped, one.Words.English);
        Assert.AreEqual("only 1 delivery before can be compared with, fewer than 2: distributions were not compared", one.NotCompared.English);
        Assert.AreEqual(DriftKind.Distribution, Of(other, [Sample(5000), Sample(5000)]).Findings.Single().Kind);
        Assert.AreEqual(DriftKind.Nulls, Of(Sample(5000, empty: 3000), [Sample(5000)]).Findings.Single().Kind, "nulls are held even to one");
    }

    [TestMethod]
    public void What_was_accepted_once_is_nothing_new()
    {
        var other = Sample(5000, values: new() { ["#1"] = 10, ["#2"] = 4990 });
        Assert.IsFalse(Of(other, [Sample(5000), Sample(5000), other]).Tripped);
        Assert.IsFalse(Of(Sample(5000, empty: 3000), [Sample(5000), Sample(5000, empty: 2900)]).Tripped);
    }

    [TestMethod]
    public void A_column_that_was_half_empty_and_is_full_trips_too_and_fewer_duplicates_do_not()
    {
        Assert.AreEqual("空值：险种 50 % → 0 %", Of(Sample(5000), [Sample(5000, empty: 2500), Sample(5000, empty: 2600)]).Findings.Single().Words.Chinese);
        Assert.IsFalse(Of(Sample(5000), [Sample(5000, identical: 2000), Sample(5000, identical: 2000)]).Tripped);
        Assert.AreEqual("duplicates: identical rows 0 % → 40 %", Of(Sample(5000, identical: 2000), [Sample(5000), Sample(5000)]).Findings.Single().Words.English);
    }

    /// <summary>Ten people move a share by more than the limit in points; chance does that.</summary>
    [TestMethod]
    public void What_chance_may_do_among_few_people_does_not_trip()
    {
        var few = Sample(600, empty: 80) with { Profile = Sample(600, empty: 80).Profile! with { People = 20 } };
        var history = Sample(5000) with { Profile = Sample(5000).Profile! with { People = 170 } };
        Assert.IsFalse(Of(few, [history]).Tripped);
        Assert.IsTrue(Of(Sample(600, empty: 80), [Sample(5000)]).Tripped);
    }

    [TestMethod]
    public void Numbers_that_cannot_be_used_are_held_on_all_rows()
    {
        var report = Of(Rows(1000) with { NoUsableId = 300 }, [Rows(1000) with { NoUsableId = 20 }]);
        Assert.AreEqual("空值：不能使用的证件号码 2 % → 30 %", report.Findings.Single().Words.Chinese);
    }

    [TestMethod]
    public void Numbers_of_another_kind_leave_no_sample_and_trip()
    {
        var report = Of(Sample(40), [Sample(5000), Sample(4800)]);
        Assert.AreEqual("证件号码：按号码抽到 40 人，以往同样多的行可抽到 4,800 人，号码可能已被替换或全部相同", report.Findings.Single().Words.Chinese);
        Assert.IsTrue(Of(Rows(5000) with { Profile = Sample(0).Profile }, [Sample(5000)]).Tripped);
        Assert.IsFalse(Of(Sample(490), [Sample(4900)]).Tripped, "a tenth may be another share of people");
        Assert.IsFalse(Of(Rows(900) with { Profile = Sample(40).Profile }, [Sample(5000) with { Rows = 1_000_000 }, Rows(900)]).Tripped, "far fewer rows have far fewer people");
    }

    [TestMethod]
    public void A_column_that_is_not_delivered_any_more_is_an_empty_one()
    {
        var gone = Sample(5000);
        gone = gone with { Profile = gone.Profile! with { Columns = [] } };
        Assert.AreEqual("空值：险种 0 % → 100 %", Of(gone, [Sample(5000)]).Findings.Single().Words.Chinese);
        Assert.IsFalse(Of(gone, [Sample(5000), gone]).Tripped, "it was taken so before");
    }

    [TestMethod]
    public void Of_people_who_are_asked_about_rows_count_by_the_person()
    {
        DriftBatch Asked(long rows, int people) => Rows(rows) with { Asked = people };
        Assert.IsFalse(Of(Asked(15_000, 2500), [Asked(6000, 1000)]).Tripped, "a campaign of signatures");
        Assert.IsFalse(Of(Asked(2, 2), [Asked(6, 1)]).Tripped, "a handful");
        Assert.AreEqual("每查询千人行数：1,000，上一批 6,000，少 83 %", Of(Asked(2500, 2500), [Asked(6000, 1000)]).Findings.Single().Words.Chinese);
        Assert.IsTrue(Of(Asked(2500, 2500), [Rows(6000)]).Tripped);
    }

    [TestMethod]
    public void A_profile_is_what_its_counts_say_in_any_order()
    {
        var profile = Sample(5000, empty: 7, identical: 3).Profile!;
        var counts = profile.Counts().ToArray();
        new Random(3).Shuffle(counts);
        CollectionAssert.AreEqual(profile.Counts().ToArray(), BatchProfile.Of(counts)!.Counts().ToArray());
        Assert.IsNull(BatchProfile.Of([]));
        Assert.HasCount(5, Sample(499).Profile!.Counts().ToList(), "of a small sample only its size");
    }

    [TestMethod]
    public void Buckets_have_one_name_each_and_words_in_both_languages()
    {
        var names = Enumerable.Range(0, ValueBucket.Count).Select(ValueBucket.NameOf).ToList();
        Assert.AreEqual(names.Count, names.Distinct(StringComparer.Ordinal).Count());
        Assert.IsTrue(names.TrueForAll(n => ValueBucket.InWords(n) is { Chinese.Length: > 0, English.Length: > 0 }));
        Assert.AreEqual("2^12", ValueBucket.NameOf(ValueBucket.OfNumber(false, 5000, false)));
        Assert.AreEqual("4,096 至 8,191 的数", ValueBucket.InWords("2^12").Chinese);
        CollectionAssert.AreEqual(new[] { "m-", "m0", "m24", "y2", "y2", "y4", "y32", "y32" }, new[] { -1, 0, 24, 25, 47, 48, 400, 4000 }.Select(m => ValueBucket.NameOf(ValueBucket.OfMonth(m))).ToArray());
    }

    private static DriftReport Of(DriftBatch now, IReadOnlyList<DriftBatch> history) => BatchDrift.Of(now, history, DriftLimits.Usual, false, DeliveryMode.Full);

    private static DriftBatch Rows(long rows, int months = 6) => new(rows, months, 0, null);

    private static DriftBatch Sample(long rows, long empty = 0, long identical = 0, Dictionary<string, long>? values = null) => new(5000, 6, 0, new BatchProfile(
        rows, rows, rows, identical, 0,
        [new ColumnProfile("险种", empty, values ?? new() { ["#1"] = (rows - empty) / 2, ["#2"] = (rows - empty) / 2 })]));
}
