using DataMatching.Assessment;
using DataMatching.Households;
using DataMatching.Time;

namespace DataMatching.Evidence;

/// <summary>What each registry answered about the people of one household (DESIGN.md 6): found, no record, not asked, refused or failed. For one thread.</summary>
public sealed class CoverageAnswers : ICoverageAnswers
{
    /// <summary>Months up to the day judged whose answers are remembered.</summary>
    private const int Remembered = 8;

    private readonly Household _household;
    private readonly BatchesInForce _batches;
    private readonly DistrictBatches _here;
    private readonly CoverageTerms _terms;
    private readonly Month _origin;
    private readonly byte[] _remembered;
    private readonly (int Day, bool Allows)[] _bases;
    private readonly IReadOnlyList<Fact> _facts;
    private ushort[]? _rows;

    /// <param name="facts">The household's facts in force.</param>
    public CoverageAnswers(Household household, BatchesInForce batches, IEnumerable<Fact> facts, CoverageTerms terms)
    {
        _household = household;
        (_batches, _here) = (batches, batches.In(household.District));
        _terms = terms;
        _origin = Month.Of(terms.Day).Plus(1 - Remembered);
        _remembered = new byte[household.Members.Count * batches.Count * Remembered];
        _bases = new (int, bool)[household.Members.Count * batches.Count * 2];
        _facts = facts as IReadOnlyList<Fact> ?? [.. facts];
    }

    public Answer For(string person, string registry, string dataset, Month month)
    {
        // Rules ask the same again and again: each answer is worked out once.
        var (who, what, when) = (Member(person), _batches.NumberOf(registry, dataset), month.Since(_origin));
        if (who < 0 || what < 0 || when is < 0 or >= Remembered) return WorkOut(person, who, what, registry, dataset, month);
        ref var answer = ref _remembered[(((who * _batches.Count) + what) * Remembered) + when];
        if (answer == 0) answer = (byte)(WorkOut(person, who, what, registry, dataset, month) + 1);
        return (Answer)(answer - 1);
    }

    private int Member(string person)
    {
        for (var i = 0; i < _household.Members.Count; i++)
        {
            if (string.Equals(_household.Members[i].Person, person, StringComparison.Ordinal)) return i;
        }

        return -1;
    }

    private Answer WorkOut(string person, int who, int what, string registry, string dataset, Month month)
    {
        if ((what < 0 ? null : _here.For(what, month)) is not { } chosen)
        {
            if (!Basis.Allows(_household, person, registry, _terms.Covers(registry), _terms.Day)) return Answer.NotAsked;
            return _terms.RefusedBy(registry) ? Answer.Refused : Answer.Failed;
        }

        // Every file that makes up the answer must have been matched against this household and with a basis, the increments too.
        var covers = _terms.Covers(registry);
        for (var i = -1; i < chosen.Increments.Count; i++)
        {
            var batch = i < 0 ? chosen.Full : chosen.Increments[i];
            if (batch.Pass is not { } pass || _terms.ChangedSince(pass.Import, _household.Key)) return Answer.Failed;
            if (!Allows(person, who, what, registry, covers, pass.On, 0)) return Answer.NotAsked;
        }

        if (!Allows(person, who, what, registry, covers, _terms.Cutoff, 1)) return Answer.NotAsked;
        if (IsSetAside(chosen, person)) return Answer.Failed;
        Month? asked = _batches.IsByMonth(what) ? month : null;
        if (HasRow(person, who, what, registry, dataset, asked)) return Answer.Found;
        return MayHaveRow(person, registry, dataset, asked) || !_household.Members[who].CanBeLookedUp ? Answer.Failed : Answer.NoRecord;
    }

    /// <summary>Basis of a member for a dataset's registry; of month after month the same day is asked about.</summary>
    /// <param name="which">0 for days of matching, 1 for the cutoff: of each the last day is remembered.</param>
    private bool Allows(string person, int who, int what, string registry, AgreementCovers covers, DateOnly day, int which)
    {
        if (who < 0) return false;
        ref var basis = ref _bases[(((who * _batches.Count) + what) * 2) + which];
        if (basis.Day != day.DayNumber + 1) basis = (day.DayNumber + 1, Basis.Allows(_household, person, registry, covers, day));
        return basis.Allows;
    }

    private bool HasRow(string person, int who, int what, string registry, string dataset, Month? month)
    {
        var when = month is { } asked ? asked.Since(_origin) : Remembered;
        if (who >= 0 && when is >= 0 and <= Remembered) return (((_rows ??= Rows())[(who * _batches.Count) + what] >> when) & 1) != 0;
        for (var i = 0; i < _facts.Count; i++)
        {
            var fact = _facts[i];
            if (fact.Grade != MatchGrade.Doubtful && IsOf(fact, person, registry, dataset, month)) return true;
        }

        return false;
    }

    /// <summary>A row that may be about him and may not: then it cannot be said that there is none.</summary>
    private bool MayHaveRow(string person, string registry, string dataset, Month? month)
    {
        for (var i = 0; i < _facts.Count; i++)
        {
            if (_facts[i].Grade == MatchGrade.Doubtful && IsOf(_facts[i], person, registry, dataset, month)) return true;
        }

        return false;
    }

    private static bool IsOf(Fact fact, string person, string registry, string dataset, Month? month) =>
        string.Equals(fact.Dataset, dataset, StringComparison.Ordinal) && string.Equals(fact.Person, person, StringComparison.Ordinal)
        && string.Equals(fact.Registry, registry, StringComparison.Ordinal) && (month is null || FactsInForce.RowMonth(fact) == month);

    /// <summary>For each member and dataset a bit for each remembered month of which there is a row, and behind them one for a row of any month.</summary>
    private ushort[] Rows()
    {
        var rows = new ushort[_household.Members.Count * _batches.Count];
        for (var i = 0; i < _facts.Count; i++)
        {
            var fact = _facts[i];
            var (who, what) = (Member(fact.Person), _batches.NumberOf(fact.Registry, fact.Dataset));
            if (who < 0 || what < 0 || fact.Grade == MatchGrade.Doubtful) continue;
            var bits = 1 << Remembered;
            if (_batches.IsByMonth(what) && FactsInForce.RowMonth(fact)?.Since(_origin) is >= 0 and < Remembered and int when) bits |= 1 << when;
            rows[(who * _batches.Count) + what] |= (ushort)bits;
        }

        return rows;
    }

    public DateOnly? AsOf(string person, string registry, string dataset, Month month) =>
        _batches.For(registry, dataset, _household.District, month)?.AsOf;

    private bool IsSetAside(ChosenBatches chosen, string person)
    {
        if (_terms.IsSetAside(chosen.Full.Id, person)) return true;
        foreach (var increment in chosen.Increments)
        {
            if (_terms.IsSetAside(increment.Id, person)) return true;
        }

        return false;
    }
}

/// <summary>What the answers of all households share. <paramref name="Day"/>: the day judged. <paramref name="Cutoff"/>: a basis must hold on it as well as on the day of matching.</summary>
/// <param name="Covers">Whom the registry's agreement covers.</param>
/// <param name="RefusedBy">True when the agreement was not in force or the agency refused.</param>
/// <param name="ChangedSince">True when the household's file is not the one that the import held.</param>
/// <param name="IsSetAside">True when a row of this person in the batch went to quarantine.</param>
public sealed record CoverageTerms(
    DateOnly Day,
    DateOnly Cutoff,
    Func<string, AgreementCovers> Covers,
    Func<string, bool> RefusedBy,
    Func<long, string, bool> ChangedSince,
    Func<long, string, bool> IsSetAside);
