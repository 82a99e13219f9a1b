using System.Text;
using System.Text.Json;
using DataMatching.Sample;

namespace DataMatching.Tests.Sample;

/// <summary>A sample on disk, read back with plain splitting: its own fields are never quoted, garbage rows aside.</summary>
internal sealed class WrittenProvince : IDisposable
{
    public WrittenProvince(int households, int seed = 7, Func<SampleOptions, SampleOptions>? with = null)
    {
        Folder = Directory.CreateTempSubdirectory("sample-").FullName;
        var options = new SampleOptions(Folder, households, seed);
        Summary = SampleProvince.Write(with is null ? options : with(options));
    }

    public string Folder { get; }
    public SampleSummary Summary { get; }

    public string[][] Rows(string relative) => [.. Lines(relative).Skip(1).Select(line => line.Split(','))];

    public string[] Lines(string relative) =>
        Encoding(relative).GetString(File.ReadAllBytes(Path.Combine(Folder, relative))).TrimStart('\uFEFF').Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Every delivered CSV that has a manifest, with it.</summary>
    public IEnumerable<(string Relative, JsonElement Manifest)> Deliveries() =>
        Directory.GetFiles(Folder, "*.manifest.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(path =>
            (Path.GetRelativePath(Folder, path[..^".manifest.json".Length]).Replace('\\', '/'), JsonDocument.Parse(File.ReadAllText(path)).RootElement));

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static Encoding Encoding(string relative) =>
        relative.Contains("civil-affairs", StringComparison.Ordinal) || relative.Contains("drop/vehicle", StringComparison.Ordinal)
            ? CodePagesEncodingProvider.Instance.GetEncoding("gb18030")! : System.Text.Encoding.UTF8;
}
