using System.Globalization;
using DataMatching.Sample.People;
using DataMatching.Sample.Places;
using DataMatching.Sample.Rows;

namespace DataMatching.Sample.Stories;

/// <summary>
/// One household's stage: who is in it, what the registries hold about it. Stories fill it with the verbs here and in
/// <see cref="Livelihood"/> and <see cref="Circumstances"/>; when they are done it is written and forgotten.
/// </summary>
internal sealed class Scene
{
    /// <summary>Most people one scene may invent, so that numbers never run into the next scene's.</summary>
    public const int MostPeople = 10;

    private readonly int _firstOrdinal;
    private int _people;
    private Employer? _lastEmployer;

    public Scene(Dice dice, City city, int firstOrdinal, Expected expected)
    {
        (Dice, City, _firstOrdinal) = (dice, city, firstOrdinal);
        File = new FilePlan(dice.Pick(city.Counties), expected)
        {
            OnRoll = dice.Chance(70),
            FiledOn = new DateOnly(dice.Between(2022, 2025), dice.Between(1, 12), dice.Between(1, 28)),
            Tier = dice.Chance(40) ? "深度困难" : "相对困难",
        };
        Files.Add(File);
    }

    public Dice Dice { get; }
    public City City { get; }

    /// <summary>The household the story is about.</summary>
    public FilePlan File { get; }

    /// <summary>All files of the scene; pair stories have two.</summary>
    public List<FilePlan> Files { get; } = [];

    public List<RegistryRow> Rows { get; } = [];

    public Person Principal => File.Principal.Person;

    /// <summary>Fen that the counted household may have in the month without being above the standard.</summary>
    public long Line(YearMonth month) => City.Standard(month) * File.Members.Count(member => member.LivesTogether && member.Left is null);

    public long HighestLine => Math.Max(Line(Year2026.WindowFirst), Line(Year2026.WindowLast));
    public long LowestLine => Math.Min(Line(Year2026.WindowFirst), Line(Year2026.WindowLast));

    /// <summary>A second file, in another county where there is one.</summary>
    public FilePlan SecondFile(Expected expected)
    {
        var county = Dice.Pick(City.Counties);
        if (county == File.District) county = City.Counties[(City.Counties.ToList().IndexOf(county) + 1) % City.Counties.Count];
        var second = new FilePlan(county, expected) { OnRoll = false };
        Files.Add(second);
        return second;
    }

    /// <summary>Somebody of an age on 30 September 2026, both ends included. He need not be in any file.</summary>
    public Person Somebody(int youngest, int oldest, bool? male = null, string? name = null)
    {
        var sex = male ?? Dice.Chance(50);
        var birth = new DateOnly(2026 - Dice.Between(youngest, oldest), Dice.Between(1, 12), Dice.Between(1, 28));
        if (birth.Month > 9) birth = birth.AddYears(-1);
        return Born(birth, sex, name);
    }

    public Person Born(DateOnly birth, bool male, string? name = null)
    {
        if (++_people > MostPeople) throw new InvalidOperationException("A story invents more people than a scene has numbers for.");
        var drawn = name ?? (Dice.Below(300) == 0 ? Names.DrawWithDot(Dice, male) : Names.Draw(Dice, male));
        return new Person(drawn, IdNumber.OfUnion(City.Province, _firstOrdinal + _people - 1, birth, male), birth, male);
    }

    public MemberPlan Member(Person person, string relation, bool student = false)
    {
        var member = new MemberPlan(person, relation) { Student = student };
        File.Members.Add(member);
        return member;
    }

    /// <summary>The worker in whose name the file stands, of working age unless said otherwise.</summary>
    public MemberPlan Worker(int youngest = 34, int oldest = 54, bool? male = null, string? name = null) => Member(Somebody(youngest, oldest, male, name), "本人");

    public MemberPlan Spouse(int youngest = 34, int oldest = 54) => Member(Somebody(youngest, oldest, !Principal.IsMale), "配偶");
    /// <summary>Bears the surname of the man of the first two members.</summary>
    public MemberPlan Child(int youngest = 3, int oldest = 14)
    {
        var father = File.Members.Take(2).Select(member => member.Person).FirstOrDefault(person => person.IsMale) ?? Principal;
        var male = Dice.Chance(50);
        return Member(Somebody(youngest, oldest, male, Names.DrawChild(Dice, male, father.Name)), "子女", student: youngest >= 7);
    }

    public MemberPlan Parent(int youngest = 62, int oldest = 80) => Member(Somebody(youngest, oldest), "父母");

    /// <summary>Worker, mostly with spouse and children; nobody has any income yet.</summary>
    public void Family()
    {
        Worker();
        if (Dice.Chance(70)) Spouse();
        if (Dice.Chance(75)) Child();
        if (Principal.Birth.Year < 1984 && Dice.Chance(35)) Child(16, 19);
        if (Dice.Chance(12)) Parent();
    }

    /// <summary>Worker, spouse and a child of school age.</summary>
    public void Three()
    {
        Worker();
        Spouse();
        Child(7, 14);
    }

    /// <summary>The file left the list and is watched (监测期), or is closed for good (已退出): then the roll no longer holds the worker, who would otherwise be judged as unfiled.</summary>
    public void HasExited(string state, DateOnly on)
    {
        File.State = state;
        File.FiledOn = new DateOnly(2022, 5, 20);
        File.ExitedOn = on;
        if (state == "已退出") File.OnRoll = false;
    }

    /// <summary>An employer, never the one drawn just before.</summary>
    public Employer Employer()
    {
        Employer drawn;
        do drawn = People.Employer.Draw(Dice, City.Province);
        while (drawn == _lastEmployer);
        return _lastEmployer = drawn;
    }

    public string Certificate(string prefix) => prefix + Dice.Below(100_000_000).ToString("D8", CultureInfo.InvariantCulture);
}
