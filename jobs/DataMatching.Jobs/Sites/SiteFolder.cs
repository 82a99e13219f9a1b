using DataMatching.Batches;

namespace DataMatching.Jobs;

/// <summary>The folders and files of one site (docs/formats.md). Nothing here touches the disk.</summary>
public sealed record SiteFolder(string Root)
{
    public static SiteFolder At(string root) => new(Path.GetFullPath(root));

    public string Config => Path.Combine(Root, "config");
    public string Union => Path.Combine(Root, "union");
    public string Drop => Path.Combine(Root, "drop");
    public string Data => Path.Combine(Root, "data");
    public string Lists => Path.Combine(Root, "lists");
    public string Database => Path.Combine(Data, "datamatching.db");
    public string Unfolded => Path.Combine(Data, "unfolded");
    public string Keys => Path.Combine(Data, "keys");
    public string Logs => Path.Combine(Data, "logs");

    /// <summary>Deliveries that are being brought in, as far as they have come.</summary>
    public string Landing => Path.Combine(Data, "landing");

    /// <summary>Stands here while a sample is being written, and stays when that was interrupted: then the folder is not whole.</summary>
    public string Unfinished => Path.Combine(Root, ".datamatching-unfinished");

    /// <summary>Where the file of a delivery lies.</summary>
    public string PathOf(Batch batch) => Path.Combine(Drop, batch.File);
}
