using DataMatching.Storage;

namespace DataMatching.Jobs;

/// <summary>Reads the people of imports, once for all who ask while somebody holds them.</summary>
internal sealed class ImportsPeople(Store store)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, PeopleOfImport> _kept = [];
    private int _holders;

    /// <exception cref="StoreException">There is no such import, or it was tampered with.</exception>
    public PeopleOfImport Of(long import)
    {
        lock (_gate)
        {
            if (_kept.TryGetValue(import, out var people)) return people;
            people = new PeopleOfImport(store.Union.Read(import));

            // Building the index of a million takes twice what it has in the end, in large pieces that would stand until there is a reason to look for them.
            GC.Collect();
            if (_holders > 0) _kept.Add(import, people);
            return people;
        }
    }

    /// <summary>Begins to read an import's people while something else is done, and keeps what is read until disposed of, which waits for the reading to end. What goes wrong is told to those who ask.</summary>
    public IDisposable Hold(long import)
    {
        lock (_gate) _holders++;
        return new Held(this, Task.Run(() => Of(import)));
    }

    private void Release()
    {
        lock (_gate)
        {
            if (--_holders > 0 || _kept.Count == 0) return;
            _kept.Clear();
            GC.Collect();
        }
    }

    private sealed class Held(ImportsPeople people, Task read) : IDisposable
    {
        private int _ended;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _ended, 1) == 1) return;
            ((IAsyncResult)read).AsyncWaitHandle.WaitOne();
            people.Release();
        }
    }
}
