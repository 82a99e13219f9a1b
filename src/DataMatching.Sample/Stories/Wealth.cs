using DataMatching.Sample.People;
using DataMatching.Sample.Rows;

namespace DataMatching.Sample.Stories;

/// <summary>What the banks, the market supervision, the hukou books and the medical insurance hold about the people of a scene. Amounts are fen.</summary>
internal static class Wealth
{
    /// <summary>What two years of the dibao standard for the household come to in September: the limit that Guangdong sets.</summary>
    public static long TwentyFourMonths(this Scene scene) => scene.Line(Year2026.WindowLast) * 24;

    /// <summary>The same on each day that the banks are asked for.</summary>
    public static void HasSaved(this Scene scene, Person who, long deposits, long securities = 0) => scene.Rows.Add(new TotalsRow(who, _ => deposits, securities));

    public static void HasSpent(this Scene scene, Person who, long inJune, long inSeptember) =>
        scene.Rows.Add(new TotalsRow(who, delivery => delivery.AsOf < Year2026.Day(7, 1) ? inJune : inSeptember, 0));

    public static void BanksAnswer(this Scene scene, Person who, bool beyond, long? limit = null) => scene.Rows.Add(new TotalsRow(who, _ => 0, 0, beyond, limit));

    public static void HasBusiness(this Scene scene, Person who, string capacity, string share = "100%", DateOnly? cancelled = null, string kind = "企业") =>
        scene.Rows.Add(new HoldingRow(who, scene.Employer(), kind, capacity, scene.Dice.Between(1, 50), share, new DateOnly(scene.Dice.Between(2008, 2023), scene.Dice.Between(1, 12), 6), cancelled));

    /// <summary>One book with the first of <paramref name="people"/> as head, and what each of the others is to the head.</summary>
    public static void StandInOneBook(this Scene scene, Person head, params (Person Who, string Relation)[] people)
    {
        var book = scene.Certificate("HK");
        foreach (var (who, relation) in people.Prepend((head, "户主")))
        {
            scene.Rows.Add(new HukouRow(who, head, book, scene.File.District, relation, new DateOnly(scene.Dice.Between(2000, 2019), scene.Dice.Between(1, 12), 3)));
        }
    }

    /// <summary>Left the book of his own on a day.</summary>
    public static void MovesTo(this Scene scene, Person who, string place, DateOnly on) =>
        scene.Rows.Add(new MovedRow(who, who, scene.Certificate("HK"), scene.File.District, "户主", new DateOnly(2004, 5, 12), on, place));

    /// <summary>Entered a book of his own on a day.</summary>
    public static void MovesInto(this Scene scene, Person who, string place, DateOnly on) =>
        scene.Rows.Add(new HukouRow(who, who, scene.Certificate("HK"), place, "户主", on));

    public static void IsCancelledAfterDeath(this Scene scene, Person who, DateOnly died, DateOnly on) =>
        scene.Rows.Add(new CancelledRow(who, who, scene.Certificate("HK"), scene.File.District, "户主", died, on));

    public static void IsTreated(this Scene scene, Person who, DateOnly on, long selfPaid, bool major = false) =>
        scene.Rows.Add(new SettlementRow(who, on, selfPaid * 3, selfPaid, major));

    public static void IsMedicallyInsured(this Scene scene, Person who, bool employee) =>
        scene.Rows.Add(new EnrolmentRow(who, employee, new DateOnly(scene.Dice.Between(2005, 2022), 1, 1)));
}
