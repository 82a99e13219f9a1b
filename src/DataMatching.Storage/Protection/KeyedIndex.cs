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

    private readonly Dictionary<string, byte[]> _keys =
        new[] { PersonId, HouseholdContent, FactContent, KeyMark, PersonName, AccountCode, FilterName, RequestReference }
            .ToDictionary(p => p, p => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(p)), StringComparer.Ordinal);

    public byte[] Of(string purpose, ReadOnlySpan<byte> value)
    {
        Span<byte> whole = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_keys[purpose], value, whole);
        return whole[..16].ToArray();
    }
}
