using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DataMatching.App;
using DataMatching.Jobs;
using DataMatching.Tests.App;

namespace DataMatching.Tests.Jobs;

/// <summary>A sample province of 200 households as an initialised site, to which a test delivers files of its own.</summary>
internal sealed class NightSite : IDisposable
{
    public NightSite()
    {
        Assert.AreEqual(0, Line.Run("sample", "--out", Line.Site, "--households", "200", "--quiet").Code);
        Line.Init();
    }

    public CommandLine Line { get; } = new();

    /// <summary>Runs the night and answers with its outcome.</summary>
    public JsonElement Night(string date)
    {
        var outcome = Line.Run("night", "--date", date, "--json");
        Assert.AreEqual(0, outcome.Code, outcome.Errors + Line.Failures);
        return outcome.Json;
    }

    public string Run(params string[] arguments)
    {
        var outcome = Line.Run(arguments);
        Assert.AreEqual(0, outcome.Code, outcome.Errors + Line.Failures);
        return outcome.Output;
    }

    /// <summary>Every file of a night with its hash.</summary>
    public string[] Files(string date) =>
        [.. Directory.EnumerateFiles(Line.At("site", "lists", "nights", date)).Order(StringComparer.Ordinal).Select(f => $"{Path.GetFileName(f)} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(f)))}")];

    public string[] Lines(params string[] path) => File.ReadAllLines(Line.At(["site", .. path]));

    public JsonElement Summary(string date) => JsonDocument.Parse(File.ReadAllText(Line.At("site", "lists", "nights", date, "summary.json"))).RootElement;

    public string Text(string date) => File.ReadAllText(Line.At("site", "lists", "nights", date, "summary.txt"));

    /// <summary>A delivery for Guangdong, in UTF-8; its manifest may be bent.</summary>
    public void Deliver(string registry, string dataset, string name, string asOf, string content, string mode = "full", Func<string, string>? bend = null)
    {
        var file = Line.At("site", "drop", registry, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
        var rows = content.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length - 1;
        var sha = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
        var manifest = $$"""{"registry":"{{registry}}","dataset":"{{dataset}}","scope":"440000","asOf":"{{asOf}}","from":"2026-04","to":"2026-09","mode":"{{mode}}","encoding":"utf-8","rows":{{rows}},"sha256":"{{sha}}"}""";
        File.WriteAllText(file + ".manifest.json", bend is null ? manifest : bend(manifest));
    }

    /// <summary>Changes rows of a union file.</summary>
    public void Edit(string file, Func<string, string> row) => File.WriteAllLines(Line.At("site", "union", file), [.. Lines("union", file).Select((line, i) => i == 0 ? line : row(line))]);

    public T Look<T>(Func<Site, T> look)
    {
        using var site = Guard.Open(SiteFolder.At(Line.Site), Line.Clock, SiteUse.Look);
        return look(site);
    }

    public void Dispose() => Line.Dispose();
}
