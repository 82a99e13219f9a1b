using System.Text.Json.Nodes;
using DataMatching.Batches;
using DataMatching.Tests.Files;

namespace DataMatching.Tests.Jobs;

/// <summary>Files without manifests, finished by being renamed.</summary>
[TestClass]
public sealed class FinishedFilesTests
{
    [TestMethod]
    public void A_file_is_taken_once_it_has_its_name_and_changed_columns_are_told()
    {
        using var night = new NightSite();
        var config = night.Line.At("site", "config", "registries", "tax.json");
        var json = JsonNode.Parse(File.ReadAllText(config))!;
        json["datasets"]!["wages"]!["source"] = JsonNode.Parse("""{ "kind": "drop", "finished": "rename", "name": "WAGE_{scope}_{asOf:yyyyMMdd}.txt.gz", "encoding": "gb18030" }""");
        json["datasets"]!["wages"]!["drift"] = JsonNode.Parse("""{ "volumePercent": [0, 200] }""");
        json["datasets"]!["wages"]!["file"] = JsonNode.Parse("""{ "form": "delimited", "separator": "|" }""");
        var old = night.Line.At("site", "drop", "tax");
        foreach (var file in Directory.GetFiles(old, "wages*")) File.Delete(file);
        File.WriteAllText(config, json.ToJsonString());
        var drop = night.Line.At("site", "drop", "tax");
        byte[] Content(string header, string more = "") => Unfolding.Gzip(Unfolding.Gb18030.GetBytes($"{header}\n赵一|449999197803121010|2026-09|5200.00{more}\n\n赵二|449999197803121010|2026-09|5200.00{more}\n"));
        File.WriteAllBytes(Path.Combine(drop, "WAGE_440000_20260929.txt.gz"), Content("姓名|证件号码|税款所属期|收入额"));
        File.WriteAllBytes(Path.Combine(drop, "WAGE_440000_20260930.txt.gz"), Content("姓名|身份证号|税款所属期|收入额|备注", "|x"));
        File.WriteAllBytes(Path.Combine(drop, "WAGE_440000_20260928.txt.gz.tmp"), Content("half"));
        night.Night("2026-09-30");
        night.Look(site =>
        {
            var batches = site.Store.Batches.All().Where(b => b.File.StartsWith("tax/WAGE", StringComparison.Ordinal)).OrderBy(b => b.Manifest.AsOf).ToList();
            Assert.HasCount(2, batches);
            Assert.AreEqual((BatchState.Accepted, 2L), (batches[0].State, batches[0].Manifest.Rows), batches[0].Refusal);
            Assert.AreEqual("2026-04", batches[0].Manifest.First.ToString());
            CollectionAssert.AreEqual(new[] { "姓名", "证件号码", "税款所属期", "收入额" }, batches[0].Header.ToArray());
            Assert.IsNull(batches[0].HeaderDrift);
            Assert.AreEqual("改名：证件号码→身份证号；新增：备注", batches[1].HeaderDrift, batches[1].Refusal);
            return 0;
        });
        Assert.Contains("表头有变化", night.Text("2026-09-30"), StringComparison.Ordinal);
        Assert.AreEqual("改名：证件号码→身份证号；新增：备注", night.Summary("2026-09-30").GetProperty("changedHeaders")[0].GetProperty("words").GetString());
        Assert.IsFalse(File.Exists(Path.Combine(drop, "WAGE_440000_20260928.txt.gz.tmp.manifest.json")));
        Assert.HasCount(2, Directory.GetFiles(night.Line.At("site", "data", "unfolded"), "*.csv"), "each is unfolded once");
    }
}
