using System.Text;
using DataMatching.Batches;
using DataMatching.Connectors.Extracts;

namespace DataMatching.Connectors.Files;

/// <summary>
/// Which encodings a file's bytes fit, found by reading all of them. GB18030 allows nearly every pair of bytes, so it fits only where most of its characters are the
/// common hanzi and punctuation of GB 2312; UTF-16 only where every second byte of the ASCII characters is zero, or its mark stands first.
/// </summary>
internal sealed class DetectEncoding
{
    private const int BufferSize = 1 << 20;
    private long _utf8Invalid = -1, _gbInvalid = -1, _pairs, _common, _evenZeros, _oddZeros, _bytes;
    private long _utf8Line, _gbLine;
    private byte[] _start = [];

    /// <summary>Reads the stream to its end.</summary>
    public static DetectEncoding Of(Stream stream, CancellationToken cancel)
    {
        var found = new DetectEncoding();
        var buffer = new byte[BufferSize];
        var (held, line) = (0, 1L);
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            var read = stream.ReadAtLeast(buffer.AsSpan(held), buffer.Length - held, false);
            var length = held + read;
            var last = length < buffer.Length;

            // Neither encoding has a line feed inside a character. Without one a few bytes are left for the next time.
            var end = buffer.AsSpan(0, length).LastIndexOf((byte)'\n') + 1;
            if (last) end = length;
            else if (end == 0) end = length - 4;
            found.Take(buffer.AsSpan(0, end), line);
            line += buffer.AsSpan(0, end).Count((byte)'\n');
            buffer.AsSpan(end, length - end).CopyTo(buffer);
            held = length - end;
            if (last) return found;
        }
    }

    public bool HasUtf8Mark => _start.AsSpan().StartsWith("\uFEFF"u8);

    public bool IsUtf8 => _utf8Invalid < 0 && !IsUtf16;

    public bool IsGb18030 => _gbInvalid < 0 && !IsUtf16 && !HasUtf8Mark && (_pairs == 0 || _common * 2 > _pairs);

    public bool IsUtf16 => _start is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] || (_bytes % 2 == 0 && Math.Max(_evenZeros, _oddZeros) * 10 > _bytes && Math.Min(_evenZeros, _oddZeros) * 50 < Math.Max(_evenZeros, _oddZeros));

    private bool IsBigEndian => _start is [0xFE, 0xFF, ..] || (_start is not [0xFF, 0xFE, ..] && _evenZeros > _oddZeros);

    /// <summary>The encoding to read with.</summary>
    /// <param name="promised">By the manifest.</param>
    /// <exception cref="FileRefused">The bytes are not in the encoding asked for, or several or none fit where it is to be found out.</exception>
    public Encoding Choose(FileEncoding asked, ExtractEncoding promised, string part)
    {
        if (asked == FileEncoding.Manifest) asked = promised == ExtractEncoding.Utf8 ? FileEncoding.Utf8 : FileEncoding.Gb18030;
        if (asked == FileEncoding.Auto) asked = Only(part);
        var (fits, name, line, at) = asked switch
        {
            FileEncoding.Utf8 => (_utf8Invalid < 0, "UTF-8", _utf8Line, _utf8Invalid),
            FileEncoding.Gb18030 => (_gbInvalid < 0 && !HasUtf8Mark, "GB18030", _gbLine, Math.Max(0, _gbInvalid)),
            _ => (IsUtf16, "UTF-16", 1, 0),
        };
        if (!fits) throw new FileRefused($"{part}the file is not {name} as was promised: line {line}, byte {at}. {Look}. Ask for the file in the promised encoding, or correct the manifest or \"encoding\" under \"file\" in config/registries");
        return asked switch
        {
            FileEncoding.Utf8 => ExtractText.Utf8,
            FileEncoding.Gb18030 => ExtractText.Gb18030Strict,
            _ => new UnicodeEncoding(IsBigEndian, true, true),
        };
    }

    /// <summary>What the bytes look like, for a refusal: a whole clause without a full stop.</summary>
    public string Look
    {
        get
        {
            string[] fitting = [.. Fitting()];
            return fitting.Length == 0 ? "Its bytes look like no encoding known here" : "Its bytes look like " + string.Join(" or ", fitting);
        }
    }

    private FileEncoding Only(string part)
    {
        // Plain ASCII is the same in both.
        if (IsUtf8 && (_pairs == 0 || !IsGb18030)) return FileEncoding.Utf8;
        if (IsUtf16) return FileEncoding.Utf16;
        if (IsGb18030 && !IsUtf8) return FileEncoding.Gb18030;
        throw new FileRefused($"{part}the encoding cannot be told from the bytes. {Look}. Name it as \"encoding\" under \"file\" in config/registries: utf-8, gb18030 or utf-16");
    }

    private IEnumerable<string> Fitting()
    {
        if (IsUtf8) yield return "UTF-8";
        if (IsGb18030) yield return "GB18030";
        if (IsUtf16) yield return "UTF-16";
    }

    private void Take(ReadOnlySpan<byte> bytes, long line)
    {
        if (_bytes == 0) _start = bytes[..Math.Min(4, bytes.Length)].ToArray();
        if (_utf8Invalid < 0 && ExtractText.FirstInvalid(bytes, ExtractEncoding.Utf8) is >= 0 and var utf8)
            (_utf8Invalid, _utf8Line) = (_bytes + utf8, line + bytes[..utf8].Count((byte)'\n'));
        if (_gbInvalid < 0 && ExtractText.FirstInvalid(bytes, ExtractEncoding.Gb18030) is >= 0 and var gb)
            (_gbInvalid, _gbLine) = (_bytes + gb, line + bytes[..gb].Count((byte)'\n'));
        if (_gbInvalid < 0) CountPairs(bytes);
        if (bytes.Contains((byte)0))
        {
            for (var i = 0; i < bytes.Length; i++)
            {
                if (bytes[i] != 0) continue;
                if (((_bytes + i) & 1) == 0) _evenZeros++;
                else _oddZeros++;
            }
        }

        _bytes += bytes.Length;
    }

    /// <summary>Counts the characters beyond ASCII and those of them that GB 2312 has as common hanzi (level 1) or punctuation.</summary>
    private void CountPairs(ReadOnlySpan<byte> bytes)
    {
        var i = 0;
        while (i + 1 < bytes.Length)
        {
            var skip = bytes[i..].IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (skip < 0 || i + skip + 1 >= bytes.Length) return;
            i += skip;
            _pairs++;
            if (bytes[i] is (>= 0xB0 and <= 0xD7) or (>= 0xA1 and <= 0xA3) && bytes[i + 1] >= 0xA1) _common++;
            i += bytes[i + 1] is >= 0x30 and <= 0x39 ? 4 : 2;
        }
    }
}
