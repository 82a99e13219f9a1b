using System.Data.Common;
using Dapper;

namespace DataMatching.Storage;

/// <summary>Facts of a batch that were put down in a scratch table before its end because memory was full: runs, each in ordinal order of the households, that are merged when all are there.</summary>
internal sealed class SpilledEvidence(DbConnection connection, DbTransaction? scratch, Dialect dialect, KeyRing keys, long batch) : IDisposable
{
    /// <summary>Of each run; rows of long facts may take a hundred times what others do.</summary>
    private const int RowsAtOnce = 64;

    private readonly Bulk _rows = dialect.Bulk(connection, scratch, dialect.ScratchName(ScratchTable.NewEvidence), "ordinal", "household", "part", "facts_enc");

    /// <summary>The ordinal of the first row of each run.</summary>
    private readonly List<long> _runs = [];
    private long _count;

    /// <summary>How many runs there are.</summary>
    public int Runs => _runs.Count;

    /// <summary>Puts a run down.</summary>
    public void Add(IEnumerable<(string Household, IReadOnlyList<ReadOnlyMemory<byte>> Facts)> households)
    {
        _runs.Add(_count);
        PutDown(households);
    }

    /// <summary>Merges the runs into rows as they are to stand in evidence, behind the runs, so that the turn of writing need not last for it.</summary>
    /// <returns>The ordinal of the first of them.</returns>
    public long Merge()
    {
        _rows.Flush();
        var merged = _count;
        PutDown(Households(merged));
        _rows.Flush();
        return merged;
    }

    private void PutDown(IEnumerable<(string Household, IReadOnlyList<ReadOnlyMemory<byte>> Facts)> households)
    {
        foreach (var (household, part, facts) in EvidenceTable.Sealed(keys, batch, households)) _rows.Add(_count++, household, part, facts);
    }

    /// <summary>The households of all runs in ordinal order, each once; the connection is free between two of them.</summary>
    private IEnumerable<(string Household, IReadOnlyList<ReadOnlyMemory<byte>> Facts)> Households(long end)
    {
        var runs = new PriorityQueue<IEnumerator<(string Household, ReadOnlyMemory<byte> Facts)>, (string Household, int Run)>(
            Comparer<(string Household, int Run)>.Create((a, b) => string.CompareOrdinal(a.Household, b.Household) is var order and not 0 ? order : a.Run.CompareTo(b.Run)));
        for (var run = 0; run < _runs.Count; run++) Next(Read(_runs[run], run + 1 < _runs.Count ? _runs[run + 1] : end).GetEnumerator(), run);

        while (runs.TryPeek(out var first, out var next))
        {
            List<ReadOnlyMemory<byte>> facts = [];
            var household = next.Household;
            for (; first is not null && string.Equals(next.Household, household, StringComparison.Ordinal); runs.TryPeek(out first, out next))
            {
                facts.Add(first.Current.Facts);
                Next(runs.Dequeue(), next.Run);
            }

            yield return (household, facts);
        }

        void Next(IEnumerator<(string Household, ReadOnlyMemory<byte> Facts)> households, int run)
        {
            if (households.MoveNext()) runs.Enqueue(households, (households.Current.Household, run));
        }
    }

    public void Dispose() => _rows.Dispose();

    private IEnumerable<(string Household, ReadOnlyMemory<byte> Facts)> Read(long from, long to)
    {
        var select = $"SELECT household, part, facts_enc FROM {dialect.ScratchName(ScratchTable.NewEvidence)} WHERE ordinal >= @From AND ordinal < @To ORDER BY ordinal";
        for (; from < to; from += RowsAtOnce)
        {
            foreach (var (household, part, facts) in connection.Query<(string, long, byte[])>(select, new { From = from, To = Math.Min(to, from + RowsAtOnce) }, scratch).AsList())
            {
                foreach (var whole in EvidenceTable.Open(keys, batch, household, (int)part, facts)) yield return whole;
            }
        }
    }
}
