using DataMatching.Assessment;
using DataMatching.Batches;
using DataMatching.Evidence;
using DataMatching.Households;
using DataMatching.Time;

namespace DataMatching.Storage;

// Signatures only: the storage work replaces this file by its implementation, one aspect a file, and keeps these calls.

/// <summary>The site's database. Opening it brings the schema up to date.</summary>
public sealed class Store : IDisposable
{
    /// <summary>Opens (and creates) the SQLite database; personal columns are encrypted with <paramref name="keys"/>.</summary>
    public static Store Open(string databaseFile, KeyRing keys, TimeProvider clock) => throw new NotSupportedException();

    public UnionTables Union => throw new NotSupportedException();
    public BatchTables Batches => throw new NotSupportedException();
    public FactTables Facts => throw new NotSupportedException();
    public RunTables Runs => throw new NotSupportedException();
    public QuarterTables Quarters => throw new NotSupportedException();
    public void Dispose() => throw new NotSupportedException();
}

public sealed class KeyRing
{
    /// <summary>Makes a new key file (0600) where none is.</summary>
    public static KeyRing Create(string folder) => throw new NotSupportedException();

    /// <summary>Reads it; a plain error when it is missing, damaged or readable by others.</summary>
    public static KeyRing Load(string folder) => throw new NotSupportedException();
}

public sealed record UnionImport(long Id, string Sha256, DateTimeOffset ImportedAt, int Households, int Roll, int Rejected);

public sealed class UnionTables
{
    /// <summary>Stores a snapshot of the union files in one transaction; the same digest again answers with the import there is.</summary>
    public UnionImport Import(string sha256, IEnumerable<Household> households, IReadOnlyList<QuarantinedRow> rejected) => throw new NotSupportedException();

    public UnionImport? Latest() => throw new NotSupportedException();

    /// <summary>All households and unfiled workers of an import, ordered by key (ordinal), streamed.</summary>
    public IEnumerable<Household> Read(long import) => throw new NotSupportedException();

    public Household? Find(long import, string key) => throw new NotSupportedException();

    /// <summary>Keys of households with a person of this ID number, by keyed index.</summary>
    public IReadOnlyList<string> FindById(long import, Identity.ResidentId id) => throw new NotSupportedException();

    /// <summary>Keys of households whose content differs between two imports (added, changed, gone).</summary>
    public IReadOnlyList<string> Changed(long from, long to) => throw new NotSupportedException();
}

public sealed class BatchTables
{
    /// <summary>Registers a delivery as Pending; the same one again (registry, dataset, scope, as-of, mode, SHA-256) answers with the batch there is.</summary>
    public Batch Register(Manifest manifest, string file) => throw new NotSupportedException();

    /// <summary>Records a delivery that was refused before it could be registered as pending (manifest unreadable: fields as far as known).</summary>
    public void RecordRefusal(string file, string? registry, string? dataset, string reason) => throw new NotSupportedException();

    public IReadOnlyList<(string File, string? Registry, string? Dataset, string Reason, DateTimeOffset At)> Refusals() => throw new NotSupportedException();
    public void Refuse(long batch, string reason, IReadOnlyList<QuarantinedRow> quarantined) => throw new NotSupportedException();
    public IReadOnlyList<Batch> All() => throw new NotSupportedException();
    public IReadOnlyList<QuarantinedRow> Quarantine(long batch, int limit) => throw new NotSupportedException();

    /// <summary>Households with a row of theirs set aside in the batch, with the person.</summary>
    public IReadOnlyList<string> PeopleSetAside(long batch) => throw new NotSupportedException();
}

public sealed class FactTables
{
    /// <summary>Opens one transaction in which a batch's facts are written; nothing is seen until <see cref="FactWriter.Accept"/>; disposed without it, nothing is left.</summary>
    public FactWriter Write(long batch) => throw new NotSupportedException();

