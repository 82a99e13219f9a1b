using DataMatching.Batches;
using DataMatching.Connectors.Registries;
using DataMatching.Evidence;
using DataMatching.Matching;
using DataMatching.Matching.Checking;
using DataMatching.Matching.Description;

namespace DataMatching.Connectors.Extracts;

/// <summary>One delivery to be met with the union's people. <paramref name="Name"/>: what provenance and quarantine call the file.</summary>
public sealed record ExtractScanRequest(
    string File, string Name, long Batch, Manifest Manifest, Dataset Dataset, RegistrySettings Settings, UnionPeople People, IBasis Basis)
{
    /// <summary>True when the file's SHA-256 was found to be the manifest's and the file has not changed since: then it isn't worked out again.</summary>
    public bool HashKnown { get; init; }

    /// <summary>Why lines could not be read that were broken before they came here, by line; null when there are none.</summary>
    public IReadOnlyDictionary<long, string>? Faults { get; init; }

    /// <summary>From which probability rows without a usable number are matched.</summary>
    public MatchThresholds Thresholds { get; init; } = MatchThresholds.Meant;

    /// <summary>Bytes of a chunk; rows never span two. At least 64 KB apart from tests.</summary>
    public int ChunkSize { get; init; } = ExtractScan.LongestRow;

    /// <summary>Chunks worked on at the same time; the outcome does not depend on it.</summary>
    public int Parallelism { get; init; } = Math.Max(1, Environment.ProcessorCount);
}

/// <summary>Whether there is a lawful basis for taking a registry's row about a person (by index in <see cref="UnionPeople"/>).</summary>
public interface IBasis
{
    bool Allows(int person);
}

/// <summary>Where evidence and set-aside rows go, in the order of the file.</summary>
public interface IExtractSink
{
    void Add(int person, Fact fact);
    void SetAside(QuarantinedRow row);
}

/// <summary>Accepted when <paramref name="Refusal"/> is null; otherwise why the delivery is refused whole: found, expected, what to do.</summary>
public sealed record ExtractOutcome(BatchCounts Counts, string? Refusal)
{
    /// <summary>The header as the file writes it; empty when it could not be read.</summary>
    public IReadOnlyList<string> Header { get; init; } = [];

    /// <summary>Counts to hold it against its predecessors; null when it is refused.</summary>
    public BatchProfile? Profile { get; init; }

    /// <summary>What rows without a usable number came to that were compared by what else they say; null when it is refused.</summary>
    public WeighedRows? Weighed { get; init; }
}
