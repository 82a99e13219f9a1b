namespace DataMatching.Matching.Linkage.Deciding;

/// <summary>Of a few records of either side the pairs that together have the most bits, each record in one at most (Kuhn 1955, in the form of shortest augmenting paths).</summary>
internal static class HeaviestMatching
{
    /// <param name="least">Bits from which a pair speaks for a link; none of the pairs has fewer. Leaving two records without a link costs nothing.</param>
    public static IEnumerable<(int Left, int Right)> Of(List<ScoredPair> pairs, int[] lefts, int[] rights, double least)
    {
        // Rows are the fewer, so that each has a column.
        var turned = lefts.Length > rights.Length;
        var (rows, columns) = turned ? (rights, lefts) : (lefts, rights);
        var (cost, arePair) = (new double[rows.Length, columns.Length], new bool[rows.Length, columns.Length]);
        foreach (var pair in pairs)
        {
            var (i, j) = (Array.BinarySearch(rows, turned ? pair.Right : pair.Left), Array.BinarySearch(columns, turned ? pair.Left : pair.Right));
            (cost[i, j], arePair[i, j]) = (least - pair.Bits, true);
        }

        var chosen = Assigned(cost, rows.Length, columns.Length);
        for (var j = 0; j < columns.Length; j++)
        {
            if (chosen[j] < 0 || !arePair[chosen[j], j]) continue;
            yield return turned ? (columns[j], rows[chosen[j]]) : (rows[chosen[j]], columns[j]);
        }
    }

    /// <summary>For each column its row, or -1.</summary>
    private static int[] Assigned(double[,] cost, int rows, int columns)
    {
        var (u, v, row, way) = (new double[rows + 1], new double[columns + 1], new int[columns + 1], new int[columns + 1]);
        for (var i = 1; i <= rows; i++)
        {
            row[0] = i;
            var column = 0;
            var (least, used) = (Enumerable.Repeat(double.PositiveInfinity, columns + 1).ToArray(), new bool[columns + 1]);
            do
            {
                used[column] = true;
                var (from, delta, next) = (row[column], double.PositiveInfinity, 0);
                for (var j = 1; j <= columns; j++)
                {
                    if (used[j]) continue;
                    var reduced = cost[from - 1, j - 1] - u[from] - v[j];
                    if (reduced < least[j]) (least[j], way[j]) = (reduced, column);
                    if (least[j] < delta) (delta, next) = (least[j], j);
                }

                for (var j = 0; j <= columns; j++)
                {
                    if (used[j])
                    {
                        u[row[j]] += delta;
                        v[j] -= delta;
                    }
                    else
                    {
                        least[j] -= delta;
                    }
                }

                column = next;
            }
            while (row[column] != 0);

            while (column != 0)
            {
                row[column] = row[way[column]];
                column = way[column];
            }
        }

        return [.. row.Skip(1).Select(r => r - 1)];
    }
}
