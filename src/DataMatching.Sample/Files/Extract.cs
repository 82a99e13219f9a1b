using System.Globalization;
using System.Text;
using DataMatching.Sample.Rows;

namespace DataMatching.Sample.Files;

/// <summary>Whether a file holds the rows that its manifest promises.</summary>
internal enum Promise { Kept, HalfKept }

/// <summary>One delivered file and its manifest.</summary>
internal sealed class Extract : IDisposable
{
    private readonly SampleOptions _options;
    private readonly Promise _promise;
    private readonly CsvFile _file;
    private readonly string _path;
    private long _promised, _sinceGarbage;
    private int _garbage;
    private string _sha256 = "";

    public Extract(SampleOptions options, Delivery delivery, Promise promise)
    {
        (_options, Delivery, _promise) = (options, delivery, promise);
        Relative = string.Create(CultureInfo.InvariantCulture, $"drop/{delivery.Dataset.Registry}/{delivery.Dataset.Id}-{delivery.Scope}-{delivery.Label}.csv");
        _path = Path.Combine(options.Folder, Relative);
        _file = new CsvFile(_path, delivery.Dataset.Style, delivery.Dataset.Header(delivery.Scope / 10_000));
    }

    public Delivery Delivery { get; }

    /// <summary>Path below the site folder.</summary>
    public string Relative { get; }

    public long RowsInFile => _file.Rows;

    public void Write(RegistryRow row, Typing typing, bool repeated)
    {
        _promised += repeated ? 2 : 1;
        if (_promise == Promise.HalfKept && _promised % 2 == 0) return;
        _file.Typing = typing;
        row.Write(_file, Delivery);
        if (repeated) _file.RepeatRow();
        if (_options.GarbageEvery == 0 || ++_sinceGarbage < _options.GarbageEvery) return;
        _sinceGarbage = 0;
        _promised++;
        _file.Raw(Garbage.Line(Delivery.Dataset, _garbage++));
    }

    public void Close() => _sha256 = _file.Finish();

    public void WriteManifest() => WriteManifest(_path);

    /// <summary>The same bytes and promises under a second name.</summary>
    public FileCount CopyTo(string suffix)
    {
        var relative = Relative.Replace(".csv", suffix + ".csv", StringComparison.Ordinal);
        var path = Path.Combine(_options.Folder, relative);
        File.Copy(_path, path, overwrite: true);
        WriteManifest(path);
        return new FileCount(relative, RowsInFile);
    }

    public void Dispose() => _file.Dispose();

    private void WriteManifest(string path)
    {
        var d = Delivery;
        var rows = _promise == Promise.Kept ? _file.Rows : _promised + 1;
        var json = string.Create(CultureInfo.InvariantCulture,
            $$"""
            { "registry": "{{d.Dataset.Registry}}", "dataset": "{{d.Dataset.Id}}", "scope": "{{d.Scope}}", "asOf": "{{d.AsOf:yyyy-MM-dd}}", "from": "{{d.First}}", "to": "{{d.Last}}",
              "mode": "full", "encoding": "{{d.Dataset.Style.ManifestEncoding}}", "rows": {{rows}}, "sha256": "{{_sha256}}", "delivery": "示例数据 (sample)" }

            """).Replace("\r", "", StringComparison.Ordinal);
        File.WriteAllText(path + ".manifest.json", json, new UTF8Encoding(false));
    }
}
