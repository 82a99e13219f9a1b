using System.Globalization;
using DataMatching.Sample.People;
using DataMatching.Sample.Rows;

namespace DataMatching.Sample.Stories;

/// <summary>What else befalls the people of a scene: marriages, deaths, aid, unemployment, cars and homes.</summary>
internal static class Circumstances
{
    public static void Marry(this Scene scene, Person one, Person other, DateOnly on) => Register(scene, one, other, "结婚", on);
    public static void Divorce(this Scene scene, Person one, Person other, DateOnly on) => Register(scene, one, other, "离婚", on);
    public static void Dies(this Scene scene, Person who, DateOnly on) => scene.Rows.Add(new DeathRow(who, on));

    public static void GetsAid(this Scene scene, Person who, string cause, DateOnly on) =>
        scene.Rows.Add(new TemporaryAidRow(who, cause, scene.Dice.Between(800, 5_000) * Livelihood.Yuan, on));

    /// <summary>Registered unemployed, without benefit unless months are given.</summary>
    public static void LosesWork(this Scene scene, Person who, string cause, DateOnly on, DateOnly? cancelled = null) =>
        scene.Rows.Add(new UnemploymentRow(who, on, cause, cancelled, null, null, 0));

    public static void LosesWorkWithBenefit(this Scene scene, Person who, string cause, DateOnly on, long fen, int from, int to) =>
        scene.Rows.Add(new UnemploymentRow(who, on, cause, null, Year2026.Month(from), Year2026.Month(to), fen));

    public static void HasContract(this Scene scene, Person who, DateOnly from, DateOnly? to) =>
        scene.Rows.Add(new ContractRow(who, Employer.Draw(scene.Dice, scene.City.Province), from, to));

    public static void HasCar(this Scene scene, Person who, int? price, string state = "正常", string use = "非营运", string kind = "小型轿车", DateOnly? since = null) =>
        scene.Rows.Add(new VehicleRow(who, Plate(scene), kind, use, new DateOnly(scene.Dice.Between(2012, 2024), scene.Dice.Between(1, 12), scene.Dice.Between(1, 28)), price, state, since));

    public static void HasMotorcycle(this Scene scene, Person who) => scene.HasCar(who, 4_000, kind: "普通二轮摩托车");
    public static void HasDisabilityScooter(this Scene scene, Person who) => scene.HasCar(who, 6_000, kind: "残疾人机动轮椅车");

    /// <summary>A dwelling unless another purpose is named. Owners share alike.</summary>
    public static void HasHome(
        this Scene scene, Person who, string share = "1/1", string got = "买卖", bool inForce = true, string purpose = "住宅", Person? also = null)
    {
        var number = "449900" + scene.Certificate("GB") + "F" + scene.Certificate("000");
        var address = string.Create(CultureInfo.InvariantCulture, $"{scene.City.Name}示例路{scene.Dice.Between(1, 400)}号{scene.Dice.Between(1, 30)}栋{scene.Dice.Between(101, 2_905)}房");
        var registered = new DateOnly(scene.Dice.Between(2001, 2023), scene.Dice.Between(1, 12), scene.Dice.Between(1, 28));
        var area = scene.Dice.Between(38, 110) * 100;
        var mortgaged = scene.Dice.Chance(20);
        foreach (var owner in also is null ? new[] { who } : [who, also])
        {
            scene.Rows.Add(new UnitRow(owner, number, address, scene.File.District, area, purpose, share, got, registered, inForce, mortgaged));
        }
    }

    private static void Register(Scene scene, Person one, Person other, string kind, DateOnly on)
    {
        var (man, woman) = one.IsMale ? (one, other) : (other, one);
        scene.Rows.Add(new MarriageRow(man, woman, kind, on, scene.Certificate(kind == "结婚" ? "J" : "L")));
    }

    /// <summary>The letter I stands on no real plate.</summary>
    private static string Plate(Scene scene) => (scene.City.IsGuangdong ? "粤AI" : "渝AI") + scene.Dice.Below(10_000).ToString("D4", CultureInfo.InvariantCulture);
}
