using System.Numerics;
using DataMatching.Matching.Checking;
using DataMatching.Matching.Description;

namespace DataMatching.Matching;

/// <summary>Whom a row may be about that came to nothing: looked for among all, to find what <see cref="MatchDescribed"/> does not look at.</summary>
public sealed partial class UnionPeople
{
    private const int PeopleAtOnce = 4096;

    /// <summary>
    /// For each row the one of our people of whom the most speaks; null where nobody has the same name, the same day of birth or one digit, two exchanged or an exchange of day and month away from it, the telephone or the address.
    /// Everybody is looked at: some milliseconds for each row and million people.
    /// </summary>
    /// <param name="allows">Whether somebody, by index, may be looked at; called by several threads.</param>
    /// <param name="rowsOfDelivery">All of them.</param>
    /// <returns>Weights in bits with the prior, others like him not counted; of equal ones the first by index.</returns>
    public IReadOnlyList<(int Person, double Bits)?> MostAlike(IReadOnlyList<WeighedRow> rows, long rowsOfDelivery, Func<int, bool> allows, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(allows);
        var population = DescriptionMatch.PopulationOf(rowsOfDelivery, Count);
        var asked = rows.Select(r => new Asked(r.Marks)).ToArray();
        var found = new (int Person, double Bits)?[rows.Count];
        var gate = new Lock();
        for (var i = 0; i < rows.Count; i++)
        {
            foreach (var person in Named(rows[i].Name)) Weigh(i, person, found);
        }

        Parallel.For(0, (Count + PeopleAtOnce - 1) / PeopleAtOnce, new ParallelOptions { CancellationToken = cancel }, () => new (int Person, double Bits)?[rows.Count], (part, _, best) =>
        {
            for (var person = part * PeopleAtOnce; person < Math.Min(Count, (part + 1) * PeopleAtOnce); person++)
            {
                var ours = new Asked(MarksOf(person));
                for (var i = 0; i < asked.Length; i++)
                {
                    if (asked[i].HasInCommon(ours)) Weigh(i, person, best);
                }
            }

            return best;
        }, best =>
        {
            lock (gate)
            {
                for (var i = 0; i < best.Length; i++)
                {
                    if (best[i] is { } of) Keep(ref found[i], of.Person, of.Bits);
                }
            }
        });
        return found;

        void Weigh(int row, int person, (int Person, double Bits)?[] best)
        {
            if (allows(person)) Keep(ref best[row], person, DescriptionMatch.Of(NameOf(person), MarksOf(person), rows[row].Name, rows[row].Marks, population).TotalBits);
        }

        static void Keep(ref (int Person, double Bits)? best, int person, double bits)
        {
            if (best is not { } before || bits > before.Bits || (bits.Equals(before.Bits) && person < before.Person)) best = (person, bits);
        }
    }

    /// <summary>A person's marks with the day of birth as one digit in every four bits, and with day and month exchanged.</summary>
    private readonly record struct Asked(uint Birth, uint Exchanged, ulong Phone, ulong Address)
    {
        public Asked(PersonMarks marks)
            : this(Digits(marks.Birth), Digits((marks.Birth / 10_000 * 10_000) + (marks.Birth % 100 * 100) + (marks.Birth / 100 % 100)), marks.Phone, marks.Address)
        {
        }

        public bool HasInCommon(in Asked other) =>
            (Birth != 0 && other.Birth != 0 && (DifferAtMostOne(Birth ^ other.Birth) || AreNeighboursExchanged(Birth, other.Birth) || Birth == other.Exchanged)) || (Phone != 0 && Phone == other.Phone) || (Address != 0 && Address == other.Address);

        private static bool DifferAtMostOne(uint difference) => difference >> (BitOperations.TrailingZeroCount(difference) & 28) < 16;

        private static bool AreNeighboursExchanged(uint one, uint other)
        {
            var at = BitOperations.TrailingZeroCount(one ^ other) & 28;
            return at < 28 && (one ^ other) >> at < 256 && ((one >> at) & 15) == ((other >> (at + 4)) & 15) && ((other >> at) & 15) == ((one >> (at + 4)) & 15);
        }

        private static uint Digits(int number)
        {
            var digits = 0u;
            for (var i = 0; i < 8; i++, number /= 10) digits |= (uint)(number % 10) << (4 * i);
            return digits;
        }
    }
}
