using DataMatching.Connectors.Registries;
using DataMatching.Identity;
using DataMatching.Matching;
using DataMatching.Matching.Description;

namespace DataMatching.Connectors.Extracts;

/// <summary>Rows without a usable number that say more of their person than the name.</summary>
internal sealed partial class ChunkScan
{
    /// <param name="described">What came of it where the row was compared by what else it says; null where it was not.</param>
    private IReadOnlyList<Match> Matches(in RowBytes row, int slot, out DescribedRow? described, out PersonName? name, out PersonMarks marks)
    {
        (described, marks) = (null, default);
        var id = ExtractText.Decode(row[layout.Ids[slot]], request.Manifest.Encoding);
        name = PersonName.TryCreate(ExtractText.Decode(row[layout.Names[slot]], request.Manifest.Encoding));
        var reading = ResidentIdReader.Read(id);
        if (reading.Id is { } read) return request.People.Match(read.Body, name);
        var slips = reading.MayBeSlip ? request.People.MatchSlips(id, name) : [];
        if (slips.Count > 0 || reading.IsDamaged || name is null) return slips;
        marks = PersonMarks.Of(DetailsOf(row, slot));
        if (marks.IsEmpty) return [];
        described = request.People.MatchDescribed(name, marks, request.Manifest.Rows, request.Thresholds);
        return described.Matches;
    }

    /// <summary>True when the delivery has a column, and the agreement allows it, by which such rows can be matched.</summary>
    private bool IsDescribed(int slot)
    {
        foreach (var column in request.Dataset.People[slot].Details)
        {
            if (column >= 0 && layout.Positions[column] >= 0) return true;
        }

        return false;
    }

    private PersonDetails DetailsOf(in RowBytes row, int slot)
    {
        var columns = request.Dataset.People[slot];
        return new PersonDetails { Birth = Text(row, columns.Birth), Sex = Text(row, columns.Sex), Phone = Text(row, columns.Phone), Address = Text(row, columns.Address), Employer = Text(row, columns.Employer) };
    }

    private string Text(in RowBytes row, int column) =>
        column < 0 || layout.Positions[column] < 0 ? "" : ExtractText.Decode(row[layout.Positions[column]], request.Manifest.Encoding).Trim();
}
