using DataMatching.Sample.People;
using DataMatching.Sample.Places;
using DataMatching.Sample.Rows;

namespace DataMatching.Sample.Stories;

/// <summary>How the people of a scene come by money. Months run to September unless said otherwise, both ends included; amounts are fen.</summary>
internal static class Livelihood
{
    public const long Yuan = 100;

    /// <summary>Wages declared to the tax office; with social insurance for the same months unless <paramref name="insured"/> is false. No wage where <paramref name="wage"/> gives 0.</summary>
    public static void Earns(this Scene scene, Person who, Func<YearMonth, long> wage, bool insured = true, int from = 1, int to = 9)
    {
        var employer = scene.Employer();
        foreach (var month in Months(from, to))
        {
            var fen = wage(month);
            if (fen == 0) continue;
            scene.Rows.Add(new WageRow(who, employer, month, fen));
            if (insured) scene.Rows.Add(new ContributionRow(who, employer, month, Math.Max(fen, 380_000)));
        }
    }

    /// <summary>Social insurance in months for which nobody declares a wage.</summary>
    public static void IsInsured(this Scene scene, Person who, long contributionBase, int from = 1, int to = 9)
    {
        var employer = Employer.Draw(scene.Dice, scene.City.Province);
        foreach (var month in Months(from, to)) scene.Rows.Add(new ContributionRow(who, employer, month, contributionBase));
    }

    public static void SavesForHousing(this Scene scene, Person who, long contributionBase, int from = 1, int to = 9)
    {
        var employer = Employer.Draw(scene.Dice, scene.City.Province);
        var balance = scene.Dice.Between(100, 800) * Yuan;
        foreach (var month in Months(from, to))
        {
            balance += contributionBase / 5;
            scene.Rows.Add(new DepositRow(who, employer, month, contributionBase, balance));
        }
    }

    public static void Trades(this Scene scene, Person who, Func<YearMonth, long> income, int from = 1, int to = 9)
    {
        foreach (var month in Months(from, to)) scene.Rows.Add(new BusinessRow(who, month, income(month)));
    }

    /// <summary>An employee's (职工) pension.</summary>
    public static void DrawsPension(this Scene scene, Person who, long fen, bool socialised = false, int from = 1, int to = 9) =>
        Pay(scene, who, true, fen, socialised, from, to, null);

    /// <summary>An employee's pension that ends with the pensioner, as the agency learned of it: the last payment is that of the month of death.</summary>
    public static void DrawsPensionUntilDeath(this Scene scene, Person who, long fen, DateOnly reported) =>
        Pay(scene, who, true, fen, false, 1, reported.Month, reported);

    /// <summary>The basic resident (居民) pension, a few hundred yuan at most.</summary>
    public static void DrawsResidentPension(this Scene scene, Person who, long fen) => Pay(scene, who, false, fen, false, 1, 9, null);

    /// <summary>The household says so; nobody checked.</summary>
    public static void Declares(this Scene scene, MemberPlan who, string kind, long fen, int from = 1, int to = 9) =>
        scene.File.Incomes.Add(new IncomeLine(who, kind, Year2026.Month(from), Year2026.Month(to), fen, Verified: false));

    /// <summary>A reviewer saw the papers.</summary>
    public static void IsVerified(this Scene scene, MemberPlan who, string kind, long fen, int from = 1, int to = 9) =>
        scene.File.Incomes.Add(new IncomeLine(who, kind, Year2026.Month(from), Year2026.Month(to), fen, Verified: true));

    /// <summary>The whole household on the dibao list, one row for each member.</summary>
    public static void GetsDibao(this Scene scene, long fen, YearMonth from, YearMonth? to = null)
    {
        var certificate = scene.Certificate("DB");
        foreach (var member in scene.File.Members)
        {
            scene.Rows.Add(new DibaoRow(member.Person, certificate, member.Relation, scene.File.District, scene.File.Members.Count, fen, from, to));
        }
    }

    /// <summary>A wage that differs a little from month to month and lies far above the household's line.</summary>
    public static Func<YearMonth, long> WellAbove(this Scene scene)
    {
        var level = scene.HighestLine * scene.Dice.Between(125, 170) / 100;
        return _ => level + (scene.Dice.Below(20_000));
    }

    /// <summary>A wage safely below the line, the same within 150 yuan every month.</summary>
    public static Func<YearMonth, long> WellBelow(this Scene scene)
    {
        var level = scene.LowestLine * scene.Dice.Between(35, 70) / 100;
        return _ => level + (scene.Dice.Below(15_000));
    }

    private static void Pay(Scene scene, Person who, bool employee, long fen, bool socialised, int from, int to, DateOnly? ended)
    {
        foreach (var month in Months(from, to))
        {
            var last = ended is not null && month == Year2026.Month(to);
            scene.Rows.Add(new PensionRow(who, employee, month, fen, socialised, last ? "死亡" : null, last ? ended : null));
        }
    }

    private static IEnumerable<YearMonth> Months(int from, int to) => Enumerable.Range(from, to - from + 1).Select(Year2026.Month);
}
