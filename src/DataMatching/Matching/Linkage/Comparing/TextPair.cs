namespace DataMatching.Matching.Linkage.Comparing;

/// <summary>Two texts of a field that are not the same, with what several tests ask of them worked out once.</summary>
/// <param name="words">Of the field; null: no test asks for it.</param>
public sealed class TextPair(WordWeights? words = null)
{
    private double _jaroWinkler = double.NaN, _jaccard = double.NaN, _rareWords = double.NaN;

    public string A { get; private set; } = "";

    public string B { get; private set; } = "";

    /// <summary>0 nothing alike, below 1.</summary>
    public double JaroWinkler => double.IsNaN(_jaroWinkler) ? _jaroWinkler = Comparing.JaroWinkler.Of(A, B) : _jaroWinkler;

    /// <summary>Words in common, by all of either: 0 none, below 1 or the same words in another order.</summary>
    public double Jaccard => double.IsNaN(_jaccard) ? _jaccard = WordSets.Jaccard(A, B) : _jaccard;

    /// <summary>What they have in common, by words, each the more the rarer it is: 0 nothing, 1 the same.</summary>
    /// <exception cref="InvalidOperationException">The field's words were not weighed.</exception>
    public double RareWords => double.IsNaN(_rareWords) ? _rareWords = (words ?? throw new InvalidOperationException("The words of the field were not weighed.")).Likeness(A, B) : _rareWords;

    /// <summary>Takes two others.</summary>
    public TextPair Set(string a, string b)
    {
        (A, B, _jaroWinkler, _jaccard, _rareWords) = (a, b, double.NaN, double.NaN, double.NaN);
        return this;
    }
}
