namespace DataMatching.Identity;

/// <summary>
/// A civilian number plate of the mainland: province, letter, then five characters (蓝牌、黄牌), or six for new energy (绿牌: D, F or another
/// letter first for small cars, last for large ones); the fifth may be 学 警 港 澳 挂 领 试 超. Also 使 and six digits. Compared by <see cref="Text"/>.
/// </summary>
public sealed record Plate
{
    private const string ProvinceSigns = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
    private const string Suffixes = "学警港澳挂领试超";
    private const string Separators = "·•‧∙⋅・･.。﹒ꞏ᛫●-－—–";

    private Plate(string text) => Text = text;

    /// <summary>Without separator, upper-case: <c>粤A12345</c>, <c>粤AD12345</c>. It leads to a person: show <see cref="ToString"/> instead.</summary>
    public string Text { get; }

    /// <summary>True for the eight characters of a new-energy plate.</summary>
    public bool IsNewEnergy => Text.Length == 8;

    /// <summary>Reads a plate; full-width and lower-case characters, spaces and a dot or dash after the second character are put right. Null for anything else.</summary>
    public static Plate? TryParse(ReadOnlySpan<char> written)
    {
        Span<char> characters = stackalloc char[9];
        var length = WrittenText.Compact(written, characters, out _, out _);
        if (length is < 7 or > 9) return null;
        characters = characters[..length];
        for (var i = 0; i < length; i++)
        {
            if (char.IsAsciiLetterLower(characters[i])) characters[i] = (char)(characters[i] - 'a' + 'A');
        }

        // The embassies' separator stands after the fourth character (使224·578).
        var dot = characters[0] == '使' ? 4 : 2;
        if (Separators.Contains(characters[dot], StringComparison.Ordinal))
        {
            characters[(dot + 1)..].CopyTo(characters[dot..]);
            characters = characters[..^1];
        }

        return IsPlate(characters) ? new Plate(new string(characters)) : null;
    }

    /// <summary>Masked: the first two and the last two characters, <c>粤A***45</c>.</summary>
    public override string ToString() => string.Concat(Text.AsSpan(0, 2), new string('*', Text.Length - 4), Text.AsSpan(Text.Length - 2));

    private static bool IsPlate(ReadOnlySpan<char> text)
    {
        if (text[0] == '使') return text.Length == 7 && !text[1..].ContainsAnyExceptInRange('0', '9');
        if (!ProvinceSigns.Contains(text[0], StringComparison.Ordinal) || !char.IsAsciiLetterUpper(text[1]) || text[1] == 'I') return false;
        var serial = text[2..];
        return serial.Length switch
        {
            5 => IsSerial(serial[..4]) && (IsSerial(serial[4..]) || Suffixes.Contains(serial[4], StringComparison.Ordinal)),
            6 => IsSmallNewEnergy(serial) || IsLargeNewEnergy(serial),
            _ => false,
        };
    }

    private static bool IsSerial(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c) && !IsPlateLetter(c)) return false;
        }

        return true;
    }

    private static bool IsSmallNewEnergy(ReadOnlySpan<char> serial) =>
        IsPlateLetter(serial[0]) && IsSerial(serial[1..2]) && !serial[2..].ContainsAnyExceptInRange('0', '9');

    private static bool IsLargeNewEnergy(ReadOnlySpan<char> serial) =>
        IsPlateLetter(serial[5]) && !serial[..5].ContainsAnyExceptInRange('0', '9');

    /// <summary>I and O would be taken for digits.</summary>
    private static bool IsPlateLetter(char c) => char.IsAsciiLetterUpper(c) && c is not ('I' or 'O');
}
