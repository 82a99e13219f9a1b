using System.Text;
using System.Text.Json;
using DataMatching.Evidence;
using DataMatching.Jobs.Reports;

namespace DataMatching.Tests.Reports;

[TestClass]
public sealed class NightSummaryTests
{
    private static readonly DateOnly Night = new(2026, 9, 30);

    private static readonly NightSummary Summary = new(Night, new TimeSpan(0, 12, 41), null,
    [
        Dataset(RegistryId.Vehicle, "vehicles", NightDelivery.Accepted, new(2026, 12, 28)) with { Batch = 124, AsOf = new(2026, 9, 29), Rows = 10_021_334, Matched = 41_209, Quarantined = 18, Took = TimeSpan.FromSeconds(8.25) },
        Dataset(RegistryId.Tax, "wages", NightDelivery.Refused, new(2026, 10, 2)) with { AsOf = new(2026, 8, 31), Refused = 1, Took = TimeSpan.FromSeconds(61) },
        Dataset(RegistryId.MedicalInsurance, "not-named", NightDelivery.Late, null),
    ], 42_830, 7)
    {
        Refusals =
        [
            new("tax/w.csv", RegistryId.Tax, "wages", "found 5 rows, the manifest promises 6.\u0007 Half a delivery is no delivery: ask for the whole file"),
            new("tax/x.csv", null, null, "something new"),
        ],
        Waiting = ["vehicle/a.csv"],
        ReadAgain = 2,
    };

    [TestMethod]
    public void TextAlignsWithIdeographsCountedTwice()
    {
        const string Expected =
            """
            昨夜 2026-09-30  ✓ 完成  用时 12 分 41 秒  核算家庭 42,830 户  例外 7 条

            部门  数据       到达    截至              行数    对上  隔离  退回       用时  新鲜度
            ----  ---------  ------  ----------  ----------  ------  ----  ----  ---------  ----------------------
            车辆  机动车     ✓ 到达  2026-09-29  10,021,334  41,209    18     0     8.3 秒  有效至 2026-12-28
            税务  工资薪金   ✗ 退回  2026-08-31           0       0     0     1  1 分 1 秒  ▲ 3 天后转为未知
            医保  not-named  ▲ 迟到  —                    0       0     0     0          —  ✗ 从未到达，按未知处理

            退回的批次（上一个合格批次在过期前继续有效）
              税务·工资薪金  tax/w.csv：行数与清单不符，请部门重新报送完整文件（found 5 rows, the manifest promises 6. Half a delivery is no delivery: ask for the whole file）
              tax/x.csv：其他原因（something new）

            等待清单的文件（未读取：仍在传送，或部门漏放清单）
              vehicle/a.csv

            另有 2 个以前到达的批次因档案或授权变动重新对过，不是部门新报送的，未计入上表。

            """;
        Assert.AreEqual(Expected.ReplaceLineEndings("\n"), NightSummaryText.Of(Summary));
    }

    [TestMethod]
    public void AFailedNightSaysSoAndWhyOnOneLine()
    {
        var text = NightSummaryText.Of(Summary with { Failure = "磁盘已满\n（证件 11010519491231002X）" });
        Assert.Contains("✗ 未完成", text, StringComparison.Ordinal);
        Assert.Contains("\n原因：磁盘已满 （证件 ******************）\n", text, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("2026-09-29", Freshness.TooOld)]
    [DataRow("2026-09-30", Freshness.RunsOutSoon)]
    [DataRow("2026-10-03", Freshness.RunsOutSoon)]
    [DataRow("2026-10-04", Freshness.Fresh)]
    public void FreshnessHoldsThroughItsLastDay(string last, Freshness expected) =>
        Assert.AreEqual(expected, NightSummaryText.FreshnessOf(Dataset("tax", "wages", NightDelivery.NothingCame, DateOnly.ParseExact(last, "yyyy-MM-dd", null)), Night));

    [TestMethod]
    public void JsonHoldsTheSameAndStaysTheSame()
    {
        using var document = JsonDocument.Parse(Json());
        var tax = document.RootElement.GetProperty("datasets")[1];
        Assert.AreEqual("2026-09-30", document.RootElement.GetProperty("date").GetString());
        Assert.AreEqual("refused", tax.GetProperty("delivery").GetString());
        Assert.AreEqual("runs-out-soon", tax.GetProperty("freshness").GetString());
        var refusal = document.RootElement.GetProperty("refusals")[0];
        Assert.AreEqual("tax/w.csv", refusal.GetProperty("file").GetString());
        Assert.StartsWith("found 5 rows", refusal.GetProperty("reason").GetString()!, StringComparison.Ordinal);
        Assert.StartsWith("行数与清单不符", refusal.GetProperty("words").GetString()!, StringComparison.Ordinal);
        Assert.AreEqual("vehicle/a.csv", document.RootElement.GetProperty("waitingForManifest")[0].GetString());
        Assert.AreEqual(JsonValueKind.Null, tax.GetProperty("batch").ValueKind);
        Assert.AreEqual(8.25m, document.RootElement.GetProperty("datasets")[0].GetProperty("seconds").GetDecimal());
        Assert.AreEqual(Json(), Json());
        Assert.DoesNotContain("\r", Json(), StringComparison.Ordinal);
    }

    [TestMethod]
    public void WhatWasWrittenIsReadBackForARepeatedNightAndDamageMeansAnew()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "summary.json");
        Assert.IsNull(NightWritten.Read(file));
        File.WriteAllText(file, Json());
        var written = NightWritten.Read(file)!;
        Assert.AreEqual((Summary.Took, 42_830L, 7L), (written.Took, written.HouseholdsAssessed, written.Exceptions));
        Assert.HasCount(2, written.DatasetsTook);
        Assert.AreEqual(TimeSpan.FromSeconds(8.25), written.DatasetsTook[(RegistryId.Vehicle, "vehicles")]);
        foreach (var damaged in new[] { "", "[]", "{}", Json()[..300], """{"seconds":"x","householdsAssessed":1,"exceptions":1,"datasets":[]}""" })
        {
            File.WriteAllText(file, damaged);
            Assert.IsNull(NightWritten.Read(file), damaged);
        }
    }

    private static string Json()
    {
        using var stream = new MemoryStream();
        NightSummaryJson.Write(stream, Summary);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static DatasetNight Dataset(string registry, string dataset, NightDelivery delivery, DateOnly? believedUntil) =>
        new(registry, dataset, delivery, null, null, believedUntil, 0, 0, 0, 0, null);
}
