using DataMatching.Identity;
using DataMatching.Time;

namespace DataMatching.Batches;

/// <summary>Full: who is not in it has no record. Increment: adds to the full one before it and promises nothing about who is not in it.</summary>
public enum DeliveryMode { Full = 0, Increment = 1 }

/// <summary>How an extract writes its characters.</summary>
public enum ExtractEncoding { Utf8 = 0, Gb18030 = 1 }

/// <summary>What an agency promises of one delivered file (docs/formats.md). <paramref name="First"/> to <paramref name="Last"/>: months, both included.</summary>
public sealed record Manifest(
    string Registry, string Dataset, District Scope, DateOnly AsOf, Month First, Month Last,
    DeliveryMode Mode, ExtractEncoding Encoding, long Rows, string Sha256, string? Delivery);

/// <summary>How far a delivery has come. Only an accepted one is evidence.</summary>
public enum BatchState
{
    /// <summary>Landed and checked as far as can be without reading it through; not matched yet.</summary>
    Pending = 0,

    /// <summary>Read through, right in every promise, its facts stored.</summary>
    Accepted = 1,

    /// <summary>Refused whole, with the reason; the last good batch stays in force.</summary>
    Refused = 2,
}

/// <summary>One delivery of one dataset, matched once. <paramref name="File"/> is relative to the drop folder. The same SHA-256 of the same dataset, scope and as-of is the same delivery.</summary>
public sealed record Batch(long Id, Manifest Manifest, string File, BatchState State, string? Refusal, BatchCounts Counts, DateTimeOffset LandedAt)
{
    /// <summary>Against which people it was matched, or was to be when it was refused; null while Pending.</summary>
    public MatchPass? Pass { get; init; }

    /// <summary><see cref="Matching.MatcherVersion"/> by which it was accepted; 0 before, and for deliveries of before that was noted.</summary>
    public int Matcher { get; init; }

    /// <summary>The header as the file writes it; empty until it was read.</summary>
    public IReadOnlyList<string> Header { get; init; } = [];

    /// <summary>In words, how the header differs from that of the delivery accepted before it; null when it doesn't, or there is none.</summary>
    public string? HeaderDrift { get; init; }

    /// <summary>In Chinese, what was unlike the deliveries before it, when it was refused for that; null otherwise.</summary>
    public string? Drift { get; init; }

    /// <summary>How the file looked when its SHA-256 was worked out; null until then.</summary>
    public FileStamp? Checked { get; init; }

    /// <summary>The landing that brought it in; null when the agency dropped it.</summary>
    public long? Landing { get; init; }

    /// <summary>Of one that we brought in: the import and day of the people we asked about. It holds nobody else, and is matched against nobody else.</summary>
    public MatchPass? Asked { get; init; }

    /// <summary>When its facts, set-aside rows and file were removed because nothing needs them any more; null while they are there. What it would speak for is unknown from then on.</summary>
    public DateTimeOffset? RemovedAt { get; init; }
}

/// <summary>The header of a delivery's file as it writes it, and in words how it differs from that of the delivery accepted before it; null when it doesn't, or there is none.</summary>
public sealed record FileHeader(IReadOnlyList<string> Columns, string? Drift);

/// <summary>Length and time of the last change of a file: while both stay, it is taken for unchanged.</summary>
public sealed record FileStamp(long Bytes, DateTimeOffset Changed);

/// <summary>
/// The union import whose people a batch was matched against, and the day on which each one's basis was judged. Somebody who came into the files later, or got
/// a basis later, was not asked: the delivery has to be matched again (a new batch of the same file) before "no record" means anything for him.
/// </summary>
public sealed record MatchPass(long Import, DateOnly On);

/// <summary>Data rows read; rows of our people; facts stored; rows set aside; rows of our people for whom there was no basis; rows without a usable ID.</summary>
public sealed record BatchCounts(long Rows, long Matched, long Facts, long Quarantined, long NoBasis, long NoUsableId, long Bytes)
{
    public static readonly BatchCounts None = new(0, 0, 0, 0, 0, 0, 0);
}

/// <summary>A row set aside. <paramref name="Reason"/> never repeats the row's content. <paramref name="Person"/>: our person whose row it was, when its ID could be read.</summary>
public sealed record QuarantinedRow(string File, long Line, long ByteOffset, string? Column, string Reason, string? Person);
