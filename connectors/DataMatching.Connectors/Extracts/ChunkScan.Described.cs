using DataMatching.Connectors.Registries;
using DataMatching.Identity;

namespace DataMatching.Connectors.Extracts;

/// <summary>Rows without a usable number that say more of their person than the name.</summary>
internal sealed partial class ChunkScan
{
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
