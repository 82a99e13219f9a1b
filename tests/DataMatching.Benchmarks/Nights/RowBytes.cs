using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DataMatching.Identity;

namespace DataMatching.Benchmarks.Nights;

/// <summary>A CSV of made-up rows, written by the megabyte, and its SHA-256.</summary>
internal sealed class RowBytes(string path) : IDisposable
{
    private const int Size = 1 << 20, LongestRow = 1 << 10, Births = 19_000;
    private static readonly byte[][] Names = [.. Enumerable.Range(0, 100).Select(n => Encoding.UTF8.GetBytes(VehicleFile.Name(n)))];
    private readonly FileStream _file = new(path, FileMode.Create, FileAccess.Write, FileShare.Read, 1);
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _buffer = new byte[Size];
    private int _used;

    /// <summary>Data rows so far, without the header.</summary>
    public long Rows { get; private set; } = -1;

    public RowBytes Text(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_buffer.AsSpan(_used));
        _used += text.Length;
        return this;
    }

    public RowBytes Text(string text)
    {
        _used += Encoding.UTF8.GetBytes(text, _buffer.AsSpan(_used));
        return this;
    }

    /// <summary>A number of at least so many digits.</summary>
    public RowBytes Number(long number, int digits = 1)
    {
        Span<char> format = ['D', (char)('0' + (digits / 10)), (char)('0' + (digits % 10))];
        number.TryFormat(_buffer.AsSpan(_used), out var written, format, CultureInfo.InvariantCulture);
        _used += written;
        return this;
    }

    /// <summary>Yuan and fen.</summary>
    public RowBytes Yuan(long fen) => Number(fen / 100).Text("."u8).Number(fen % 100, 2);

    /// <summary>Year, month and, unless it is 0, day.</summary>
    public RowBytes Day(int year, int month, int day = 0)
    {
        Number(year, 4).Text("-"u8).Number(month, 2);
        return day == 0 ? this : Text("-"u8).Number(day, 2);
    }

    public RowBytes Name(int person) => Text(Names[person % 100]);

    /// <summary>A valid number on a county code that was never assigned, of somebody born 1950 to 2001, who signs for himself; another for each person below 1.76 billion, in no order.</summary>
    public RowBytes Id(int person)
    {
        var place = person * 7919L % 1_760_000_000;
        var birth = new DateOnly(1950, 1, 1).AddDays((int)(place / 1000 % Births));
        var body = ((((449901 + (place / (Births * 1000))) * 10_000) + birth.Year) * 10_000) + (birth.Month * 100) + birth.Day;
        body = (body * 1000) + (place % 1000);
        Number(body, 17);
        _buffer[_used++] = (byte)ResidentId.CheckDigit(body);
        return this;
    }

    public RowBytes Comma() => Text(","u8);

    /// <summary>Ends a row; the first one is the header.</summary>
    public void End()
    {
        _buffer[_used++] = (byte)'\n';
        Rows++;
        if (_used > Size - LongestRow) Flush();
    }

    /// <summary>SHA-256 of all of it, in lower case.</summary>
    public string Finish()
    {
        Flush();
        return Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    public void Dispose()
    {
        Flush();
        _file.Dispose();
        _hash.Dispose();
    }

    private void Flush()
    {
        _hash.AppendData(_buffer, 0, _used);
        _file.Write(_buffer, 0, _used);
        _used = 0;
    }
}
