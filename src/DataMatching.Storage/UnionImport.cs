namespace DataMatching.Storage;

/// <summary>
/// One snapshot of the union files. <paramref name="Sha256"/>: digest of all of them; <paramref name="Households"/>: files;
/// <paramref name="Roll"/>: unfiled members of the roll; <paramref name="Rejected"/>: rows set aside.
/// </summary>
public sealed record UnionImport(long Id, string Sha256, DateTimeOffset ImportedAt, int Households, int Roll, int Rejected);
