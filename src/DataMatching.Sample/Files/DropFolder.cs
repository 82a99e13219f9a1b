using System.Globalization;
using DataMatching.Sample.Places;
using DataMatching.Sample.Rows;

namespace DataMatching.Sample.Files;

/// <summary>All deliveries of the two quarters, open at once; rows go to the files whose scope and months they belong to.</summary>
internal sealed class DropFolder : IDisposable
{
    private readonly SampleOptions _options;
    private readonly Dice _dirt;
    private readonly Dictionary<(int Dataset, int Scope), Extract[]> _extracts = [];
    private readonly List<Extract> _inOrder = [];

    public DropFolder(SampleOptions options)
    {
        _options = options;
        _dirt = new Dice(options.Seed, Streams.Dirt, 0);
        foreach (var dataset in Datasets.All)
        {
            foreach (var scope in Atlas.Cities.Select(city => dataset.PerCity ? city.Code : city.ProvinceCode).Distinct())
            {
                var pair = new List<Extract> { Open(Delivery.SecondQuarter(dataset, scope), Promise.Kept) };
                var late = dataset == Datasets.Units && scope == Atlas.Late.Code;
                var half = dataset == Datasets.Units && scope == Atlas.Half.Code;
                if (!late) pair.Add(Open(Delivery.ThirdQuarter(dataset, scope), half ? Promise.HalfKept : Promise.Kept));
                _extracts.Add((dataset.Index, scope), [.. pair]);
            }
        }
    }

    /// <summary>A record about one of the union's people, with the dirt that real rows have.</summary>
    public void WriteOurs(RegistryRow row, City city)
    {
        foreach (var extract in For(row, city))
        {
            if (row.IsIn(extract.Delivery)) extract.Write(row, DrawTyping(), _dirt.Below(1_000_000) < _options.RepeatedPerMillion);
        }
    }

    /// <summary>A record about somebody whom the union does not know.</summary>
    public void WriteStranger(RegistryRow row, City city)
    {
        foreach (var extract in For(row, city))
        {
            if (row.IsIn(extract.Delivery)) extract.Write(row, Typing.Clean, repeated: false);
        }
    }

    /// <summary>Closes every file, then writes the manifests, then the second copy of one delivery and the file without a manifest.</summary>
    public IReadOnlyList<FileCount> Finish()
    {
        foreach (var extract in _inOrder) extract.Close();
        foreach (var extract in _inOrder) extract.WriteManifest();
        var again = _extracts[(Datasets.Vehicles.Index, 500000)][1].CopyTo("-again");
        return [.. _inOrder.Select(extract => new FileCount(extract.Relative, extract.RowsInFile)), again, WriteDraft()];
    }

    public void Dispose()
    {
        foreach (var extract in _inOrder) extract.Dispose();
    }

    private Extract[] For(RegistryRow row, City city) => _extracts[(row.Dataset.Index, row.Dataset.PerCity ? city.Code : city.ProvinceCode)];

    private Extract Open(Delivery delivery, Promise promise)
    {
        var extract = new Extract(_options, delivery, promise);
        _inOrder.Add(extract);
        return extract;
    }

    private Typing DrawTyping() =>
        _dirt.Below(1_000_000) >= _options.UntidyPerMillion ? Typing.Clean : (Typing)_dirt.Between((int)Typing.SpacedId, (int)Typing.SpacedName);

    /// <summary>A file that somebody left in the folder: without a manifest nobody may read it.</summary>
    private FileCount WriteDraft()
    {
        const string relative = "drop/tax/wages-440000-draft.csv";
        using var file = new CsvFile(Path.Combine(_options.Folder, relative), FileStyle.Utf8, Datasets.Wages.Columns);
        file.Raw(string.Create(CultureInfo.InvariantCulture, $"草稿,,示例单位,,{Year2026.WindowLast},9999999.00"));
        file.Finish();
        return new FileCount(relative, 1);
    }
}

/// <summary>What a stream of chance is for.</summary>
internal static class Streams
{
    public const int Household = 1, Stranger = 2, Roll = 3, Dirt = 4, Linked = 20, NotLinked = 21;
}
