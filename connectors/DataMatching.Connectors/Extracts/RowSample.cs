using System.Runtime.CompilerServices;
using DataMatching.Batches;
using DataMatching.Connectors.Registries;
using DataMatching.Identity;
using DataMatching.Time;

namespace DataMatching.Connectors.Extracts;

/// <summary>
/// Which people are looked at for a delivery's profile: all rows of one person in so many, by the digits of his number, so that neither the order of rows nor the size of chunks changes
/// anything and the same people are looked at every month. One in 256 of a delivery of a million rows or more, more of a smaller one, all of one below 8,192.
/// </summary>
internal readonly record struct SampledPeople(int Bits)
{
    /// <summary>Rows that are wanted of a delivery that has so many.</summary>
    private const int Wanted = 4096;
    private const int MostBits = 8;

    public static SampledPeople Of(long promisedRows) => new(Math.Min(System.Numerics.BitOperations.Log2((ulong)Math.Max(Wanted, promisedRows) / Wanted), MostBits));

    /// <summary>
    /// The number's digits mixed: the lower the value, the fewer share it. Never the digits themselves: an even one at the end is a woman's.
    /// </summary>
    /// <param name="body">As <see cref="ResidentId.Body"/>; not 0.</param>
    public static ulong Mix(long body) => unchecked((ulong)body * 0x9E3779B97F4A7C15UL);

    /// <summary>The highest mixed value of those in the sample.</summary>
    public ulong Last => ulong.MaxValue >> Bits;

    public bool Has(ulong mixed) => mixed <= Last;
}

/// <summary>Counts what the columns of the sampled rows hold. One for each scanning thread; together they are the same whoever scanned what.</summary>
internal sealed class RowSample
{
    private const int HalfAMonth = 15;

    private readonly ColumnCounts[] _columns;
    private readonly Month _end;
    private readonly ExtractEncoding _encoding;
    private long _rows;

    public RowSample(Dataset dataset, ExtractLayout layout, Manifest manifest)
    {
        // A month that has only begun is still to come: else a list as of the second would be unlike one of the last.
        _end = dataset.ByMonth ? manifest.Last : Month.Of(manifest.AsOf.AddDays(-HalfAMonth));
        _encoding = manifest.Encoding;
        var people = dataset.People.SelectMany(p => new[] { p.Id, p.Name, p.Birth, p.Sex, p.Phone, p.Address }).ToHashSet();
        var ids = dataset.People.Select(p => p.Id).ToHashSet();
        _columns = [.. layout.Positions.Select((position, i) => (position, i)).Where(c => c.position >= 0 && !ids.Contains(c.i))
            .Select(c => new ColumnCounts(dataset.Columns[c.i], c.position, people.Contains(c.i)))];
    }

    /// <summary>Counts one row.</summary>
    /// <param name="mixed">Of the person whose row it is.</param>
    /// <returns>Hashes of the row, and of its person with all its days and months; both begin with the person's bits.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public (ulong Row, ulong Time, ulong Person) Add(in RowBytes row, ulong mixed)
    {
        _rows++;
        var time = 0UL;
        foreach (var column in _columns)
        {
            var value = column.Count(row[column.Position], _end, _encoding);
            if (value.Time > 0) time = FieldValue.Mixed(time, ((ulong)value.Time << 8) | (uint)column.Position);
        }

        return (Of(mixed, FieldValue.HashOf(row.Raw)), Of(mixed, FieldValue.Mixed(mixed, time)), mixed);
    }

    /// <summary>The profile of all threads' counts.</summary>
    public static BatchProfile Together(IReadOnlyList<RowSample> parts, Repetitions repetitions)
    {
        var rows = parts.Sum(p => p._rows);
        var columns = parts.Count == 0 ? [] : parts[0]._columns.Select((c, i) => ColumnCounts.Together([.. parts.Select(p => p._columns[i])])).ToList();
        var people = repetitions.Rows == 0 ? 0 : (long)Math.Round(repetitions.People * (rows / (decimal)repetitions.Rows));
        return new BatchProfile(rows, people, repetitions.Rows, repetitions.Identical, repetitions.Again, columns);
    }

    private static ulong Of(ulong mixed, ulong hash) => (mixed & Repetitions.PersonBits) | (hash >> 16);

    private sealed class ColumnCounts(Column column, int position, bool isPerson)
    {
        private const int LongestKept = 32;
        private readonly long[] _buckets = new long[ValueBucket.Count];
        private readonly byte[] _last = new byte[LongestKept];
        private (int Length, FieldValue Value, long Again) _before = (-1, default, 0);

        public int Position => position;
        /// <summary>Numbers of things and codes: their digits count nothing.</summary>
        private bool IsCode { get; } = column.Holds is FieldKind.Number or FieldKind.IdNumber || column.Name.EndsWith("代码", StringComparison.Ordinal);

        public long Empty { get; private set; }

        /// <summary>Counts a field. Neighbours often say the same: then it is not read again.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public FieldValue Count(ReadOnlySpan<byte> field, Month end, ExtractEncoding encoding)
        {
            if (field.Length == _before.Length && field.SequenceEqual(_last.AsSpan(0, field.Length)))
            {
                _before.Again++;
                return _before.Value;
            }

            Settle();
            var value = FieldValue.Of(field, IsCode, end, encoding);
            _before = (field.Length <= LongestKept ? field.Length : -1, value, 1);
            if (_before.Length >= 0) field.CopyTo(_last);
            return value;
        }

        /// <summary>Takes in what was counted of the last field.</summary>
        private void Settle()
        {
            var (value, rows) = (_before.Value, _before.Again);
            if (rows == 0) return;
            _before.Again = 0;
            if (value.Bucket < 0) Empty += rows;
            else if (!isPerson) _buckets[value.Bucket] += rows;
        }

        public static ColumnProfile Together(IReadOnlyList<ColumnCounts> parts)
        {
            foreach (var part in parts) part.Settle();
            var values = new Dictionary<string, long>(StringComparer.Ordinal);
            for (var i = 0; i < ValueBucket.Count; i++)
            {
                if (parts.Sum(p => p._buckets[i]) is > 0 and var rows) values[ValueBucket.NameOf(i)] = rows;
            }

            return new ColumnProfile(parts[0].Name, parts.Sum(p => p.Empty), values);
        }

        private string Name => column.Name;
    }
}
