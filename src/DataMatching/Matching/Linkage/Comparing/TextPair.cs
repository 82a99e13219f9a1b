namespace DataMatching.Matching.Linkage.Comparing;

/// <summary>Two texts of a field that are not the same, with what several tests ask of them worked out once.</summary>
public sealed class TextPair
{
    private double _jaroWinkler = double.NaN;

    public string A { get; private set; } = "";

    public string B { get; private set; } = "";

    /// <summary>0 nothing alike, below 1.</summary>
    public double JaroWinkler => double.IsNaN(_jaroWinkler) ? _jaroWinkler = Comparing.JaroWinkler.Of(A, B) : _jaroWinkler;

    /// <summary>Takes two others.</summary>
    public TextPair Set(string a, string b)
    {
        (A, B, _jaroWinkler) = (a, b, double.NaN);
        return this;
    }
}
