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

    /// <summary>A value of a code table as it stood on the day as of which the delivery speaks.</summary>
    public T Choice<T>(Column column, DatedChoices<T> choices)
    {
        var day = person.Manifest.AsOf;
        var found = choices.TryFind(Value(column), day, out var meaning, out var outOfDate);
        if (found) return meaning;
        return Failed(column, outOfDate ? $"取值在数据截止日 {Iso(day)} 无效，应为：{choices.Allowed(day)}" : $"取值不在约定范围内，应为：{choices.Allowed(day)}", meaning);
    }

    public T? OptionalChoice<T>(Column column, Choices<T> choices)
        where T : struct => Value(column).Length == 0 ? null : Choice(column, choices);

    /// <summary>A division code of the day as of which the delivery speaks, when filled.</summary>
    public void CheckDistrict(Column column) => OptionalDistrict(column);

    /// <summary>The same, and not empty.</summary>
    public District District(Column column) => OptionalDistrict(column) is { } district ? district : Failed(column, "不应为空，应为六位行政区划代码，如 440106", person.Manifest.Scope);

    /// <summary>
    /// A division code that was in use on the day as of which the delivery speaks, or on <paramref name="then"/>, that of the event; or an abolished one of which the
    /// lists tell what became of it. Answers with the place's code of now where they tell it, else as written; null when empty.
    /// </summary>
    public District? OptionalDistrict(Column column, DateOnly? then = null)
    {
        var text = Value(column);
        if (text.Length == 0) return null;
        if (!Identity.District.TryParse(text, out var written)) return Failed<District?>(column, "应为六位行政区划代码，如 440106", null);
        var found = DivisionsByDate.On(written, person.Manifest.AsOf);
        if (found.State != DivisionState.Valid && then is { } day && DivisionsByDate.On(written, day) is { State: DivisionState.Valid } former) found = former;
        return found.State switch
        {
            DivisionState.Valid or DivisionState.Newer => found.Now ?? written,
            DivisionState.Abolished when found.Now is { } now => now,
            DivisionState.Abolished => Failed<District?>(column, string.Create(Invariant, $"该行政区划代码已在 {found.Year} 年之后撤销，且无法确定现在的代码"), null),
            DivisionState.NotYet => Failed<District?>(column, string.Create(Invariant, $"该行政区划代码到 {found.Year} 年才启用"), null),
            _ => Failed<District?>(column, $"不在行政区划代码表中（1980 年至 {Iso(DivisionsByDate.NewestList)}）", null),
        };
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

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", Invariant);

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
