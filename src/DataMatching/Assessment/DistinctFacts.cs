using System.Runtime.InteropServices;
using DataMatching.Evidence;

namespace DataMatching.Assessment;

/// <summary>The facts of a case file in one order that depends on nothing but their content, each counted once.</summary>
internal static class DistinctFacts
{
    /// <summary>
    /// Registries' and declared facts. A row delivered twice (equal hash, person, dataset and content) counts once, as it stood first; two rows that differ
    /// in any byte are two.
    /// </summary>
    public static IReadOnlyList<Fact> Of(CaseFile file)
    {
        // A row gives several facts, all with its place; the same row at another place gives them again.
        var places = new Dictionary<(string Hash, string Person, string Dataset), (long Batch, string File, long Line)>();
        var distinct = new List<Fact>();
        foreach (var fact in file.Facts.Concat(file.Household.DeclaredIncomes).Order(Order.ByContent))
        {
            var place = (fact.Source.Batch, fact.Source.File, fact.Source.Line);
            ref var first = ref CollectionsMarshal.GetValueRefOrAddDefault(places, (fact.Source.RowHash, fact.Person, fact.Dataset), out var known);
            if (!known) first = place;
            if (first == place) distinct.Add(fact);
        }

        return distinct;
    }

    /// <summary>True when both stem from the same row of the same dataset.</summary>
    public static bool SameRecord(Fact a, Fact b) =>
        string.Equals(a.Source.RowHash, b.Source.RowHash, StringComparison.Ordinal)
        && string.Equals(a.Dataset, b.Dataset, StringComparison.Ordinal) && string.Equals(a.Registry, b.Registry, StringComparison.Ordinal);

    internal sealed class Order : IComparer<Fact>
    {
        public static readonly Order ByContent = new();

        public int Compare(Fact? x, Fact? y)
        {
            var (a, b) = (x!, y!);
            var order = string.CompareOrdinal(a.Person, b.Person);
            if (order == 0) order = string.CompareOrdinal(a.Registry, b.Registry);
            if (order == 0) order = string.CompareOrdinal(a.Dataset, b.Dataset);
            if (order == 0) order = a.Source.Batch.CompareTo(b.Source.Batch);
            if (order == 0) order = string.CompareOrdinal(a.Source.File, b.Source.File);
            if (order == 0) order = a.Source.Line.CompareTo(b.Source.Line);
            if (order == 0) order = a.Source.ByteOffset.CompareTo(b.Source.ByteOffset);
            if (order == 0) order = string.CompareOrdinal(a.Source.RowHash, b.Source.RowHash);
            return order == 0 && !ReferenceEquals(a, b) ? ByText(a, b) : order;
        }

        /// <summary>Two facts of one row, in the order of their texts: the texts first differ in type, grade or kind, and only rarely after them.</summary>
        private static int ByText(Fact a, Fact b)
        {
            var order = string.CompareOrdinal(a.GetType().Name, b.GetType().Name);
            if (order == 0 && a.Grade != b.Grade) order = string.CompareOrdinal(a.Grade.ToString(), b.Grade.ToString());
            if (order == 0) order = string.CompareOrdinal(FactJson.Kind(a), FactJson.Kind(b));
            return order == 0 ? string.CompareOrdinal(FactJson.Text(a), FactJson.Text(b)) : order;
        }
    }

    /// <summary>Facts as equal as records are, told apart by their place first: hashing every text of a fact costs more than the rest of writing it.</summary>
    internal sealed class ByPlace : IEqualityComparer<Fact>
    {
        public static readonly ByPlace First = new();

        public bool Equals(Fact? x, Fact? y) => x == y;

        public int GetHashCode(Fact obj) => HashCode.Combine(obj.Source.Batch, obj.Source.Line, obj.Source.ByteOffset, obj.GetType());
    }
}
