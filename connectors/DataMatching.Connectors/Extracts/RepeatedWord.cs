using DataMatching.Batches;

namespace DataMatching.Connectors.Extracts;

/// <summary>The word that stood in a column last: where the next row has it too, it gets the same string.</summary>
internal sealed class RepeatedWord
{
    private const int Longest = 32;
    private readonly byte[] _bytes = new byte[Longest];
    private string _text = "";
    private int _length;

    /// <summary>The bytes decoded and trimmed.</summary>
    public string Read(ReadOnlySpan<byte> bytes, ExtractEncoding encoding)
    {
        if (bytes.SequenceEqual(_bytes.AsSpan(0, _length))) return _text;
        var text = ExtractText.Decode(bytes, encoding).Trim();
        if (bytes.Length > Longest) return text;
        bytes.CopyTo(_bytes);
        (_text, _length) = (text, bytes.Length);
        return text;
    }
}
