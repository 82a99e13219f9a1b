using System.Globalization;
using DataMatching.Sample.People;

namespace DataMatching.Sample.Linkage;

/// <summary>What becomes of a person's fields on their way into another agency's file.</summary>
internal static class RecordDamage
{
    private static readonly string[] Cities = ["广州市", "深圳市", "重庆市", "佛山市", "东莞市"];

    /// <param name="perCent">How many fields in a hundred come to harm.</param>
    public static PersonRecord Of(PersonRecord person, int perCent, Dice dice) => new(
        dice.Chance(perCent) ? Name(person.Name, dice) : person.Name,
        dice.Chance(perCent / 3) ? (dice.Chance(50) ? null : !person.Male) : person.Male,
        dice.Chance(perCent) ? Birth(person.Birth!.Value, dice) : person.Birth,
        dice.Chance(perCent) ? Phone(person.Phone, dice) : person.Phone,
        dice.Chance(perCent) ? Address(person.Address, dice) : person.Address,
        dice.Chance(perCent) ? (dice.Chance(50) ? "" : Employer.Draw(dice, 44).Name) : person.Employer,
        dice.Chance(perCent / 2) ? "" : person.Division);

    private static string Name(string name, Dice dice)
    {
        var at = dice.Below(name.Length);
        return dice.Below(10) switch
        {
            < 3 when Names.Swap(name, dice) is { } swapped => swapped,
            < 5 => Put(name, at, '?'),
            < 7 => Put(name, Math.Max(1, at), Names.DrawCharacter(dice)),
            7 when name.Length == 3 => string.Concat(name.AsSpan(0, 1), name.AsSpan(2, 1), name.AsSpan(1, 1)),
            8 => Names.Draw(dice, male: true)[..1] + name[1..],
            _ => Put(name, at, '□'),
        };
    }

    private static DateOnly? Birth(DateOnly birth, Dice dice) => dice.Below(6) switch
    {
        0 => null,
        1 when birth.Day <= 12 => new DateOnly(birth.Year, birth.Day, birth.Month),
        2 => birth.AddYears(dice.Chance(50) ? 1 : -1),
        3 => birth.AddDays(dice.Chance(50) ? 1 : -1),
        4 => new DateOnly(birth.Year, 1, 1),
        _ => birth.AddYears(dice.Chance(50) ? 10 : -10),
    };

    private static string Phone(string phone, Dice dice)
    {
        if (phone.Length == 0) return phone;
        return dice.Below(4) switch
        {
            0 => "",
            1 => Put(phone, 3 + dice.Below(8), (char)('0' + dice.Below(10))),
            _ => string.Create(CultureInfo.InvariantCulture, $"1{dice.Between(30, 99)}{dice.Below(100_000_000):D8}"),
        };
    }

    private static string Address(string address, Dice dice) => dice.Below(5) switch
    {
        0 => "",
        1 => address[(address.IndexOf('市', StringComparison.Ordinal) + 1)..],
        2 => address[..(address.IndexOf('号', StringComparison.Ordinal) + 1)],
        3 => address.Replace("栋", "座", StringComparison.Ordinal).Replace("房", "", StringComparison.Ordinal),
        _ => string.Create(CultureInfo.InvariantCulture, $"{dice.Pick(Cities)}新村{dice.Between(1, 99)}巷{dice.Between(1, 99)}号"),
    };

    private static string Put(string text, int at, char c) => string.Concat(text.AsSpan(0, at), [c], text.AsSpan(at + 1));
}
