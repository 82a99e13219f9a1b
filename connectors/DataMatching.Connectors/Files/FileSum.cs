using System.Security.Cryptography;

namespace DataMatching.Connectors.Files;

/// <summary>The SHA-256 of a file, as manifests write it.</summary>
public static class FileSum
{
    private const int BufferSize = 1 << 20;

    /// <returns>Lower-case hexadecimal digits.</returns>
    /// <exception cref="IOException">It cannot be read now.</exception>
    /// <exception cref="OperationCanceledException">It was told to stop on the way.</exception>
    public static string Of(string path, CancellationToken cancel)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, FileOptions.SequentialScan);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferSize];
        for (var read = file.Read(buffer); read > 0; read = file.Read(buffer))
        {
            cancel.ThrowIfCancellationRequested();
            hash.AppendData(buffer, 0, read);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
