using System.Runtime.InteropServices;
using DataMatching.Matching.Linkage.Records;

namespace DataMatching.Matching.Linkage.Comparing;

/// <summary>How much the words of a field's texts say: a word that few records have says more than one that most have. Of text without spaces, words are pairs of neighbouring ideographs.</summary>
public sealed class WordWeights
{
    private readonly Dictionary<ulong, double> _squares = [];

    public WordWeights(FieldValues field)
    {
        ArgumentNullException.ThrowIfNull(field);
        Span<ulong> words = stackalloc ulong[WordSets.Most];
        for (var i = 0; i < field.Distinct; i++)
        {
            var records = field.LeftCount(i) + (field.IsOne ? 0 : field.RightCount(i));
            foreach (var word in words[..WordSets.Read(field.TextOf(i), words)]) CollectionsMarshal.GetValueRefOrAddDefault(_squares, word, out _) += records;
        }

        double all = field.LeftFilled + (field.IsOne ? 0 : field.RightFilled);
        foreach (var (word, records) in _squares) _squares[word] = Math.Pow(Math.Log((all + 1) / records), 2);
    }

    /// <summary>Cosine of the words' weights: 0 none in common, 1 the same. Words of neither the field nor its files count as nothing.</summary>
    public double Likeness(string a, string b)
    {
        Span<ulong> x = stackalloc ulong[WordSets.Most], y = stackalloc ulong[WordSets.Most];
        x = x[..WordSets.Read(a, x)];
        y = y[..WordSets.Read(b, y)];
        var (common, ofA, ofB) = (0.0, 0.0, 0.0);
        foreach (var word in y) ofB += _squares.GetValueOrDefault(word);
        foreach (var word in x)
        {
            var square = _squares.GetValueOrDefault(word);
            ofA += square;
            if (y.Contains(word)) common += square;
        }

        return common == 0 ? 0 : common / Math.Sqrt(ofA * ofB);
    }
}
