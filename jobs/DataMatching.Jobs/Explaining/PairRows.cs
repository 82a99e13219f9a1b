using System.Globalization;
using DataMatching.Evidence;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Matching.Checking;
using DataMatching.Matching.Linkage.Records;

namespace DataMatching.Jobs;

/// <summary>Puts a drawn row and our person side by side: the row from the delivered file, the person from the newest union files.</summary>
public sealed class PairRows(Site site)
{
    private readonly DeliveredRows _deliveries = new(site);

    public PairSides Of(MatchPair pair)
    {
        ArgumentNullException.ThrowIfNull(pair);
        if (Member(pair.Key.Person) is not { } member) return PairSides.Without(SourceRowState.Gone, null);
        var (state, asOf, found) = _deliveries.Read(new Provenance(pair.Batch, pair.File, pair.Line, pair.ByteOffset, pair.Key.RowHash));
        if (found is null) return PairSides.Without(state, asOf);

        var theirs = found.Row.People[pair.Key.Slot];
        var (ours, row) = (member.Details, theirs.Details);
        var born = member.Id is { } id ? id.Birth.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : ours.Birth;
        var sex = member.Id is { } number ? number.Sex == Sex.Male ? "男" : "女" : ours.Sex;
        PairLine[] lines =
        [
            new(PairField.Name, member.Name.Written, OneLine(theirs.Name), null),
            new(PairField.Birth, OneLine(born), OneLine(row.Birth), null),
            new(PairField.Sex, OneLine(sex), OneLine(row.Sex), null),
            Masked(PairField.Number, FieldKind.IdNumber, member.IdAsWritten, theirs.Number, t => t.Trim().ToUpperInvariant()),
            Masked(PairField.Phone, FieldKind.Number, ours.Phone, row.Phone, t => FieldText.Of(t, ContentKind.Phone) ?? ""),
            new(PairField.Address, OneLine(ours.Address), OneLine(row.Address), null),
            new(PairField.Employer, OneLine(ours.Employer), OneLine(row.Employer), null),
        ];
        return new PairSides(SourceRowState.Unchanged, asOf, [.. lines.Where(l => l.Ours.Length > 0 || l.Theirs.Length > 0)]);
    }

    private HouseholdMember? Member(string person) =>
        site.Store.Union.Latest() is { } import ? site.Store.Union.Find(import.Id, PeopleOfImport.HouseholdOf(person))?.Members.FirstOrDefault(m => m.Person == person) : null;

    private static PairLine Masked(PairField field, FieldKind kind, string ours, string theirs, Func<string, string> read)
    {
        var (a, b) = (read(ours), read(theirs));
        return new PairLine(field, FieldMask.Of(kind, ours), FieldMask.Of(kind, theirs), a.Length == 0 || b.Length == 0 ? null : string.Equals(a, b, StringComparison.Ordinal));
    }

    /// <summary>Whole but for what would break a page.</summary>
    private static string OneLine(string written)
    {
        const int Longest = 200;
        var text = string.Concat(written.Trim().Select(c => char.IsControl(c) ? ' ' : c));
        return text.Length <= Longest ? text : (char.IsHighSurrogate(text[Longest - 1]) ? text[..(Longest - 1)] : text[..Longest]) + "…";
    }
}
