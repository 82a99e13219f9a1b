namespace DataMatching.Matching.Linkage.Records;

/// <summary>What stands in a field: how it is made comparable, and what comparisons are proposed for it.</summary>
public enum ContentKind
{
    /// <summary>Words: addresses, employers, whatever is nothing else.</summary>
    Text = 0,

    /// <summary>A name, or a part of one, in letters.</summary>
    Name = 1,

    /// <summary>A whole name in Chinese characters, or in the letters of a minority's name.</summary>
    ChineseName = 2,

    /// <summary>A day, in any of the usual notations.</summary>
    Date = 3,

    /// <summary>A number of papers or an account: letters and digits that mean nothing.</summary>
    Number = 4,

    /// <summary>A telephone number.</summary>
    Phone = 5,

    /// <summary>A division code of GB/T 2260, or an ID number of which its first six digits count.</summary>
    Division = 6,

    /// <summary>One of a few words, such as sex or state.</summary>
    Category = 7,

    /// <summary>A quantity.</summary>
    Quantity = 8,

    /// <summary>Several words, in no order, parted by ; , | or 、.</summary>
    Set = 9,
}
