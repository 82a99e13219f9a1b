using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DataMatching.Review;
using DataMatching.Storage;
using Microsoft.AspNetCore.Http;

namespace DataMatching.Web.Cases;

/// <summary>Photos and scans as they came with a form: their kind is told by their first bytes, never by their name.</summary>
public sealed class UploadedFiles
{
    private const int LongestName = 100;
    private readonly List<(byte[] Content, string Type, Attachment Attachment)> _files;

    private UploadedFiles(List<(byte[] Content, string Type, Attachment Attachment)> files) => _files = files;

    public IReadOnlyList<Attachment> Attachments => [.. _files.Select(f => f.Attachment)];

    /// <summary>Null when a file is too large or neither JPEG, PNG, WebP nor PDF.</summary>
    public static async Task<UploadedFiles?> Read(IReadOnlyList<IFormFile> files, CancellationToken cancel)
    {
        var read = new List<(byte[] Content, string Type, Attachment Attachment)>();
        foreach (var file in files.Where(f => f.Length > 0))
        {
            if (file.Length > AttachmentTables.Most) return null;
            using var content = new MemoryStream();
            await file.CopyToAsync(content, cancel);
            var bytes = content.ToArray();
            if (TypeOf(bytes) is not { } type) return null;
            read.Add((bytes, type, new Attachment(Convert.ToHexStringLower(SHA256.HashData(bytes)), NameOf(file.FileName))));
        }

        return new UploadedFiles(read);
    }

    /// <summary>What is stored with the event that they belong to.</summary>
    public IReadOnlyList<NewAttachment> ToKeep(long by) => [.. _files.Select(f => new NewAttachment(f.Content, f.Type, f.Attachment.Name, by))];

    private static string? TypeOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])) return "image/jpeg";
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])) return "image/png";
        if (bytes.StartsWith("%PDF-"u8)) return "application/pdf";
        return bytes.Length > 12 && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8) ? "image/webp" : null;
    }

    /// <summary>Without folders, control characters, and the marks that turn the direction of writing to hide how a name ends.</summary>
    private static string NameOf(string name)
    {
        var runes = Path.GetFileName(name.Replace('\\', '/')).EnumerateRunes().Where(r => !Rune.IsControl(r) && Rune.GetUnicodeCategory(r) != UnicodeCategory.Format).Take(LongestName);
        var bare = string.Concat(runes).Trim();
        return bare.Length == 0 ? "file" : bare;
    }
}
