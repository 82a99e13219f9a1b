namespace DataMatching.Evidence;

/// <summary>What is compared of two who may be one person.</summary>
public enum PairField { Name = 0, Birth = 1, Sex = 2, Number = 3, Phone = 4, Address = 5, Employer = 6 }

/// <summary>A field of both, as the union's file and the row say it; empty where one says nothing.</summary>
/// <param name="Same">Of numbers, which are masked: whether they are the same as written; null where nothing is masked, or one is missing.</param>
public sealed record PairLine(PairField Field, string Ours, string Theirs, bool? Same);

/// <summary>One of our people and a row, side by side, for somebody who is to say whether they are one. Names are whole: without them nobody could say; that it is shown has to be on record. Long numbers are masked in every field.</summary>
/// <param name="AsOf">Of the delivery; null when it is not known any more.</param>
/// <param name="Lines">What at least one of the two says; empty unless the row is unchanged.</param>
public sealed record PairSides(SourceRowState State, DateOnly? AsOf, IReadOnlyList<PairLine> Lines)
{
    public static PairSides Without(SourceRowState state, DateOnly? asOf) => new(state, asOf, []);
}
