namespace DataMatching.Matching;

/// <summary>
/// Which version of the matching reads deliveries. It is raised whenever the program takes something else from the same delivery: the next night then reads those in force once more, so that nobody's "no record" rests on what an earlier
/// program overlooked.
/// </summary>
public static class MatcherVersion
{
    /// <summary>1: rows without a usable number are matched by name and details, both people of a row among them. Deliveries of before the number was noted have 0.</summary>
    public const int Current = 1;
}