    /// <summary>Facts of these batches grouped by household, ordered by household key (ordinal), person, dataset, line; streamed. Null households = all.</summary>
    public IEnumerable<HouseholdFacts> Read(IReadOnlyCollection<long> batches, IReadOnlyCollection<string>? households) => throw new NotSupportedException();

    /// <summary>People whose facts differ in content (not in line or offset) between two batches of one dataset.</summary>
    public IReadOnlyList<string> ChangedHouseholds(long from, long to) => throw new NotSupportedException();

    /// <summary>All households with a fact in the batch.</summary>
    public IReadOnlyList<string> HouseholdsIn(long batch) => throw new NotSupportedException();
}

public sealed record HouseholdFacts(string Household, IReadOnlyList<Fact> Facts);

public sealed class FactWriter : IDisposable
{
    public void Add(string household, Fact fact) => throw new NotSupportedException();
    public void SetAside(QuarantinedRow row) => throw new NotSupportedException();

    /// <summary>Marks the batch Accepted with its counts and commits.</summary>
    public void Accept(BatchCounts counts) => throw new NotSupportedException();
    public void Dispose() => throw new NotSupportedException();
}

/// <summary>A night or a quarter run. <paramref name="Key"/> identifies the work (night/2026-09-30, quarter/2026Q3): the same key is the same run.</summary>
public sealed record Run(long Id, string Key, string Pins, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string? Failure);

/// <summary>One step of the ledger.</summary>
public sealed record RunStep(long Run, string Step, string Node, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, long RowsIn, long RowsOut, long Quarantined, long Bytes, string? Failure);

public sealed class RunTables
{
    /// <summary>Starts the run, or answers with the unfinished one of that key to go on with.</summary>
    public Run StartOrResume(string key, string pins) => throw new NotSupportedException();
    public void Finish(long run) => throw new NotSupportedException();
    public void Fail(long run, string why) => throw new NotSupportedException();
    public IReadOnlyList<Run> Latest(int count) => throw new NotSupportedException();
    public Run? LastFinished(string keyPrefix) => throw new NotSupportedException();
    public long StartStep(long run, string step, string node) => throw new NotSupportedException();
    public void EndStep(long stepId, long rowsIn, long rowsOut, long quarantined, long bytes, string? failure) => throw new NotSupportedException();
    public IReadOnlyList<RunStep> Steps(long run) => throw new NotSupportedException();

    /// <summary>Stores verdicts of one shard (a set of households) in one transaction, replacing what an interrupted attempt left; the shard is then done.</summary>
    public void SaveVerdicts(long run, string shard, IEnumerable<StoredVerdict> verdicts) => throw new NotSupportedException();
    public bool IsShardDone(long run, string shard) => throw new NotSupportedException();

    /// <summary>Verdicts of the run ordered by household, streamed; Keep included.</summary>
    public IEnumerable<StoredVerdict> Verdicts(long run) => throw new NotSupportedException();
    public StoredVerdict? Verdict(long run, string household) => throw new NotSupportedException();
}

/// <summary>A verdict as stored: columns that lists are filtered by, and the whole of it as JSON (encrypted, since it may name found people).</summary>
public sealed record StoredVerdict(string Household, int District, FileState State, Flag Flag, ExitKind? ExitKind, IReadOnlyList<string> Rules, int Priority, string Json);

public sealed record QuarterRow(Quarter Quarter, string State, long? Run, string? Pins, DateTimeOffset? ClosedAt);

public sealed class QuarterTables
{
    public QuarterRow? Find(Quarter quarter) => throw new NotSupportedException();
    public IReadOnlyList<QuarterRow> All() => throw new NotSupportedException();

    /// <summary>Pins the quarter's run (a repeated run of an open quarter replaces it; a closed quarter refuses).</summary>
    public void Pin(Quarter quarter, long run, string pins) => throw new NotSupportedException();
    public void Close(Quarter quarter) => throw new NotSupportedException();
}
