using System.Xml.Linq;

namespace DataMatching.Tests.Architecture;

/// <summary>The checkout as files, found upwards from the test's own folder.</summary>
internal static class Repository
{
    public static readonly string Root = FindRoot();

    /// <summary>Projects by name, with what they reference and the packages they use.</summary>
    public static IReadOnlyDictionary<string, Project> Projects { get; } = Sources("*.csproj")
        .Select(file => new Project(file, XDocument.Load(file)))
        .ToDictionary(p => p.Name, StringComparer.Ordinal);

    /// <summary>Every file of a pattern that is ours: build output and hidden folders left out.</summary>
    public static IEnumerable<string> Sources(string pattern) =>
        Directory.EnumerateFiles(Root, pattern, SearchOption.AllDirectories)
            .Where(f => !Relative(f).Split('/').Any(part => part is "artifacts" or "bin" or "obj" or "demo-site" || part.StartsWith('.')))
            .Order(StringComparer.Ordinal);

    public static string Relative(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "DataMatching.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("DataMatching.sln was not found above the test's folder.");
    }
}

internal sealed record Project(string File, XDocument Xml)
{
    public string Name => Path.GetFileNameWithoutExtension(File);
    public IEnumerable<string> References => Includes("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Replace('\\', '/')));
    public IEnumerable<string> Packages => Includes("PackageReference");
    private IEnumerable<string> Includes(string element) => Xml.Descendants(element).Select(e => (string?)e.Attribute("Include")).OfType<string>();
}
