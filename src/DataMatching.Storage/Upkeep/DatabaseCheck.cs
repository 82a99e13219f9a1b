namespace DataMatching.Storage;

/// <summary>What was found of a database that was looked through.</summary>
/// <param name="Kind">sqlite, postgresql: as config/site.json names it.</param>
/// <param name="Migrations">Those of the program and those of the database.</param>
/// <param name="Tables">Every table of data that could be read to its end, by name.</param>
/// <param name="Opened">How many sealed values were opened.</param>
/// <param name="Sealed">How many there are in the tables that could be read.</param>
/// <param name="Findings">What is not as it should be; empty: nothing.</param>
public sealed record DatabaseCheck(string Kind, IReadOnlyList<AppliedMigration> Migrations, IReadOnlyList<TableSum> Tables, long Opened, long Sealed, IReadOnlyList<DatabaseFinding> Findings);

/// <summary>Something that is not as it should be. Holds no personal data.</summary>
/// <param name="What">The table, column, row or part of the schema.</param>
/// <param name="Found">What was found.</param>
/// <param name="Expected">What was expected.</param>
/// <param name="Do">What to do.</param>
public sealed record DatabaseFinding(string What, string Found, string Expected, string Do);

/// <summary>A migration of the program, of the database or of both.</summary>
/// <param name="Sha256">Of what was applied; of one that was not, of what would be.</param>
/// <param name="AppliedAt">When, in UTC; null: not yet.</param>
/// <param name="State">applied, pending, changed (applied with another content) or unknown (of a newer program).</param>
public sealed record AppliedMigration(long Number, string Name, string Sha256, string? AppliedAt, string State)
{
    public const string Applied = "applied", Pending = "pending", Changed = "changed", Unknown = "unknown";
}

/// <summary>How many rows a table has, and the SHA-256 over them in the order of their key, the same in every database (docs/storage.md).</summary>
public sealed record TableSum(string Table, long Rows, string Sha256);

/// <summary>How far a work on a whole database is: the table, and the rows of it that are done.</summary>
public sealed record TableProgress(string Table, long Rows);
