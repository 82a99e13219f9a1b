using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace DataMatching.Web.Hosting;

/// <summary>
/// Style sheets and scripts, embedded in the program. Each is served under an address that holds the beginning of its SHA-256, so that a browser may keep it for ever.
/// </summary>
public static class AssetFiles
{
    private const string Folder = "assets/";
    private static readonly Dictionary<string, (string Path, byte[] Bytes, string Type)> Files = Read();

    /// <summary>The address of an asset by its file name.</summary>
    /// <exception cref="ArgumentException">There is no such asset.</exception>
    public static string PathOf(string name) => Files.TryGetValue(name, out var file) ? file.Path : throw new ArgumentException($"There is no asset {name}.", nameof(name));

    internal static void MapAssets(this WebApplication app)
    {
        foreach (var (path, bytes, type) in Files.Values)
        {
            app.MapGet(path, (HttpContext context) =>
            {
                context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
                return Results.Bytes(bytes, type);
            }).AllowAnonymous();
        }
    }

    private static Dictionary<string, (string Path, byte[] Bytes, string Type)> Read()
    {
        var assembly = typeof(AssetFiles).Assembly;
        var files = new Dictionary<string, (string Path, byte[] Bytes, string Type)>(StringComparer.Ordinal);
        foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Folder, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            var name = resource[Folder.Length..];
            files[name] = ($"/assets/{Convert.ToHexStringLower(SHA256.HashData(bytes))[..12]}/{name}", bytes, TypeOf(name));
        }

        return files;
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };
}
