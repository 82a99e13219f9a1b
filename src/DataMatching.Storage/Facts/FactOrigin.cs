namespace DataMatching.Storage;

/// <summary>What all facts of a batch have in common.</summary>
internal sealed record FactOrigin
{
    public const string Columns = "SELECT b.id AS Id, b.registry AS Registry, b.dataset AS Dataset, b.\"file\" AS \"File\" FROM batch b ";

    public long Id { get; init; }
    public string Registry { get; init; } = "";
    public string Dataset { get; init; } = "";
    public string File { get; init; } = "";
}
