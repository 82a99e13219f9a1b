namespace DataMatching.Evidence;

/// <summary>
/// Where a fact stands: the accepted batch, its file, the row's line (1 = header) and byte offset from the start of the file,
/// and the SHA-256 of the row's raw bytes (hex). With these the row can be found again and shown to be unchanged.
/// </summary>
public sealed record Provenance(long Batch, string File, long Line, long ByteOffset, string RowHash);

/// <summary>How sure we are that a record is about the person it was given to (DESIGN.md 7).</summary>
public enum MatchGrade
{
    /// <summary>确认: the ID numbers are equal and the names agree.</summary>
    Certain = 0,

    /// <summary>较可能: the ID is equal and the name a variant or homophone, or the ID is one slip away and the name agrees, or there is no usable ID and name and details leave hardly a doubt.</summary>
    Probable = 1,

    /// <summary>存疑: only for clerical review; never used in a sum.</summary>
    Doubtful = 2,

    /// <summary>冲突: the ID is equal and the name another: somebody's number is misused. Never used in a sum.</summary>
    Conflict = 3,
}
