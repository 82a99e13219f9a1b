using System.Text;

namespace DataMatching.Matching;

/// <summary>Many short strings as UTF-8 in a few large blocks: a million names take the bytes they have and four more each.</summary>
internal sealed class CompactStrings
{
    private const int BlockBits = 20, BlockSize = 1 << BlockBits;
    private readonly List<byte[]> _blocks = [];
    private readonly List<int> _starts = [];
    private int _used = BlockSize;

    public int Count => _starts.Count;

    /// <summary>Adds a string of at most 255 UTF-8 bytes and answers with its index.</summary>
    public int Add(string text)
    {
        Span<byte> bytes = stackalloc byte[256];
        if (!Encoding.UTF8.TryGetBytes(text, bytes[1..], out var length)) throw new ArgumentException("Expected at most 255 bytes of UTF-8.", nameof(text));
        bytes[0] = (byte)length;
        if (_used + length + 1 > BlockSize)
        {
            _blocks.Add(new byte[BlockSize]);
            _used = 0;
        }

        bytes[..(length + 1)].CopyTo(_blocks[^1].AsSpan(_used));
        _starts.Add(((_blocks.Count - 1) << BlockBits) + _used);
        _used += length + 1;
        return _starts.Count - 1;
    }

    /// <summary>True when the string of the index is these UTF-8 bytes.</summary>
    public bool Is(int index, ReadOnlySpan<byte> text)
    {
        var start = _starts[index];
        var block = _blocks[start >> BlockBits];
        var offset = start & (BlockSize - 1);
        return text.SequenceEqual(block.AsSpan(offset + 1, block[offset]));
    }

    public string this[int index]
    {
        get
        {
            var start = _starts[index];
            var block = _blocks[start >> BlockBits];
            var offset = start & (BlockSize - 1);
            return Encoding.UTF8.GetString(block, offset + 1, block[offset]);
        }
    }
}
