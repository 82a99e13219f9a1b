namespace DataMatching.Sample;

/// <summary>How large an invented province to write, and where.</summary>
/// <param name="Folder">The site folder; <c>union</c>, <c>drop</c>, <c>config/standards</c> and <c>truth.csv</c> are written below it, over older ones.</param>
/// <param name="Households">Union files to write, 1 to 210,000 (both included); so many people still get different numbers.</param>
/// <param name="Seed">Any number; the same options give the same bytes on every machine.</param>
public sealed record SampleOptions(string Folder, int Households, int Seed)
{
    internal const int MostHouseholds = 210_000;

    /// <summary>People outside the union's files for each person inside them, 0 to 3. Registries are mostly about others.</summary>
    public int StrangersPerRow { get; init; } = 2;

    /// <summary>Unreadable rows of nobody we know, one after so many good rows of a file; 0 = none, otherwise at least 1,000 (a tenth of a per cent).</summary>
    public int GarbageEvery { get; init; } = 2_000;

    /// <summary>Of a million rows about our people, how many are written twice, byte for byte.</summary>
    public int RepeatedPerMillion { get; init; } = 2_000;

    /// <summary>Of a million rows about our people, how many carry spaces, full-width digits or a lower-case x in the number, or a space in the name.</summary>
    public int UntidyPerMillion { get; init; } = 6_000;

    /// <exception cref="ArgumentException">Every value outside its range, all in one message.</exception>
    internal void Check()
    {
        var wrong = new List<string>();
        if (string.IsNullOrWhiteSpace(Folder)) wrong.Add("Folder is empty; give the site folder");
        if (Households is < 1 or > MostHouseholds) wrong.Add($"Households is {Households}; expected 1 to {MostHouseholds}");
        if (StrangersPerRow is < 0 or > 3) wrong.Add($"StrangersPerRow is {StrangersPerRow}; expected 0 to 3");
        if (GarbageEvery is not 0 and < 1_000) wrong.Add($"GarbageEvery is {GarbageEvery}; expected 0 or at least 1000");
        if (RepeatedPerMillion is < 0 or > 100_000) wrong.Add($"RepeatedPerMillion is {RepeatedPerMillion}; expected 0 to 100000");
        if (UntidyPerMillion is < 0 or > 100_000) wrong.Add($"UntidyPerMillion is {UntidyPerMillion}; expected 0 to 100000");
        if (wrong.Count > 0) throw new ArgumentException("The sample can't be written: " + string.Join("; ", wrong) + ".");
    }
}
