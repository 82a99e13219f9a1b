namespace DataMatching.Sample;

/// <summary>Seeded chance (SplitMix64) written out here, because the sequence must be the same on every machine and every later .NET.</summary>
internal sealed class Dice
{
    private ulong _state;

    /// <param name="seed">The sample's seed.</param>
    /// <param name="stream">What the chance is for; different streams never depend on each other.</param>
    /// <param name="index">Which household or stranger.</param>
    public Dice(int seed, int stream, long index)
    {
        unchecked
        {
            _state = ((ulong)(uint)seed * 0x9E3779B97F4A7C15) ^ ((ulong)(uint)stream << 56) ^ ((ulong)index * 0xD1B54A32D192ED03);
        }

        Next();
    }

    public ulong Next()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            var z = _state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }

    /// <summary>0 to <paramref name="n"/> − 1.</summary>
    public int Below(int n) => (int)Math.BigMul(Next(), (ulong)n, out _);

    /// <summary>Both ends included.</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    public bool Chance(int perCent) => Below(100) < perCent;

    public T Pick<T>(IReadOnlyList<T> among) => among[Below(among.Count)];
}
