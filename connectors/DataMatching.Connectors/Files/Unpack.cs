using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using DataMatching.Connectors.Extracts;

namespace DataMatching.Connectors.Files;

/// <summary>One part of a delivery. <paramref name="Name"/>: null when the delivery is this one file. <paramref name="Open"/>: reads it from its start; may be called again and at the same time.</summary>
internal sealed record FilePart(string? Name, Func<Stream> Open)
{
    /// <summary>For the front of a refusal.</summary>
    public string Prefix => Name is null ? "" : $"part '{Name}': ";
}

/// <summary>
/// The parts of a gzip or zip, in the order of their names with numbers as numbers. An archive inside, a name that leads elsewhere, a link, an encrypted part or one that is
/// there twice refuse the whole delivery: an agency has no reason for any of them.
/// </summary>
internal static partial class Unpack
{
    private const int SymbolicLink = 0xA000, FileType = 0xF000, SmallestGzip = 18;

    /// <exception cref="FileRefused">The archive cannot be read, or holds what it may not.</exception>
    public static IReadOnlyList<FilePart> Gzip(string file, FileLimits limits)
    {
        // A gzip that was cut off inflates without complaint: what came out is held against the checksum in its last eight bytes.
        var end = new byte[8];
        using (var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete))
        {
            if (stream.Length < SmallestGzip) throw new FileRefused("the gzip ends early: it was cut off. Deliver it again");
            stream.Seek(-end.Length, SeekOrigin.End);
            stream.ReadExactly(end);
        }

        var (packed, crc) = (new FileInfo(file).Length, BinaryPrimitives.ReadUInt32LittleEndian(end));
        return [new FilePart(null, () => new InflatingStream(
            new GZipStream(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete), CompressionMode.Decompress), new InflatedBytes(limits, packed), "", null, crc, null))];
    }

    /// <exception cref="FileRefused">The archive cannot be read, or holds what it may not.</exception>
    public static IReadOnlyList<FilePart> Zip(string file, FileLimits limits)
    {
        using var archive = Open(file);
        var entries = Entries(archive, limits);
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in entries)
        {
            if (Fault(entry) is { } fault) throw new FileRefused($"the zip holds {fault}. Expected plain files with plain names; pack it again");
            if (!names.Add(entry.FullName.Normalize())) throw new FileRefused("the zip holds two parts of the same name. Expected each part once; pack it again");
        }

        // The limits are of all parts together, and a part is read twice, first to tell its encoding: it counts the first time.
        var packed = new FileInfo(file).Length;
        var inflated = new InflatedBytes(limits, packed);
        return [.. entries.Where(e => !IsFolder(e)).OrderBy(e => Order(e.FullName), StringComparer.Ordinal).ThenBy(e => e.FullName, StringComparer.Ordinal).Select(e => Part(file, e.FullName, inflated, new InflatedBytes(limits, packed)))];
    }

    /// <summary>True when the zip is the package of an XLSX.</summary>
    public static bool IsWorkbook(string file)
    {
        using var archive = Open(file);
        try
        {
            return archive.GetEntry("[Content_Types].xml") is not null && archive.Entries.Any(e => e.FullName.StartsWith("xl/", StringComparison.Ordinal));
        }
        catch (InvalidDataException e)
        {
            throw Damaged(e);
        }
    }

    /// <summary>Inflates every part of an XLSX's package once, to hold it to the limits before a reader believes it, and what is not rows to what may be held in memory.</summary>
    /// <exception cref="FileRefused">The limits are passed, or the package is damaged.</exception>
    public static void Measure(string file, FileLimits limits, string prefix, CancellationToken cancel)
    {
        using var archive = Open(file);
        var inflated = new InflatedBytes(limits, new FileInfo(file).Length);
        var buffer = new byte[1 << 16];
        foreach (var entry in Entries(archive, limits))
        {
            if (entry.IsEncrypted) throw new FileRefused($"{prefix}the workbook is encrypted. Expected one without a password; save it without and deliver it again");
            using var stream = new InflatingStream(OpenEntry(entry), inflated, prefix, entry.Length, entry.Crc32, null);
            var kept = entry.FullName.StartsWith("xl/worksheets/", StringComparison.OrdinalIgnoreCase) ? long.MinValue : 0;
            for (var read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
            {
                cancel.ThrowIfCancellationRequested();
                if ((kept += read) > limits.Kept)
                    throw new FileRefused(string.Create(CultureInfo.InvariantCulture, $"{prefix}the workbook's texts take more than {limits.Kept} bytes, which would have to be held in memory. Expected fewer rows in a workbook: deliver it in several, or as CSV"));
            }
        }
    }

    private static FilePart Part(string file, string name, InflatedBytes together, InflatedBytes again)
    {
        var opened = 0;
        return new FilePart(name, () =>
        {
            var inflated = Interlocked.Exchange(ref opened, 1) == 0 ? together : again;
            var archive = Open(file);
            try
            {
                var entry = archive.GetEntry(name) ?? throw Damaged(null);
                return new InflatingStream(OpenEntry(entry), inflated, $"part '{name}': ", entry.Length, entry.Crc32, archive);
            }
            catch
            {
                archive.Dispose();
                throw;
            }
        });
    }

    private static ZipArchive Open(string file)
    {
        var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        try
        {
            return new ZipArchive(stream, ZipArchiveMode.Read, false, ExtractText.Gb18030Strict);
        }
        catch (Exception e) when (IsDamage(e))
        {
            stream.Dispose();
            throw Damaged(e);
        }
    }

    private static List<ZipArchiveEntry> Entries(ZipArchive archive, FileLimits limits)
    {
        try
        {
            if (archive.Entries.Count > limits.Parts) throw new FileRefused(string.Create(CultureInfo.InvariantCulture, $"the zip holds {archive.Entries.Count} parts, more than {limits.Parts}. Pack fewer and larger parts, or raise \"limits\".\"parts\" under \"file\" in config/registries"));
            return [.. archive.Entries];
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw Damaged(e);
        }
    }

    private static Stream OpenEntry(ZipArchiveEntry entry)
    {
        try
        {
            return entry.Open();
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw Damaged(e);
        }
    }

    private static string? Fault(ZipArchiveEntry entry)
    {
        var name = entry.FullName;
        if (name.Length is 0 or > 255 || name.Any(char.IsControl)) return "a part whose name is empty, too long or has control characters";
        if (name.Contains('\\', StringComparison.Ordinal) || name.Contains(':', StringComparison.Ordinal)) return "a part whose name has a backslash or a drive";
        if (name[0] == '/' || name.Split('/').Any(p => p is ".." or ".")) return "a part whose name leads out of its folder";
        if (((entry.ExternalAttributes >> 16) & FileType) == SymbolicLink) return "a link instead of a file";
        return entry.IsEncrypted ? "an encrypted part" : null;
    }

    private static bool IsFolder(ZipArchiveEntry entry) => entry.FullName.EndsWith('/');

    private static bool IsDamage(Exception e) => e is InvalidDataException or EndOfStreamException or NotSupportedException or DecoderFallbackException or ArgumentException or OverflowException;

    private static FileRefused Damaged(Exception? inner)
    {
        const string Text = "the zip is damaged or cut off: its list of parts cannot be read. Deliver it again";
        return inner is null ? new FileRefused(Text) : new FileRefused(Text, inner);
    }

    private static string Order(string name) => Digits().Replace(name, m => m.Value.TrimStart('0').PadLeft(20, '0'));

    [GeneratedRegex("[0-9]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Digits();
}
