using System.Globalization;

namespace DataMatching.Connectors.Files;

/// <summary>Counts what a packed file inflates to, over all its parts, while it is read: what its headers say of lengths is never believed.</summary>
internal sealed class InflatedBytes(FileLimits limits, long packed)
{
    private long _total;

    /// <exception cref="FileRefused">The limits are passed.</exception>
    public void Add(int bytes)
    {
        var total = Interlocked.Add(ref _total, bytes);
        if (total > limits.Bytes) throw new FileRefused(string.Create(CultureInfo.InvariantCulture, $"the file inflates to more than {limits.Bytes} bytes. Expected a delivery within that; ask for it in several, or raise \"limits\".\"bytes\" under \"file\" in config/registries"));
        if (total > FileLimits.RatioFrom && total / limits.Ratio > packed)
            throw new FileRefused(string.Create(CultureInfo.InvariantCulture, $"the file inflates to more than {limits.Ratio} times its {packed} bytes, as a bomb does. Expected a packed text; ask the agency what it sent, or raise \"limits\".\"ratio\" under \"file\" in config/registries"));
    }
}

/// <summary>Reads a part of a packed file: every byte is counted, and at the end its length and, where known, its checksum are held against what the archive says.</summary>
internal sealed class InflatingStream(Stream inner, InflatedBytes inflated, string part, long? length, uint? crc, IDisposable? owner) : Stream
{
    private static readonly uint[] Table = MakeTable();
    private long _read;
    private uint _crc = uint.MaxValue;
    private bool _ended;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => _read; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        int read;
        try
        {
            read = inner.Read(buffer);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or NotSupportedException)
        {
            throw new FileRefused($"{part}the packed data is damaged or packed in a way not read here. Expected deflate; pack it again and deliver it again", e);
        }

        if (read > 0)
        {
            inflated.Add(read);
            _read += read;
            if (crc is not null) Sum(buffer[..read]);
        }
        else if (buffer.Length > 0 && !_ended)
        {
            _ended = true;
            if ((length is { } expected && _read != expected) || (crc is { } sum && ~_crc != sum))
                throw new FileRefused($"{part}the packed data ends early or is not what its checksum says: it was cut off or changed. Deliver it again");
        }

        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            owner?.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Sum(ReadOnlySpan<byte> bytes)
    {
        var c = _crc;
        foreach (var b in bytes) c = Table[(c ^ b) & 0xFF] ^ (c >> 8);
        _crc = c;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (var i = 0u; i < table.Length; i++)
        {
            var c = i;
            for (var bit = 0; bit < 8; bit++) c = (c & 1) != 0 ? 0xEDB88320u ^ (c >> 1) : c >> 1;
            table[i] = c;
        }

        return table;
    }
}
