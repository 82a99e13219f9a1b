using System.Runtime.CompilerServices;
using DataMatching.Matching;

namespace DataMatching.Connectors.Extracts;

internal sealed partial class ChunkScan
{
    private readonly SampledPeople _sampled = SampledPeople.Of(request.Manifest.Rows);
    private readonly long[] _numbers = new long[layout.Ids.Length];

    /// <summary>What the rows of all chunks that this one scanned hold.</summary>
    public RowSample Profile { get; } = new(request.Dataset, layout, request.Manifest);

    /// <summary>Of the noted rows those whose numbers are whole and nobody's of ours, when their person is one of the sample. Costs the others a multiplication.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SampleStrangers(ReadOnlySpan<byte> chunk, int rows)
    {
        var numbers = layout.Ids.Length;
        var bodies = _bodies.AsSpan(0, rows * numbers);
        var (last, done) = (_sampled.Last, -1);
        for (var i = 0; i < bodies.Length; i++)
        {
            if (SampledPeople.Mix(bodies[i]) > last) continue;
            var row = i / numbers;
            if (row == done || _found.AsSpan(row * numbers, numbers).ContainsAnyExcept(UnionPeople.Nobody)) continue;
            done = row;
            var (start, end) = (_starts[row], _ends[row]);
            if (chunk[end - 1] == (byte)'\r') end--;
            Sample(PlaceCommas(chunk[start..end], start), bodies.Slice(row * numbers, numbers));
        }
    }

    private void Sample(in RowBytes row, ReadOnlySpan<long> bodies)
    {
        if (IsSampled(bodies, out var mixed)) _result.Sampled.Add(Profile.Add(row, mixed));
    }

    /// <param name="mixed">Of the first number that is in the sample.</param>
    private bool IsSampled(ReadOnlySpan<long> bodies, out ulong mixed)
    {
        foreach (var body in bodies)
        {
            mixed = SampledPeople.Mix(body);
            if (body != 0 && _sampled.Has(mixed)) return true;
        }

        mixed = 0;
        return false;
    }

    /// <summary>The row with the places of its commas; it has as many as the header.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private RowBytes PlaceCommas(ReadOnlySpan<byte> bytes, int start)
    {
        var place = 0;
        for (var i = 0; i + 1 < layout.Fields; i++)
        {
            place += bytes[place..].IndexOf((byte)',');
            _commas[i] = start + place++;
        }

        return new RowBytes(bytes, start, _commas, layout.Fields);
    }
}
