namespace DataMatching.Tests.Reports;

/// <summary>A file that its owner alone may read, as the program demands it of secrets.</summary>
internal static class SecretFile
{
    internal static void Write(string file, string secret)
    {
        File.WriteAllText(file, secret);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
