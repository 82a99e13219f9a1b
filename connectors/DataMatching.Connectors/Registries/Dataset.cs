using DataMatching.Batches;
using DataMatching.Evidence;
using DataMatching.Identity;

namespace DataMatching.Connectors.Registries;

/// <summary>
/// One kind of record that a registry delivers: its columns, which of them identify people, and how a row of one of our people becomes evidence.
/// Rows of other people never get this far.
/// </summary>
public abstract class Dataset
{
    public abstract string Registry { get; }

    /// <summary>Identifier within the registry, such as <c>wages</c>.</summary>
    public abstract string Id { get; }

    /// <summary>True when rows belong to months; false when the extract shows a state or history.</summary>
    public abstract bool ByMonth { get; }

    public abstract IReadOnlyList<Column> Columns { get; }

    /// <summary>The people a row is about; a marriage has two.</summary>
    public abstract IReadOnlyList<PersonColumns> People { get; }

    /// <summary>
    /// Checks the row and turns it into facts about one of our people. Throws nothing for bad content: it answers with
    /// <see cref="RowResult.Rejected"/>, naming the column and a reason that does not repeat the content.
    /// </summary>
    public abstract RowResult Read(Row row, PersonInRow person);

    /// <summary>Everything that is wrong with the row, each column once, in the order of reading; empty when <see cref="Read"/> takes it.</summary>
    public virtual IReadOnlyList<RowFault> Faults(Row row, PersonInRow person) =>
        Read(row, person) is { IsRejected: true } rejected ? [new RowFault(rejected.Column!, rejected.Reason!)] : [];
}

/// <summary>A column of a row whose content is wrong, and why; the reason does not repeat the content.</summary>
public sealed record RowFault(string Column, string Reason);

/// <summary>A column: its standard Chinese header, further headers agencies use for it, and whether a delivery without it is refused.</summary>
public sealed record Column(string Name, bool Required = true, params string[] Aliases)
{
    /// <summary>How it is masked where a row is shown. The names and ID numbers of <see cref="Dataset.People"/> need not say it.</summary>
    public FieldKind Holds { get; init; }
}

/// <summary>Indexes into <see cref="Dataset.Columns"/> of the name and ID number of one person of a row.</summary>
public sealed record PersonColumns(int Name, int Id)
{
    /// <summary>Those of what else a row says of him; -1 where the dataset has no column for it.</summary>
    public int Birth { get; init; } = -1;

    public int Sex { get; init; } = -1;

    public int Phone { get; init; } = -1;

    public int Address { get; init; } = -1;

    public int Employer { get; init; } = -1;

    /// <summary>His sex where it follows from the place in the row; null where a column says it, or nothing.</summary>
    public Sex? ImpliedSex { get; init; }

    /// <summary>The same by its order in <see cref="Matching.Description.Detail"/>.</summary>
    public IReadOnlyList<int> Details => [Birth, Sex, Phone, Address, Employer];

    /// <summary>What a row says of him besides number and name.</summary>
    /// <param name="texts">The trimmed texts of <see cref="Details"/>, in their order; empty for a column that was not delivered, or is none.</param>
    public PersonDetails Read(IReadOnlyList<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var sex = ImpliedSex switch { Identity.Sex.Male => "男", Identity.Sex.Female => "女", _ => texts[1] };
        return new PersonDetails { Birth = texts[0], Sex = sex, Phone = texts[2], Address = texts[3], Employer = texts[4] };
    }
}

/// <summary>Which of our people the row is about: his key, the grade of the match, the row's place, the manifest it came with; Slot indexes <see cref="Dataset.People"/>.</summary>
public sealed record PersonInRow(string Person, MatchGrade Grade, Provenance Source, Manifest Manifest, int Slot);

/// <summary>Facts, or a rejection.</summary>
public sealed record RowResult(IReadOnlyList<Fact> Facts, string? Column, string? Reason)
{
    public static RowResult Of(params Fact[] facts) => new(facts, null, null);
    public static RowResult Rejected(string column, string reason) => new([], column, reason);
    public bool IsRejected => Reason is not null;
}

/// <summary>
/// The decoded, trimmed fields of one row by index into <see cref="Dataset.Columns"/>; empty for a column that is absent, empty, or outside the sharing agreement.
/// </summary>
public sealed class Row(IReadOnlyList<string> fields)
{
    public string this[int column] => fields[column];
}
