using DataMatching.Matching;

namespace DataMatching.Evidence;

/// <summary>What was found at a fact's place when the delivered file was opened again.</summary>
public enum SourceRowState
{
    /// <summary>The bytes are those that were read: their SHA-256 is the one that was noted.</summary>
    Unchanged = 0,

    /// <summary>There is a file of that name, but at the place stand other bytes. They are not shown: they may be somebody else's.</summary>
    Changed = 1,

    /// <summary>The file, or the delivery it was part of, is no longer there.</summary>
    Gone = 2,

    /// <summary>The file is packed in a way that is not unfolded, or cannot be read from a place on: it can't be opened in place.</summary>
    Packed = 3,

    /// <summary>What begins at the place is longer than a row may be: it was never a row that was read.</summary>
    TooLong = 4,

    /// <summary>The file is there and cannot be read now (rights, disk).</summary>
    Unreadable = 5,

    /// <summary>The row is unchanged, but the configuration no longer knows the dataset or its columns.</summary>
    NotConfigured = 6,
}

/// <summary>What became of a field of the row.</summary>
public enum FieldUse
{
    /// <summary>Outside the sharing agreement or the contract: dropped when it was read, and not shown.</summary>
    Withheld = 0,

    /// <summary>Allowed, but nothing was made of it.</summary>
    Allowed = 1,

    /// <summary>The mapping made the facts of it.</summary>
    Mapped = 2,

    /// <summary>Number or name by which the row was matched.</summary>
    Matched = 3,
}

/// <summary>One field of a row. <paramref name="Header"/>: as the file writes it. <paramref name="Shown"/>: masked where personal; null when withheld.</summary>
public sealed record SourceField(string Header, string? Shown, FieldUse Use);

/// <summary>Number and name of the row's person who was matched, masked, and why.</summary>
public sealed record MatchedRow(string Number, string Name, MatchExplanation Why);

/// <summary>A fact's row, read once more from the delivered file, masked, and why it was given to our person.</summary>
/// <param name="AsOf">Of the delivery; null when it is not known any more.</param>
/// <param name="Fields">In the order of the file; empty unless the row is unchanged.</param>
/// <param name="Match">Null unless the row is unchanged.</param>
public sealed record SourceRow(SourceRowState State, DateOnly? AsOf, IReadOnlyList<SourceField> Fields, MatchedRow? Match)
{
    /// <summary>Where the row stands in a delivery that was unfolded, such as <c>2.csv, row 17</c> or <c>sheet 明细, row 17</c>; null when it is the file's own line.</summary>
    public string? Place { get; init; }

    public static SourceRow Without(SourceRowState state, DateOnly? asOf) => new(state, asOf, [], null);
}
