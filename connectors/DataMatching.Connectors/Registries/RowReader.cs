using System.Buffers;
using DataMatching.Identity;

namespace DataMatching.Connectors.Registries;

/// <summary>
/// Reads the fields of one row strictly. The first field that fails its check is kept as the row's <see cref="Rejection"/>; the reading goes on with a
/// harmless value. Reasons name what is expected, never what was found: the content may be personal. Repaired without complaint: full-width letters, digits
/// and punctuation, surrounding blanks, the other spellings of a date, a midnight that a spreadsheet added to a date.
/// </summary>
internal sealed partial class RowReader(Dataset dataset, Row row, PersonInRow person)
{
    private const int LongestText = 200;
    private static readonly SearchValues<char> Wide = SearchValues.Create([.. Enumerable.Range(0xFF01, 0x5E).Select(c => (char)c), '\u3000', '\u00A0']);

    private List<RowFault>? _faults;

    /// <summary>The first failure; null while every field read has been right.</summary>
    public RowResult? Rejection => _faults is null ? null : RowResult.Rejected(_faults[0].Column, _faults[0].Reason);

    /// <summary>Every failure, at most one for a column.</summary>
    public IReadOnlyList<RowFault> Faults => _faults ?? [];

    /// <summary>Which of the row's people the facts are about.</summary>
    public int Slot => person.Slot;

    public static int IndexOf(IReadOnlyList<Column> columns, Column column)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (ReferenceEquals(columns[i], column)) return i;
        }

        throw new ArgumentException($"The dataset does not list its column {column.Name}.", nameof(column));
    }

    /// <summary>Free text as written, at most 200 characters and none of control; null when empty.</summary>
    public string? OptionalText(Column column)
    {
        var text = row[IndexOf(dataset.Columns, column)].Trim();
        if (text.Length == 0) return null;
        return text.Length <= LongestText && !HasControl(text) ? text : Failed<string?>(column, "文字过长（上限 200 字）或含控制字符", null);
    }

    private static bool HasControl(string text)
    {
        foreach (var c in text)
        {
            if (char.IsControl(c)) return true;
        }

        return false;
    }

    public string Text(Column column) => OptionalText(column) ?? Failed(column, "不应为空", "");

    public T Choice<T>(Column column, Choices<T> choices)
    {
        var found = choices.TryFind(Value(column), out var meaning);
        return found ? meaning : Failed(column, $"取值不在约定范围内，应为：{choices.Allowed}", meaning);
    }

    public T? OptionalChoice<T>(Column column, Choices<T> choices)
        where T : struct => Value(column).Length == 0 ? null : Choice(column, choices);

    /// <summary>A six-digit division code, when filled.</summary>
    public void CheckDistrict(Column column) => OptionalDistrict(column);

    /// <summary>A six-digit division code; null when empty.</summary>
    public District? OptionalDistrict(Column column)
    {
        var code = Value(column);
        if (code.Length == 0) return null;
        return District.TryParse(code, out var district) ? district : Failed<District?>(column, "应为六位行政区划代码，如 440106", null);
    }

    /// <summary>A whole number within limits (both included), when filled.</summary>
    public void CheckCount(Column column, int least, int most)
    {
        var text = Value(column);
        if (text.Length == 0) return;
        if (text.Length > 6 || !text.All(char.IsAsciiDigit) || int.Parse(text, Invariant) is var n && (n < least || n > most))
            Fail(column, string.Create(Invariant, $"应为 {least} 至 {most} 的整数"));
    }

    /// <summary>Notes that a field is wrong in itself.</summary>
    public void Fail(Column column, string reason)
    {
        if (_faults?.Exists(f => f.Column == column.Name) != true) (_faults ??= []).Add(new RowFault(column.Name, reason));
    }

    /// <summary>Notes that a field does not fit another one, unless a field is wrong already: it may have been read as a harmless value.</summary>
    public void FailBeside(Column column, string reason)
    {
        if (_faults is null) Fail(column, reason);
    }

    private T Failed<T>(Column column, string reason, T harmless)
    {
        Fail(column, reason);
        return harmless;
    }

    /// <summary>A coded field or number: trimmed, full-width forms made plain.</summary>
    private string Value(Column column)
    {
        var text = row[IndexOf(dataset.Columns, column)];
        return text.AsSpan().ContainsAny(Wide) ? Plain(text) : text.Trim();
    }

    private static string Plain(string text) => string.Create(text.Length, text, static (plain, written) =>
    {
        for (var i = 0; i < written.Length; i++)
        {
            plain[i] = written[i] switch
            {
                >= '\uFF01' and <= '\uFF5E' and var wide => (char)(wide - 0xFEE0),
                '\u3000' or '\u00A0' => ' ',
                var other => other,
            };
        }
    }).Trim();
}
