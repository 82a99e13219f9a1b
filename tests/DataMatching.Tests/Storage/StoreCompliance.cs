using DataMatching.Storage;

namespace DataMatching.Tests.Storage;

/// <summary>What every database has to keep. One class a database inherits it and says how a store is opened.</summary>
public abstract partial class StoreCompliance : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("datamatching-store-").FullName;

    protected string Folder => _folder;
    protected string KeyFolder => Path.Combine(_folder, "keys");
    protected StepClock Clock { get; } = new();

    /// <summary>Opens the test's own database, making it when it is not there.</summary>
    protected abstract Store Open(KeyRing keys);

    /// <summary>Opens the test's own database only to look.</summary>
    protected abstract Store Look(KeyRing keys);

    /// <summary>Runs a statement on the database behind the store's back.</summary>
    protected abstract int Meddle(string sql);

    /// <summary>All that the database keeps, as it lies there.</summary>
    protected virtual IReadOnlyList<byte[]> Kept() => Directory.GetFiles(Folder).Select(ReadShared).ToList();

    /// <summary>Bytes as a literal of the database.</summary>
    protected virtual string Bytes(string hex) => $"x'{hex}'";

    /// <summary>The statement that takes away what keeps rows from being changed.</summary>
    protected virtual string DropTrigger(string trigger, string table) => "DROP TRIGGER " + trigger;

    protected Store Open() => Open(KeyRing.Exists(KeyFolder) ? KeyRing.Load(KeyFolder) : KeyRing.Create(KeyFolder));

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>A second later each time it is asked.</summary>
    protected sealed class StepClock : TimeProvider
    {
        private int _seconds;

        /// <summary>Sets it forward, or with a negative number back.</summary>
        public void Set(TimeSpan by) => Interlocked.Add(ref _seconds, (int)by.TotalSeconds);

        public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 10, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(Interlocked.Increment(ref _seconds));
    }
}
