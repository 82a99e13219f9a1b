using DataMatching.Connectors.Files;
using DataMatching.Connectors.Registries;

namespace DataMatching.Tests.Files;

/// <summary>What <c>file</c> and <c>source</c> of a dataset may say in config/registries, and which faults are told.</summary>
[TestClass]
public sealed class FileSettingsTests
{
    [TestMethod]
    public void The_forms_of_the_documentation_are_read()
    {
        var bars = Read("""{ "form": "delimited", "separator": "|", "quote": null, "skipRows": 2, "encoding": "auto" }""").File;
        Assert.AreEqual(('|', null, 2, FileEncoding.Auto), (bars.Separator, bars.Quote, bars.SkipRows, bars.Encoding));
        var wide = Read("""{ "form": "fixed", "encoding": "gb18030", "fields": { "证件号码": [20, 18], "姓名": [0, 20], "税款所属期": [38, 6], "收入额": [44, 12] } }""").File;
        CollectionAssert.AreEqual(new[] { "姓名", "证件号码", "税款所属期", "收入额" }, wide.Fields.Select(f => f.Name).ToArray());
        var sheet = Read("""{ "form": "sheet", "sheet": "明细", "headerRow": 3, "limits": { "bytes": 1000, "parts": 3 } }""").File;
        Assert.AreEqual(("明细", 3, new FileLimits(1000, 200, 3)), (sheet.Sheet, sheet.HeaderRow, sheet.Limits));
        Assert.AreNotEqual(bars.Fingerprint, sheet.Fingerprint);
        Assert.IsTrue(Read("""{ "form": "delimited" }""").File.IsPlainCsv);
    }

    [TestMethod]
    [DataRow("""[]""", "$.datasets.wages.file")]
    [DataRow("""{ "form": "table" }""", ".form")]
    [DataRow("""{ "form": "delimited", "separator": "ab" }""", ".separator")]
    [DataRow("""{ "form": "delimited", "separator": "，" }""", ".separator")]
    [DataRow("""{ "form": "delimited", "quote": "," }""", ".quote")]
    [DataRow("""{ "form": "delimited", "skipRows": -1 }""", ".skipRows")]
    [DataRow("""{ "form": "delimited", "encoding": "big5" }""", ".encoding")]
    [DataRow("""{ "form": "delimited", "sheet": "x" }""", ".sheet")]
    [DataRow("""{ "form": "fixed" }""", ".fields")]
    [DataRow("""{ "form": "fixed", "fields": { "姓名": [0, 20] } }""", ".fields")]
    [DataRow("""{ "form": "fixed", "fields": { "姓名": [0, 0], "证件号码": [20, 18], "税款所属期": [38, 6], "收入额": [44, 12] } }""", ".fields.姓名")]
    [DataRow("""{ "form": "fixed", "fields": { "姓名": [0, 21], "证件号码": [20, 18], "税款所属期": [38, 6], "收入额": [44, 12] } }""", ".fields.证件号码")]
    [DataRow("""{ "form": "fixed", "encoding": "utf-16", "fields": { "姓名": [0, 20], "证件号码": [20, 18], "税款所属期": [38, 6], "收入额": [44, 12] } }""", ".encoding")]
    [DataRow("""{ "form": "sheet", "headerRow": 0 }""", ".headerRow")]
    [DataRow("""{ "form": "sheet", "limits": { "ratio": 1 } }""", ".limits.ratio")]
    public void Each_fault_is_told_with_its_place(string file, string place)
    {
        var (settings, faults) = RegistrySettingsReader.Parse(Json(file, null));
        Assert.IsNull(settings);
        Assert.IsTrue(faults.Any(f => f.Place.EndsWith(place, StringComparison.Ordinal)), string.Join("; ", faults));
    }

    [TestMethod]
    public void An_sftp_source_is_read_and_what_could_reach_the_command_line_is_checked()
    {
        const string Good = """{ "kind": "sftp", "host": "10.0.0.5", "user": "union", "folder": "/out/工资", "key": "file:secrets/k", "hostKey": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIE5hbWVzQXJlSW52ZW50ZWRIZXJlRm9yVGVzdHM" }""";
        var source = Read("""{ "form": "delimited" }""", Good).Sftp!;
        Assert.AreEqual(("10.0.0.5", 22, "/out/工资", "secrets/k", "sftp"), (source.Host, source.Port, source.Folder, source.KeyFile, source.Program));
        foreach (var (from, to) in new[] { ("10.0.0.5", "-oProxyCommand=x"), ("union", "a b"), ("/out/工资", "/out\\\"\\n!rm"), ("file:secrets/k", "secrets/k"), ("file:secrets/k", "file:../k"), ("ssh-ed25519 ", "ssh-dss "), ("\"kind\"", "\"port\": 0, \"kind\"") })
            Assert.IsNull(RegistrySettingsReader.Parse(Json("""{ "form": "delimited" }""", Good.Replace(from, to, StringComparison.Ordinal))).Settings, to);
    }

    private static DatasetSettings Read(string file, string? source = null)
    {
        var (settings, faults) = RegistrySettingsReader.Parse(Json(file, source));
        Assert.IsNotNull(settings, string.Join("; ", faults));
        return settings.Datasets["wages"];
    }

    private static string Json(string file, string? source) =>
        $$"""
        { "registry": "tax", "title": "税务", "agency": "x",
          "datasets": { "wages": { "required": true, "file": {{file}}{{(source is null ? "" : ", \"source\": " + source)}} } },
          "agreement": { "number": "1", "purpose": "x", "from": "2026-01-01", "to": "2026-12-31", "covers": "roll", "columns": { "wages": ["姓名", "证件号码", "税款所属期", "收入额"] } } }
        """;
}
