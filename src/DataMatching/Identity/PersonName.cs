namespace DataMatching.Identity;

/// <summary>
/// A person's name: as written, and a normalised <see cref="Key"/> by which two spellings of one name are equal
/// (spaces, full-width, every middle dot, traditional and compatibility characters). <see cref="ToString"/> is masked.
/// </summary>
public sealed record PersonName
{
    private PersonName(string written, string key)
    {
        Written = written;
        Key = key;
    }

    /// <summary>The name exactly as the source wrote it, trimmed.</summary>
    public string Written { get; }

    /// <summary>The comparison key; never shown. Normalising twice gives the same as once.</summary>
    public string Key { get; }

    /// <summary>A name of 1 to 64 UTF-16 units with at least one letter, ideograph or private-use character; null for anything else.</summary>
    public static PersonName? TryCreate(string? written)
    {
        if (string.IsNullOrWhiteSpace(written)) return null;
        var trimmed = written.Trim();
        if (trimmed.Length > 64) return null;
        var key = NameKey.Of(trimmed);
        return key.AsSpan().Trim(NameKey.Lost).IsEmpty ? null : new PersonName(trimmed, key);
    }

    public bool Equals(PersonName? other) => other is not null && string.Equals(Key, other.Key, StringComparison.Ordinal);
    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);

    /// <summary>Masked: the first character and a star for each other, <c>王**</c>.</summary>
    public override string ToString() => NameMask.Of(Written);
}
