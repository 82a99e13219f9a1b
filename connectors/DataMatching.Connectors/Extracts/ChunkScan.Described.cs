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
        if (reading.Id is { } read)
        {
            var borne = request.People.Match(read.Body, name);
            if (borne.Count > 0 || name is null || !request.People.MayBeUnnumbered(read.Body)) return borne;
            var unnumbered = request.People.MatchUnnumbered(read, name, MarksOf(row, slot), request.Manifest.Rows, request.Thresholds);
            _result.ComparedUnnumbered |= unnumbered.Likeliest >= 0;
            return unnumbered.Matches;
        }

        var slips = reading.MayBeSlip ? request.People.MatchSlips(id, name) : [];
        if (slips.Count > 0 || reading.IsDamaged || name is null) return slips;
        marks = MarksOf(row, slot);
        if (marks.IsEmpty) return [];
        described = request.People.MatchDescribed(name, marks, request.Manifest.Rows, request.Thresholds, request.Basis.Allows);
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

    private PersonMarks MarksOf(in RowBytes row, int slot)
    {
        var columns = request.Dataset.People[slot].Details;
        var texts = new string[columns.Count];
        for (var i = 0; i < texts.Length; i++)
            texts[i] = columns[i] < 0 || layout.Positions[columns[i]] < 0 ? "" : ExtractText.Decode(row[layout.Positions[columns[i]]], request.Manifest.Encoding).Trim();
        return PersonMarks.Of(request.Dataset.People[slot].Read(texts));
    }
}
