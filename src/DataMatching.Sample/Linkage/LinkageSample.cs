using System.Globalization;
using System.Text;
using DataMatching.Sample.Files;
using DataMatching.Sample.People;
using DataMatching.Sample.Places;
using DataMatching.Sample.Stories;

namespace DataMatching.Sample.Linkage;

/// <summary>
/// Two files of people without a usable number, as registries and unions have them, and which of their records are one: the sample province's households, as the union wrote them, with address, telephones and employers, of
/// whom the other file has seven in ten, damaged, and families of its own. For trying the linking of records.
/// </summary>
public static class LinkageSample
{
    public const string Left = "left.csv", Right = "right.csv", Truth = "truth.csv";

    /// <summary>Levels of damage: how many fields in a hundred the other file has differently.</summary>
    public static readonly IReadOnlyList<int> Damages = [5, 10, 20, 30, 40];

    private const int InBoth = 70;
    private const string Header = "id,姓名,性别,出生日期,手机号,家庭住址,工作单位,区划代码";

    /// <summary>Writes left.csv, right.csv and truth.csv.</summary>
    /// <param name="people">About how many each file has; at least 10.</param>
    /// <param name="damage">Per cent of fields that the right file has differently; 0 to 90.</param>
    public static void Write(string folder, int people, int damage, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(people, 10);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(damage, 90);
        Directory.CreateDirectory(folder);
        using StreamWriter left = Open(folder, Left, Header), right = Open(folder, Right, Header), truth = Open(folder, Truth, "left_id,right_id");
        var (lefts, rights) = (0, 0);
        for (var family = 0; lefts < people; family++)
        {
            var dice = new Dice(seed, Streams.Linked, family);
            foreach (var (written, person) in Household(family, seed, dice))
            {
                left.WriteLine(string.Create(CultureInfo.InvariantCulture, $"L{++lefts},{written}"));
                // The other file has strangers for those it lacks, so that both are as long.
                if (dice.Chance(InBoth))
                {
                    right.WriteLine(string.Create(CultureInfo.InvariantCulture, $"R{++rights},{RecordDamage.Of(person, damage, dice)}"));
                    truth.WriteLine(string.Create(CultureInfo.InvariantCulture, $"L{lefts},R{rights}"));
                }
            }

            if (!dice.Chance(100 - InBoth)) continue;
            foreach (var stranger in Family(new Dice(seed, Streams.NotLinked, family))) right.WriteLine(string.Create(CultureInfo.InvariantCulture, $"R{++rights},{RecordDamage.Of(stranger, damage, dice)}"));
        }
    }

    /// <summary>A household of the province: each member as the union wrote him, and as he is.</summary>
    private static IEnumerable<(PersonRecord Written, PersonRecord Is)> Household(int index, int seed, Dice dice)
    {
        var scene = SampleProvince.Play(StoryBook.OfHousehold(index, seed), seed, Streams.Household, index, index % SampleOptions.MostHouseholds * Scene.MostPeople);
        var (address, phone) = (Address(scene.City, dice), Phone(dice));
        foreach (var member in scene.File.Members)
        {
            var (who, isHead) = (member.Person, member == scene.File.Principal);
            var own = isHead || dice.Chance(member.Student ? 30 : 60);
            var employer = isHead || (!member.Student && dice.Chance(50)) ? Employer.Draw(dice, scene.City.Province).Name : "";
            var person = new PersonRecord(who.Name, who.IsMale, who.Birth, isHead ? phone : own ? Phone(dice) : dice.Chance(50) ? phone : "", address, employer, scene.File.District);
            yield return (person with { Name = member.WrittenName }, person);
        }
    }

    private static string Address(City city, Dice dice) =>
        string.Create(CultureInfo.InvariantCulture, $"{city.Name}{dice.Pick(Roads)}{dice.Pick(RoadKinds)}{dice.Between(1, 300)}号{dice.Between(1, 20)}栋{dice.Between(1, 30)}0{dice.Between(1, 6)}房");

    private static IEnumerable<PersonRecord> Family(Dice dice)
    {
        var city = Atlas.Draw(dice);
        var division = dice.Pick(city.Counties);
        var address = Address(city, dice);
        var (birth, male) = (new DateOnly(dice.Between(1950, 1995), 1, 1).AddDays(dice.Below(365)), dice.Chance(55));
        var head = Names.Draw(dice, male);
        var phone = Phone(dice);
        yield return new PersonRecord(head, male, birth, phone, address, Employer.Draw(dice, city.Province).Name, division);
        if (dice.Chance(75)) yield return new PersonRecord(Names.Draw(dice, !male), !male, birth.AddDays(dice.Between(-2500, 2500)), dice.Chance(70) ? Phone(dice) : phone, address, dice.Chance(60) ? Employer.Draw(dice, city.Province).Name : "", division);
        for (var child = dice.Below(3); child > 0; child--)
        {
            var boy = dice.Chance(52);
            yield return new PersonRecord(Names.DrawChild(dice, boy, head), boy, birth.AddDays(dice.Between(8000, 13000)), dice.Chance(30) ? Phone(dice) : dice.Chance(50) ? phone : "", address, "", division);
        }
    }

    private static readonly string[] Roads = ["幸福", "人民", "解放", "中山", "建设", "新华", "和平", "朝阳", "东风", "文明", "友谊", "光明", "胜利", "长江", "黄河", "北京", "上海", "南京", "环城", "工业", "学府", "沿江", "滨河", "花园", "龙湖", "凤凰", "白云", "青山", "荔湾", "海滨"];
    private static readonly string[] RoadKinds = ["路", "街", "大道", "东路", "西路", "南路", "北路", "一路", "二路", "巷"];

    private static string Phone(Dice dice) => string.Create(CultureInfo.InvariantCulture, $"1{dice.Between(30, 99)}{dice.Below(100_000_000):D8}");

    private static StreamWriter Open(string folder, string name, string header)
    {
        var writer = new StreamWriter(Path.Combine(folder, name), false, new UTF8Encoding(false), 1 << 16) { NewLine = "\n" };
        writer.WriteLine(header);
        return writer;
    }
}
