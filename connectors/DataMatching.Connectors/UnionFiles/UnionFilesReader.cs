using System.Security.Cryptography;
using DataMatching.Batches;
using DataMatching.Evidence;
using DataMatching.Households;

namespace DataMatching.Connectors.UnionFiles;

/// <summary>
/// The union's own files as households ordered by key, and the rows that could not be read. A household with a row set aside is named in
/// <see cref="Incomplete"/> and not among the households: a file that lost a member would look richer than it is.
/// </summary>
public sealed record UnionSnapshot(IReadOnlyList<Household> Households, IReadOnlyList<QuarantinedRow> Rejected, IReadOnlyList<string> Incomplete, string Sha256);

/// <summary>Reads the five CSV files of docs/formats.md and assembles households.</summary>
public static class UnionFilesReader
{
    public static readonly IReadOnlyList<string> FileNames = ["households.csv", "members.csv", "roll.csv", "authorisations.csv", "incomes.csv"];

    /// <exception cref="FileNotFoundException">households.csv or members.csv is missing; the others may be.</exception>
    /// <exception cref="InvalidDataException">A header lacks columns, or a row of a household cannot be read and does not show whose it is, or the files changed meanwhile.</exception>
    public static UnionSnapshot Read(string folder) => Read(folder, Digest(folder));

    /// <inheritdoc cref="Read(string)"/>
    /// <param name="folder">Where the files are.</param>
    /// <param name="sha256">Their <see cref="Digest"/>, worked out before: files of which it is no longer true when they were read are refused.</param>
    public static UnionSnapshot Read(string folder, string sha256)
    {
        foreach (var required in FileNames.Take(2))
        {
            if (!File.Exists(Path.Combine(folder, required)))
                throw new FileNotFoundException($"union/{required} is missing. Expected the union's export there (docs/formats.md); put it there and import again.");
        }

        var rejected = new List<QuarantinedRow>();
        var incomplete = new SortedSet<string>(StringComparer.Ordinal);
        var heads = HouseholdRows.Read(Path.Combine(folder, "households.csv"), rejected, incomplete);
        var members = MemberRows.Read(Path.Combine(folder, "members.csv"), heads, rejected, incomplete);
        var authorisations = Optional(folder, "authorisations.csv") is { } a ? AuthorisationRows.Read(a, heads, rejected, incomplete) : [];
        var incomes = Optional(folder, "incomes.csv") is { } i ? IncomeRows.Read(i, heads, rejected, incomplete) : [];
        var roll = Optional(folder, "roll.csv") is { } r ? RollRows.Read(r, rejected) : [];
        var households = AssembleHouseholds.From(heads, members, authorisations, incomes, roll, rejected, incomplete);
        if (Digest(folder) != sha256) throw new InvalidDataException("The union files changed while they were read. Expected an export that is finished; nothing was changed. Import again once it is.");
        return new UnionSnapshot(households, rejected, [.. incomplete], sha256);
    }

    private static string? Optional(string folder, string name) => File.Exists(Path.Combine(folder, name)) ? Path.Combine(folder, name) : null;

    /// <summary>SHA-256 over the names and contents of the files, in the order of <see cref="FileNames"/>.</summary>
    public static string Digest(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 16];
        foreach (var name in FileNames)
        {
            if (Optional(folder, name) is not { } file) continue;
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(name));
            using var stream = File.OpenRead(file);
            int read;
            while ((read = stream.Read(buffer)) > 0) hash.AppendData(buffer, 0, read);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
