using System.Text;
using DataMatching.Evidence;
using DataMatching.Storage.Documents;
using static DataMatching.Storage.Packed;

namespace DataMatching.Storage;

/// <summary>One fact as it lies among a household's facts of one batch: about fifty bytes, of which the row's SHA-256 is most.</summary>
/// <remarks>
/// In order: what is there (1 byte of bits); person (after "household/", or whole); dataset (nothing when it is the batch's); line, byte offset, ordinal, family, kind, grade; month, first day, last day, fen
/// where there are any; SHA-256 of the row (32 bytes); detail with its length where there is one. Numbers have seven bits a byte, the lowest first; fen and kind with their sign in the lowest bit.
/// </remarks>
internal readonly record struct PackedFact(string Person, string Dataset, long Line, long ByteOffset, long Ordinal, MatchGrade Grade, FactRow Row, string RowHash)
{
    private const int HashLength = 32;

    [Flags]
    private enum There : byte { PersonOfHousehold = 1, DatasetOfBatch = 2, Month = 4, From = 8, To = 16, Fen = 32, Detail = 64 }

    /// <summary>The order in which facts of a household are read.</summary>
    public static int Compare(Fact one, long ordinal, Fact other, long otherOrdinal)
    {
        var order = string.CompareOrdinal(one.Person, other.Person);
        if (order == 0) order = string.CompareOrdinal(one.Dataset, other.Dataset);
        if (order == 0) order = one.Source.Line.CompareTo(other.Source.Line);
        if (order == 0) order = one.Source.Batch.CompareTo(other.Source.Batch);
        return order == 0 ? ordinal.CompareTo(otherOrdinal) : order;
    }

    /// <summary>Bytes that a fact takes at most.</summary>
    public static int LengthAtMost(Fact fact, FactRow row) =>
        1 + HashLength + (LongestNumber * 13) + Encoding.UTF8.GetMaxByteCount(fact.Person.Length) + Encoding.UTF8.GetMaxByteCount(fact.Dataset.Length) + (row.Detail?.Length ?? 0);

    /// <returns>Bytes written.</returns>
    public static int Write(Span<byte> to, string household, string dataset, Fact fact, FactRow row, long ordinal, ReadOnlySpan<byte> rowHash)
    {
        var there = (row.Month is null ? 0 : There.Month) | (row.From is null ? 0 : There.From) | (row.To is null ? 0 : There.To) | (row.Fen is null ? 0 : There.Fen) | (row.Detail is null ? 0 : There.Detail);
        var person = fact.Person.AsSpan();
        if (person.Length > household.Length && person[household.Length] == '/' && person.StartsWith(household, StringComparison.Ordinal))
        {
            there |= There.PersonOfHousehold;
            person = person[(household.Length + 1)..];
        }

        if (string.Equals(fact.Dataset, dataset, StringComparison.Ordinal)) there |= There.DatasetOfBatch;
        to[0] = (byte)there;
        var at = 1;
        Text(to, ref at, person);
        if (!there.HasFlag(There.DatasetOfBatch)) Text(to, ref at, fact.Dataset);
        Number(to, ref at, fact.Source.Line);
        Number(to, ref at, fact.Source.ByteOffset);
        Number(to, ref at, ordinal);
        Number(to, ref at, (int)row.Family);
        Signed(to, ref at, row.Kind);
        Number(to, ref at, (int)fact.Grade);
        if (row.Month is { } month) Number(to, ref at, month);
        if (row.From is { } from) Number(to, ref at, from.DayNumber);
        if (row.To is { } last) Number(to, ref at, last.DayNumber);
        if (row.Fen is { } fen) Signed(to, ref at, fen);
        rowHash.CopyTo(to.Slice(at, HashLength));
        at += HashLength;
        if (row.Detail is not { } detail) return at;
        Number(to, ref at, detail.Length);
        detail.CopyTo(to[at..]);
        return at + detail.Length;
    }

    /// <summary>Reads the fact at the beginning of <paramref name="bytes"/>, which begin after it then.</summary>
    public static PackedFact Read(ref ReadOnlySpan<byte> bytes, string household, string dataset)
    {
        var there = (There)bytes[0];
        bytes = bytes[1..];
        var person = Text(ref bytes);
        if (there.HasFlag(There.PersonOfHousehold)) person = string.Concat(household, "/", person);
        if (!there.HasFlag(There.DatasetOfBatch)) dataset = Text(ref bytes);
        var (line, offset, ordinal, family, kind, grade) = (Number(ref bytes), Number(ref bytes), Number(ref bytes), (FactFamily)Number(ref bytes), (int)Signed(ref bytes), (MatchGrade)Number(ref bytes));
        int? month = there.HasFlag(There.Month) ? (int)Number(ref bytes) : null;
        DateOnly? from = there.HasFlag(There.From) ? DateOnly.FromDayNumber((int)Number(ref bytes)) : null;
        DateOnly? to = there.HasFlag(There.To) ? DateOnly.FromDayNumber((int)Number(ref bytes)) : null;
        long? fen = there.HasFlag(There.Fen) ? Signed(ref bytes) : null;
        var hash = Convert.ToHexStringLower(Take(ref bytes, HashLength));
        var detail = there.HasFlag(There.Detail) ? Take(ref bytes, (int)Number(ref bytes)).ToArray() : null;
        return new PackedFact(person, dataset, line, offset, ordinal, grade, new FactRow(family, kind, month, from, to, fen, detail), hash);
    }

    private static void Signed(Span<byte> to, ref int at, long value) => Number(to, ref at, (value << 1) ^ (value >> 63));

    private static long Signed(ref ReadOnlySpan<byte> bytes)
    {
        var value = unchecked((ulong)Number(ref bytes));
        return (long)(value >> 1) ^ -(long)(value & 1);
    }
}
