using System.Globalization;

namespace DataMatching.Sample.People;

/// <summary>Citizen identity numbers of people who can't exist: right check digit, but a division code that no list since 1980 ever held.</summary>
internal static class IdNumber
{
    private const int SequencesPerSex = 500;
    private const string CheckDigits = "10X98765432";
    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    private static readonly int[] Guangdong = Divisions(44), Chongqing = Divisions(50);

    /// <summary>What Chongqing has more of than Guangdong: for those of either province for whom its own codes do not suffice, a quarter of it for the union's.</summary>
    private static readonly int[] Spare = Chongqing[Guangdong.Length..];

    /// <summary>How many people of each kind get different numbers, whatever their birth dates.</summary>
    public static int UnionCapacity => (UnionCodes + SpareOfUnion) * SequencesPerSex;
    public static int StrangerCapacity => (Guangdong.Length - UnionCodes + Spare.Length - SpareOfUnion) * SequencesPerSex;

    private static int UnionCodes => Guangdong.Length * 6 / 10;
    private static int SpareOfUnion => Spare.Length / 4;

    /// <summary>The number of the union's person <paramref name="ordinal"/>; two ordinals never give the same one.</summary>
    public static string OfUnion(int province, int ordinal, DateOnly birth, bool male) =>
        Number(Codes(province).AsSpan(0, UnionCodes), Spare.AsSpan(0, SpareOfUnion), ordinal, birth, male);

    /// <summary>The number of a stranger; never one of the union's people.</summary>
    public static string OfStranger(int province, int ordinal, DateOnly birth, bool male) =>
        Number(Codes(province).AsSpan(UnionCodes, Guangdong.Length - UnionCodes), Spare.AsSpan(SpareOfUnion), ordinal, birth, male);

    public static char CheckDigit(ReadOnlySpan<char> seventeen)
    {
        var sum = 0;
        for (var i = 0; i < 17; i++) sum += (seventeen[i] - '0') * Weights[i];
        return CheckDigits[sum % 11];
    }

    /// <summary>The number of before 1999: 15 digits, for people born in the twentieth century.</summary>
    public static string Fifteen(string id) =>
        id[6] == '1' && id[7] == '9' ? string.Concat(id.AsSpan(0, 6), id.AsSpan(8, 9)) : throw new ArgumentException("Born after 1999: never had 15 digits.", nameof(id));

    /// <summary>One digit of the sequence or of the birth day mistyped; the check digit then fails.</summary>
    public static string OneSlip(string id, Dice dice)
    {
        var at = dice.Between(13, 16);
        return string.Concat(id.AsSpan(0, at), ((char)('0' + ((id[at] - '0' + dice.Between(1, 9)) % 10))).ToString(), id.AsSpan(at + 1));
    }

    /// <summary>Two neighbouring, unequal digits exchanged; the check digit then fails.</summary>
    public static string Transposed(string id)
    {
        var at = 16;
        while (id[at] == id[at - 1]) at--;
        return string.Concat(id.AsSpan(0, at - 1), string.Concat(id[at], id[at - 1]), id.AsSpan(at + 1));
    }

    private static string Number(ReadOnlySpan<int> own, ReadOnlySpan<int> spare, int ordinal, DateOnly birth, bool male)
    {
        var beyond = ordinal - (own.Length * SequencesPerSex);
        return beyond < 0 ? Number(own[ordinal % own.Length], ordinal / own.Length, birth, male) : Number(spare[beyond % spare.Length], beyond / spare.Length, birth, male);
    }

    private static string Number(int division, int sequence, DateOnly birth, bool male)
    {
        if (sequence >= SequencesPerSex) throw new InvalidOperationException("More people than numbers; expected fewer households or strangers.");
        Span<char> id = stackalloc char[18];
        var body = ((((long)division * 10_000) + birth.Year) * 10_000) + (birth.Month * 100) + birth.Day;
        ((body * 1_000) + (sequence * 2) + (male ? 1 : 0)).TryFormat(id, out _, default, CultureInfo.InvariantCulture);
        id[17] = CheckDigit(id);
        return new string(id);
    }

    private static int[] Codes(int province) => province == 44 ? Guangdong : Chongqing;

    private static int[] Divisions(int province) =>
        [.. Tables.Rows("never_assigned.csv")
            .Select(row => (First: int.Parse(row[0], CultureInfo.InvariantCulture), Last: int.Parse(row[1], CultureInfo.InvariantCulture)))
            .Where(run => run.First / 10_000 == province)
            .SelectMany(run => Enumerable.Range(run.First, run.Last - run.First + 1))];
}
