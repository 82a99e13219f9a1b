using System.Security.Cryptography;
using System.Text;

namespace DataMatching.Storage.Protection;

/// <summary>HMAC-SHA-256 under the index key, cut to 16 bytes; each purpose has a key of its own so that indexes of two columns can't be compared.</summary>
internal sealed class KeyedIndex(byte[] key)
{
    public const string PersonId = "person-id";
    public const string HouseholdContent = "household-content";
    public const string FactContent = "fact-content";
    public const string KeyMark = "key-mark";
    public const string PersonName = "person-name";
    public const string AccountCode = "account-code";
    public const string FilterName = "filter-name";
    public const string RequestReference = "request-reference";
    public const string MatchPair = "match-pair";

    // One that is used again is several times as fast as one made for each value, and not safe for several threads at once.
    private readonly ThreadLocal<Dictionary<string, IncrementalHash>> _engines = new(
        () => new[] { PersonId, HouseholdContent, FactContent, KeyMark, PersonName, AccountCode, FilterName, RequestReference, MatchPair }
            .ToDictionary(p => p, p => IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(p))), StringComparer.Ordinal));

    public byte[] Of(string purpose, ReadOnlySpan<byte> value)
    {
        Span<byte> whole = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var engine = _engines.Value![purpose];
        engine.AppendData(value);
        engine.GetHashAndReset(whole);
        return whole[..16].ToArray();
    }
}
