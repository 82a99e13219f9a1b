namespace DataMatching.Storage;

/// <summary>
/// Keys of households and people: 1 to 100 characters, none of them a control character or a surrogate, and no space at the end, which not every database tells from none. Then the order of UTF-8 bytes
/// (the database's) and that of <see cref="StringComparer.Ordinal"/> (the program's) are the same, and streams can be merged.
/// </summary>
internal static class RecordKey
{
    public static bool IsSound(string key) => key.Length is > 0 and <= 100 && key[^1] != ' ' && !key.AsSpan().ContainsAnyInRange('\ud800', '\udfff')
        && !key.AsSpan().ContainsAnyInRange('\0', '\x1f') && !key.AsSpan().ContainsAnyInRange('\x7f', '\x9f');

    /// <exception cref="StoreException">The key is not sound.</exception>
    public static void Check(string key)
    {
        if (!IsSound(key)) throw new StoreException("A household or person key is empty, longer than 100 characters, ends in a space, or holds a control character or one beyond the basic plane: set its row aside before it comes here.");
    }
}
