using System.Globalization;
using DataMatching.Evidence;
using DataMatching.Households;

namespace DataMatching.Web.Screens.Sheet;

/// <summary>Names the row of a record in an address, without personal data: whose (household/number), which dataset, which delivery, which byte, the row's hash.</summary>
public sealed record FactKey(string Person, string Registry, string Dataset, long Batch, long At, string Row)
{
    public static FactKey Of(Fact fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        return new FactKey(fact.Person, fact.Registry, fact.Dataset, fact.Source.Batch, fact.Source.ByteOffset, fact.Source.RowHash);
    }

    /// <summary>Where the sheet of a quarter shows it.</summary>
    /// <param name="quarter">As the sheet's address writes it.</param>
    public string Address(string quarter) => string.Create(
        CultureInfo.InvariantCulture,
        $"/sheet/{Uri.EscapeDataString(quarter)}/{Uri.EscapeDataString(Person[..Math.Max(0, Person.LastIndexOf('/'))])}?handler=Row&person={Uri.EscapeDataString(Person)}&registry={Uri.EscapeDataString(Registry)}&dataset={Uri.EscapeDataString(Dataset)}&batch={Batch}&at={At}&row={Uri.EscapeDataString(Row)}");
}

/// <summary>A record as the sheet shows it. <paramref name="Whose"/>: null when he is no member. <paramref name="Entry"/>: where the timeline tells of it, for what was recorded in this case. <paramref name="Address"/>: of its row; null for the union's own.</summary>
public sealed record ShownFact(Fact Fact, HouseholdMember? Whose, string? Entry, string? Address);

/// <summary>A record, of whom it tells, and its row as it stands in the delivered file now.</summary>
public sealed record OpenedRow(Fact Fact, HouseholdMember Member, SourceRow Source);
