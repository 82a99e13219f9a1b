using System.Security.Cryptography;

namespace DataMatching.Storage.Protection;

/// <summary>Key material of 32 bytes each: the sealing keys by id, which of them seals new values, and the key of the index.</summary>
internal sealed record Keys(int Current, IReadOnlyDictionary<int, byte[]> Sealing, byte[] Index)
{
    public const int Length = 32;

    public static Keys Random() => new(
        1,
        new SortedDictionary<int, byte[]> { [1] = RandomNumberGenerator.GetBytes(Length) },
        RandomNumberGenerator.GetBytes(Length));
}
