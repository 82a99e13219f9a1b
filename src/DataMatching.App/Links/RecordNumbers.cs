using DataMatching.Jobs.Reports;
using DataMatching.Matching.Linkage.Records;

namespace DataMatching.App.Links;

/// <summary>Finds records by their own numbers, as files name them; also behind the apostrophe that keeps a spreadsheet from taking one for a formula.</summary>
internal sealed class RecordNumbers(LinkRecords records)
{
    private readonly Dictionary<string, int> _lefts = Numbers(records.LeftCount, records.LeftId);
    private readonly Dictionary<string, int>? _rights = records.IsOne ? null : Numbers(records.RightCount, records.RightId);

    /// <exception cref="UsageRefused">The left, or only, file has no such record.</exception>
    public int Left(TableFile file, int column) => Find(file, column, _lefts, "left, or only,");

    /// <exception cref="UsageRefused">The right, or only, file has no such record.</exception>
    public int Right(TableFile file, int column) => Find(file, column, _rights ?? _lefts, "right, or only,");

    private static int Find(TableFile file, int column, Dictionary<string, int> numbers, string which) => (file[column].Trim() is ['\'', .. var plain] written && SpreadsheetGuard.Of(plain) == written && numbers.TryGetValue(plain, out var record)) || numbers.TryGetValue(file[column].Trim(), out record)
        ? record
        : throw new UsageRefused($"{file.Name} line {file.Line}: column {column + 1} names a record that is not in the {which} file. Expected the record's number as its file has it.");

    private static Dictionary<string, int> Numbers(int count, Func<int, string> idOf)
    {
        var numbers = new Dictionary<string, int>(count, StringComparer.Ordinal);
        for (var i = 0; i < count; i++) numbers[idOf(i)] = i;
        return numbers;
    }
}
