namespace DataMatching.Storage;

/// <summary>A table that its connection alone sees and that vanishes with it, written for SQLite. What comes in stands there until it is moved over within one transaction.</summary>
/// <param name="Columns">As in CREATE TABLE.</param>
/// <param name="Key">Its primary key, by which it is also read in order.</param>
internal sealed record ScratchTable(string Name, string Columns, string Key)
{
    public static readonly ScratchTable WantedBatch = new("wanted_batch", "batch INTEGER NOT NULL", "batch");
    public static readonly ScratchTable WantedHousehold = new("wanted_household", "household TEXT NOT NULL", "household");

    /// <summary>Rows of evidence as they were put down, run after run; sealed already.</summary>
    public static readonly ScratchTable NewEvidence = new(
        "new_evidence", "ordinal INTEGER NOT NULL, household TEXT NOT NULL, part INTEGER NOT NULL, facts_enc BLOB NOT NULL", "ordinal");

    public static readonly ScratchTable NewRow = new(
        "new_row", "ordinal INTEGER NOT NULL, file TEXT NOT NULL, line INTEGER NOT NULL, byte_offset INTEGER NOT NULL, column_name TEXT, reason TEXT NOT NULL, person TEXT", "ordinal");

    public static readonly ScratchTable Landed = new("landed", "household TEXT NOT NULL, content_index BLOB NOT NULL", "household");

    /// <summary>In the order of arrival: large rows in the order of their keys would be written many times over.</summary>
    public static readonly ScratchTable LandedDocument = new(
        "landed_document", "ordinal INTEGER NOT NULL, household TEXT NOT NULL, content_index BLOB NOT NULL, document_enc BLOB NOT NULL", "ordinal");

    public static readonly ScratchTable LandedPerson = new("landed_person", "household TEXT NOT NULL, id_index BLOB NOT NULL", "household, id_index");

    public static IReadOnlyList<ScratchTable> All { get; } = [WantedBatch, WantedHousehold, NewEvidence, NewRow, Landed, LandedDocument, LandedPerson];
}
