using System.Text.Json;
using DataMatching.Batches;
using DataMatching.Identity;
using DataMatching.Time;

namespace DataMatching.Storage;

/// <summary>A batch as the database gives it.</summary>
internal sealed record BatchRow
{
    public const string Columns =
        "SELECT id AS Id, registry AS Registry, dataset AS Dataset, scope AS Scope, as_of AS AsOf, first_month AS FirstMonth, last_month AS LastMonth, "
        + "mode AS Mode, encoding AS Encoding, promised_rows AS PromisedRows, sha256 AS Sha256, delivery AS Delivery, \"file\", state AS State, "
        + "refusal AS Refusal, row_count AS \"RowCount\", matched AS Matched, facts AS Facts, quarantined AS Quarantined, no_basis AS NoBasis, "
        + "no_usable_id AS NoUsableId, byte_count AS ByteCount, landed_at AS LandedAt, pass AS Pass, "
        + "matched_import AS MatchedImport, matched_on AS MatchedOn, checked_bytes AS CheckedBytes, checked_changed AS CheckedChanged, landing AS Landing, header AS Header, header_drift AS HeaderDrift, drift AS Drift, removed_at AS RemovedAt, matcher AS Matcher, "
        + "(SELECT l.asked_import FROM landing l WHERE l.id = batch.landing) AS AskedImport, (SELECT l.asked_on FROM landing l WHERE l.id = batch.landing) AS AskedOn FROM batch ";

    public static readonly string[] Inserted =
    [
        "registry", "dataset", "scope", "as_of", "first_month", "last_month", "mode", "encoding", "promised_rows", "sha256", "delivery", "file", "state",
        "landed_at", "pass",
    ];

    public long Id { get; init; }
    public string Registry { get; init; } = "";
    public string Dataset { get; init; } = "";
    public int Scope { get; init; }
    public string AsOf { get; init; } = "";
    public string FirstMonth { get; init; } = "";
    public string LastMonth { get; init; } = "";
    public int Mode { get; init; }
    public int Encoding { get; init; }
    public long PromisedRows { get; init; }
    public string Sha256 { get; init; } = "";
    public string? Delivery { get; init; }
    public string File { get; init; } = "";
    public int State { get; init; }
    public string? Refusal { get; init; }
    public long RowCount { get; init; }
    public long Matched { get; init; }
    public long Facts { get; init; }
    public long Quarantined { get; init; }
    public long NoBasis { get; init; }
    public long NoUsableId { get; init; }
    public long ByteCount { get; init; }
    public string LandedAt { get; init; } = "";
    public int Pass { get; init; }
    public long? MatchedImport { get; init; }
    public string? MatchedOn { get; init; }
    public long? CheckedBytes { get; init; }
    public string? CheckedChanged { get; init; }
    public long? Landing { get; init; }
    public string? Header { get; init; }
    public string? HeaderDrift { get; init; }
    public string? Drift { get; init; }
    public long? AskedImport { get; init; }
    public string? AskedOn { get; init; }
    public string? RemovedAt { get; init; }
    public int? Matcher { get; init; }

    public static object Parameters(Manifest manifest, string file, BatchState state, string now, int pass) => new
    {
        registry = manifest.Registry,
        dataset = manifest.Dataset,
        scope = manifest.Scope.Code,
        asof = Iso.Of(manifest.AsOf),
        firstmonth = manifest.First.ToString(),
        lastmonth = manifest.Last.ToString(),
        mode = (int)manifest.Mode,
        encoding = (int)manifest.Encoding,
        promisedrows = manifest.Rows,
        sha256 = manifest.Sha256,
        delivery = manifest.Delivery,
        file,
        state = (int)state,
        landedat = now,
        pass,
    };

    public static string? HeaderOf(FileHeader? header) => header is null ? null : JsonSerializer.Serialize(header.Columns);

    public Batch ToBatch() => new(
        Id,
        new Manifest(
            Registry, Dataset, new District(Scope), Iso.Day(AsOf), Month.Parse(FirstMonth), Month.Parse(LastMonth), (DeliveryMode)Mode,
            (ExtractEncoding)Encoding, PromisedRows, Sha256, Delivery),
        File, (BatchState)State, Refusal, new BatchCounts(RowCount, Matched, Facts, Quarantined, NoBasis, NoUsableId, ByteCount), Iso.Instant(LandedAt))
    {
        Pass = MatchedImport is { } import && MatchedOn is { } on ? new MatchPass(import, Iso.Day(on)) : null,
        Checked = CheckedBytes is { } bytes && CheckedChanged is { } changed ? new FileStamp(bytes, Iso.Instant(changed)) : null,
        Landing = Landing,
        Header = Header is null ? [] : JsonSerializer.Deserialize<string[]>(Header) ?? [],
        HeaderDrift = HeaderDrift,
        Drift = Drift,
        Asked = AskedImport is { } asked && AskedOn is { } day ? new MatchPass(asked, Iso.Day(day)) : null,
        Matcher = Matcher ?? 0,
        RemovedAt = RemovedAt is { } removed ? Iso.Instant(removed) : null,
    };
}
