using System.Text;

namespace DataMatching.Matching;

/// <summary>
/// Key and name of many people as UTF-8 in a few large blocks, a person's two side by side: a million people take the bytes they have and six more each,
/// and whoever looks at one person waits for memory once.
/// </summary>
internal sealed class CompactPeople
{
    private const int BlockBits = 20, BlockSize = 1 << BlockBits;
    private readonly List<byte[]> _blocks = [];
    private readonly List<int> _starts = [];
    private int _used = BlockSize;

    public int Count => _starts.Count;

    /// <summary>Adds a person, whose key and name are at most 255 UTF-8 bytes each, and answers with his index.</summary>
    public int Add(string key, string name)
    {
        Span<byte> bytes = stackalloc byte[512];
        var length = Put(name, bytes);
        length += Put(key, bytes[length..]);
        if (_used + length > BlockSize)
        {
            _blocks.Add(new byte[BlockSize]);
            _used = 0;
        }

        bytes[..length].CopyTo(_blocks[^1].AsSpan(_used));
        _starts.Add(((_blocks.Count - 1) << BlockBits) + _used);
        _used += length;
        return _starts.Count - 1;
    }

    public ReadOnlySpan<byte> NameOf(int person)
    {
        var at = At(person);
        return at.Slice(1, at[0]);
    }

    public string KeyOf(int person)
    {
        var at = At(person);
        at = at[(1 + at[0])..];
        return Encoding.UTF8.GetString(at.Slice(1, at[0]));
    }

    private ReadOnlySpan<byte> At(int person)
    {
        var start = _starts[person];
        return _blocks[start >> BlockBits].AsSpan(start & (BlockSize - 1));
    }

    private static int Put(string text, Span<byte> into)
    {
        if (!Encoding.UTF8.TryGetBytes(text, into.Slice(1, 255), out var length)) throw new ArgumentException("Expected at most 255 bytes of UTF-8.", nameof(text));
        into[0] = (byte)length;
        return length + 1;
    }
}
