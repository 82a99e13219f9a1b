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
        if (Member(pair) is not { } member) return PairSides.Without(SourceRowState.Gone, null);
        var (state, asOf, found) = _deliveries.Read(new Provenance(pair.Batch, pair.File, pair.Line, pair.ByteOffset, pair.Key.RowHash));
        if (found is null) return PairSides.Without(state, asOf);

        var theirs = found.Row.People[pair.Key.Slot];
        var (ours, row) = (member.Details, theirs.Details);
        var born = member.Id is { } id ? id.Birth.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : ours.Birth;
        var sex = member.Id is { } number ? number.Sex == Sex.Male ? "男" : "女" : ours.Sex;
        PairLine[] lines =
        [
            Whole(PairField.Name, member.Name.Written, theirs.Name),
            Whole(PairField.Birth, born, row.Birth),
            Whole(PairField.Sex, sex, row.Sex),
            Masked(PairField.Number, FieldKind.IdNumber, member.IdAsWritten, theirs.Number, t => t.Trim().ToUpperInvariant()),
            Masked(PairField.Phone, FieldKind.Number, ours.Phone, row.Phone, t => FieldText.Of(t, ContentKind.Phone) ?? ""),
            Whole(PairField.Address, ours.Address, row.Address),
            Whole(PairField.Employer, ours.Employer, row.Employer),
        ];
        return new PairSides(SourceRowState.Unchanged, asOf, [.. lines.Where(l => l.Ours.Length > 0 || l.Theirs.Length > 0)]);
    }

    /// <summary>Null when he is gone, or lives in another district now: whoever asked is of the one where he lived.</summary>
    private HouseholdMember? Member(MatchPair pair) =>
        site.Store.Union.Latest() is { } import && site.Store.Union.Find(import.Id, PeopleOfImport.HouseholdOf(pair.Key.Person)) is { } household && household.District == pair.District
            ? household.Members.FirstOrDefault(m => m.Person == pair.Key.Person)
            : null;

    private static PairLine Masked(PairField field, FieldKind kind, string ours, string theirs, Func<string, string> read)
    {
        var (a, b) = (read(ours), read(theirs));
        return new PairLine(field, FieldMask.Of(kind, ours), FieldMask.Of(kind, theirs), a.Length == 0 || b.Length == 0 ? null : string.Equals(a, b, StringComparison.Ordinal));
    }

    /// <summary>As written, but for ID numbers and telephones, which agencies write into any field.</summary>
    private static PairLine Whole(PairField field, string ours, string theirs) => new(field, FieldMask.Of(FieldKind.Plain, ours), FieldMask.Of(FieldKind.Plain, theirs), null);
}
