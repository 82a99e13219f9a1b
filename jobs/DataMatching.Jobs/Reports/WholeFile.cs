namespace DataMatching.Jobs.Reports;

/// <summary>A file that is there whole or, when writing fails, as it was before. Only the program's user may read it.</summary>
internal static class WholeFile
{
    internal static void Write(string path, Action<Stream> content)
    {
        PrivateFiles.MakeFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var part = path + ".part";
        try
        {
            using (var stream = PrivateFiles.Create(part)) content(stream);
            File.Move(part, path, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }
    }
}
