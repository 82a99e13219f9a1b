namespace DataMatching.Matching.Linkage.Blocking;

/// <summary>Hashes of 64 bits that are the same on every machine and in every run; never 0.</summary>
internal static class KeyHash
{
    public static ulong Of(ReadOnlySpan<char> text)
    {
        unchecked
        {
            var hash = 14695981039346656037UL;
            foreach (var c in text) hash = (hash ^ c) * 1099511628211UL;
            return Mix(hash);
        }
    }

    public static ulong Mix(ulong x)
    {
        unchecked
        {
            x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL;
            x = (x ^ (x >> 27)) * 0x94D049BB133111EBUL;
            x ^= x >> 31;
            return x == 0 ? 1 : x;
        }
    }
}
