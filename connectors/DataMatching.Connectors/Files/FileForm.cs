using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DataMatching.Batches;

namespace DataMatching.Connectors.Files;

/// <summary>How the rows of a delivered file are laid out.</summary>
public enum RowForm
{
    /// <summary>Rows are lines, fields are separated by a character and may be quoted.</summary>
    Delimited = 0,

    /// <summary>Rows are lines, fields stand at fixed bytes of them; there is no header.</summary>
    Fixed = 1,

    /// <summary>A worksheet of an XLSX or XLS workbook.</summary>
    Sheet = 2,
}

/// <summary>The characters a delivered file is written in.</summary>
public enum FileEncoding
{
    /// <summary>What the manifest says.</summary>
    Manifest = 0,
    Utf8 = 1,
    Gb18030 = 2,

    /// <summary>UTF-16, its byte order told by the mark or by the zero bytes.</summary>
    Utf16 = 3,

    /// <summary>Found out from the bytes; refused when not exactly one fits.</summary>
    Auto = 4,
}

/// <summary>A field of a fixed-width row. <paramref name="Start"/>: bytes before it; <paramref name="Length"/>: bytes it takes (at least 1).</summary>
public sealed record FixedField(string Name, int Start, int Length);

/// <summary>
/// What a packed delivery may grow to, counted while it is inflated. <paramref name="Bytes"/>: of all parts together. <paramref name="Ratio"/>: inflated to packed,
/// judged above <see cref="RatioFrom"/>. <paramref name="Parts"/>: files in a zip. All limits are included.
/// </summary>
public sealed record FileLimits(long Bytes, int Ratio, int Parts)
{
    /// <summary>Inflated bytes below which the ratio is not judged: small texts that repeat themselves pack very well.</summary>
    public const long RatioFrom = 10_000_000;

    /// <summary>Inflated bytes that a reader keeps of a workbook in memory, above all its table of texts.</summary>
    public long Kept { get; init; } = 128_000_000;

    public static readonly FileLimits Usual = new(20_000_000_000, 200, 1000);
}

/// <summary>
/// A dataset's <c>file</c> in config/registries: how its delivered files are laid out. Without one a file is a CSV with commas, or what its first bytes say (gzip, zip, workbook).
/// </summary>
public sealed record FileForm(RowForm Form)
{
    public static readonly FileForm PlainCsv = new(RowForm.Delimited);

    public char Separator { get; init; } = ',';

    /// <summary>Null: quotes are ordinary characters.</summary>
    public char? Quote { get; init; } = '"';

    /// <summary>Lines before the header that are passed over.</summary>
    public int SkipRows { get; init; }

    public FileEncoding Encoding { get; init; }

    /// <summary>What the settings say the files are written in, whatever a manifest says; null: nothing.</summary>
    public ExtractEncoding? Said => Encoding switch { FileEncoding.Utf8 => ExtractEncoding.Utf8, FileEncoding.Gb18030 => ExtractEncoding.Gb18030, _ => null };

    /// <summary>Of a fixed-width row, by their first byte.</summary>
    public IReadOnlyList<FixedField> Fields { get; init; } = [];

    /// <summary>Null: the only visible sheet that holds anything.</summary>
    public string? Sheet { get; init; }

    /// <summary>Row of the sheet that holds the header, from 1.</summary>
    public int HeaderRow { get; init; } = 1;

    public FileLimits Limits { get; init; } = FileLimits.Usual;

    /// <summary>True when rows of such a file are read as they are, once it is neither packed nor a workbook.</summary>
    public bool IsPlainCsv => Form == RowForm.Delimited && Separator == ',' && Quote == '"' && SkipRows == 0 && Encoding is FileEncoding.Manifest or FileEncoding.Utf8 or FileEncoding.Gb18030;

    /// <summary>Eight hexadecimal digits; another form, another fingerprint.</summary>
    public string Fingerprint
    {
        get
        {
            var fields = string.Join(';', Fields.Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.Name}:{f.Start}:{f.Length}")));
            var text = string.Create(CultureInfo.InvariantCulture, $"1|{(int)Form}|{(int)Separator}|{(Quote is { } q ? q : -1)}|{SkipRows}|{(int)Encoding}|{fields}|{Sheet}|{HeaderRow}");
            return Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)))[..8];
        }
    }
}
