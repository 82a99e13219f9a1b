using System.Data.Common;
using DataMatching.Identity;

namespace DataMatching.Connectors.Transports.Sql;

/// <summary>
/// Which of the view's columns are read, and what stands where in a row of the delivery. A column outside the agreement is not in the statement at all; but for the numbers by which a row
/// is known to be somebody's.
/// </summary>
internal sealed class ColumnMap
{
    private readonly int[] _places;

    private ColumnMap(string[] selected, string[] ids, int[] places) => (Selected, Ids, _places) = (selected, ids, places);

    /// <summary>The view's columns, in the order of the statement; those of <see cref="Ids"/> first.</summary>
    public IReadOnlyList<string> Selected { get; }

    /// <summary>The view's columns with the numbers of those whom a row is about.</summary>
    public IReadOnlyList<string> Ids { get; }

    /// <exception cref="TransportException">A needed column has no name in the settings, or the settings name one that the dataset lacks.</exception>
    public static ColumnMap Of(LandingOrder order, IReadOnlyDictionary<string, string> columns)
    {
        var dataset = order.Dataset;
        var ids = dataset.People.Select(p => dataset.Columns[p.Id].Name).ToList();
        if (columns.Keys.FirstOrDefault(n => dataset.Columns.All(c => c.Name != n)) is { } stranger)
            throw new TransportException($"columns of the source names '{stranger}', which is no standard header of {dataset.Registry}/{dataset.Id}; expected one of {string.Join("、", dataset.Columns.Select(c => c.Name))}");
        var missing = dataset.Columns.Where(c => (c.Required && order.Columns.Contains(c.Name)) || ids.Contains(c.Name)).Select(c => c.Name).Where(n => !columns.ContainsKey(n)).ToList();
        if (missing.Count > 0)
            throw new TransportException($"columns of the source lacks {string.Join("、", missing)}; expected the view's column for each of them in config/registries/{dataset.Registry}.json under datasets.{dataset.Id}.source.columns");
        string[] selected = [.. ids.Concat(order.Columns).Where(columns.ContainsKey).Select(n => columns[n]).Distinct(StringComparer.Ordinal)];
        return new ColumnMap(selected, [.. ids.Select(n => columns[n])], [.. order.Columns.Select(n => columns.TryGetValue(n, out var own) ? Array.IndexOf(selected, own) : -1)]);
    }

    /// <summary>The people of ours whom the reader's row is about.</summary>
    public bool IsOurs(DbDataReader reader, KeyedPeople people, HashSet<string> found)
    {
        var ours = false;
        for (var i = 0; i < Ids.Count; i++)
        {
            if (reader.IsDBNull(i) || ResidentIdReader.Read(CellText.Of(reader.GetValue(i))).Id is not { } id) continue;
            foreach (var person in people.By(id))
            {
                found.Add(person.Person);
                ours = true;
            }
        }

        return ours;
    }

    public string?[] Row(DbDataReader reader)
    {
        var row = new string?[_places.Length];
        for (var i = 0; i < row.Length; i++) row[i] = _places[i] < 0 || reader.IsDBNull(_places[i]) ? null : CellText.Of(reader.GetValue(_places[i]));
        return row;
    }
}
