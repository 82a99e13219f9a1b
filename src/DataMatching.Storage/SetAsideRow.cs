using DataMatching.Batches;

namespace DataMatching.Storage;

/// <summary>A quarantined row as the database gives it.</summary>
internal sealed record SetAsideRow
{
    public const string Columns = "SELECT \"file\", line AS Line, byte_offset AS ByteOffset, column_name AS ColumnName, reason AS Reason, person AS Person ";
    public static readonly string[] Inserted = ["ordinal", "file", "line", "byte_offset", "column_name", "reason", "person"];

    public string File { get; init; } = "";
    public long Line { get; init; }
    public long ByteOffset { get; init; }
    public string? ColumnName { get; init; }
    public string Reason { get; init; } = "";
    public string? Person { get; init; }

    public QuarantinedRow ToRow() => new(File, Line, ByteOffset, ColumnName, Reason, Person);
}
