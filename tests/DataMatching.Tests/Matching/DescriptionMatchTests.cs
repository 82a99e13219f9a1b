using DataMatching.Evidence;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Matching;
using DataMatching.Matching.Description;
using DataMatching.Time;

namespace DataMatching.Tests.Matching;

/// <summary>Tier 4: rows without a usable number.</summary>
[TestClass]
public sealed class DescriptionMatchTests
{
    private const long City = DescriptionMatch.LeastPopulation;
    private static readonly ResidentId Born1980 = ResidentId.FromBody(44010619800523123)!.Value;

    private static PersonName Name(string name) => PersonName.TryCreate(name)!;

    private static UnionPerson Person(string key, string name, ResidentId? id = null, PersonDetails? details = null) => new(key, id, id?.Reveal() ?? "", Name(name)) { Details = details ?? PersonDetails.None };

    private static string Matched(string name, PersonDetails row, long rows = City, params UnionPerson[] people) =>
        string.Join(' ', new UnionPeople(people).MatchDescribed(Name(name), PersonMarks.Of(row), rows, MatchThresholds.Meant).Matches.Select(m => $"{people[m.Index].Person} {m.Grade}"));

    [TestMethod]
    public void A_name_says_the_more_the_fewer_bear_it()
    {
        string[] byFrequency = ["王英", "张秀英", "欧阳修竹"];
        var shares = byFrequency.Select(n => NameFrequency.Of(Name(n))).ToList();
        CollectionAssert.AreEqual(shares.OrderDescending().ToList(), shares);
        Assert.IsTrue(shares.All(s => s is >= NameFrequency.Rarest and <= NameFrequency.OfOthers));
        Assert.AreEqual(NameFrequency.Of(Name("張秀英")), NameFrequency.Of(Name("张秀英")), "the traditional form is the same name");
        foreach (var other in new[] { "阿卜杜拉·买买提", "Anna", "买", "王一二三四" }) Assert.AreEqual(NameFrequency.OfOthers, NameFrequency.Of(Name(other)), "of names that no table knows nothing is taken for rare");
    }

    [TestMethod]
    public void The_levels_of_a_detail_add_up_to_one_on_both_sides()
    {
        foreach (var detail in DescriptionMatch.All)
        {
            DetailAgreement[] levels = detail == Detail.Birth
                ? [DetailAgreement.Same, DetailAgreement.SameFirstOfJanuary, DetailAgreement.Near, DetailAgreement.Different] : [DetailAgreement.Same, DetailAgreement.Different];
            var odds = levels.Select(l => new DescriptionMatch(NameLikeness.Same, 1e-5, City, new Dictionary<Detail, DetailAgreement> { [detail] = l }).OddsOf(detail)!.Value).ToList();
            Assert.AreEqual(1, odds.Sum(o => o.M), 1e-9);
            Assert.AreEqual(1, odds.Sum(o => o.U), 1e-9);
        }
    }

    [TestMethod]
    [DataRow("欧阳修竹", "1980-05-23", "男", "H/1 Probable", "the same day")]
    [DataRow("欧阳修竹", "1980年5月23日", "", "H/1 Probable", "as agencies write days")]
    [DataRow("欧阳修竹", "1980-05-23", "女", "H/1 Probable", "a sex that was misread does not undo the rest")]
    [DataRow("欧阳修竹", "1980-05-28", "男", "H/1 Doubtful", "one digit")]
    [DataRow("欧阳修竹", "1991-11-02", "男", "", "another day")]
    [DataRow("欧阳修竹", "", "男", "", "the name by itself is no match, however rare, nor with the sex")]
    [DataRow("欧阳修竺", "1980-05-23", "男", "H/1 Doubtful", "a name that is read alike")]
    [DataRow("欧阳明月", "1980-05-23", "男", "", "another name")]
    public void Name_and_birth_make_a_match_or_a_doubt(string name, string birth, string sex, string expected, string why) =>
        Assert.AreEqual(expected, Matched(name, new PersonDetails { Birth = birth, Sex = sex }, City, Person("H/1", "欧阳修竹", Born1980)), why);

    [TestMethod]
    public void Of_a_frequent_name_the_same_is_doubtful_where_many_people_may_be_meant()
    {
        var row = new PersonDetails { Birth = "19800523" };
        Assert.AreEqual("H/1 Doubtful", Matched("王英", row, 50 * City, Person("H/1", "王英", Born1980)));
        Assert.AreEqual("", Matched("王英", row, 5_000 * City, Person("H/1", "王英", Born1980)));
        Assert.AreEqual("H/1 Probable", Matched("王英", row with { Phone = "+86 138-0000-1111" }, 50 * City, Person("H/1", "王英", Born1980, new PersonDetails { Phone = "13800001111" })), "a telephone decides");
    }

    [TestMethod]
    public void The_first_of_January_says_little_for_it_is_written_where_the_day_is_not_known()
    {
        var row = new PersonDetails { Birth = "1980-01-01" };
        Assert.AreEqual("H/1 Probable", Matched("李建国", new PersonDetails { Birth = "1980-05-23" }, City, Person("H/1", "李建国", Born1980)));
        Assert.AreEqual("H/1 Doubtful", Matched("李建国", row, City, Person("H/1", "李建国", ResidentId.FromBody(44010619800101123))));
        var described = DescriptionMatch.Of(Name("李建国"), PersonMarks.Of(new PersonDetails { Birth = "19800101" }), Name("李建国"), PersonMarks.Of(row), City);
        Assert.AreEqual(DetailAgreement.SameFirstOfJanuary, described.Details[Detail.Birth]);
        Assert.IsLessThan(new LevelOdds(0.93, 7e-5).Bits, described.OddsOf(Detail.Birth)!.Value.Bits);
    }

    [TestMethod]
    public void Two_of_ours_who_fit_alike_are_both_doubtful_and_people_without_a_number_are_found_by_what_the_union_wrote()
    {
        var row = new PersonDetails { Birth = "1980-05-23", Phone = "020 8888 1234" };
        Assert.AreEqual("H/1 Doubtful K/1 Doubtful", Matched("欧阳修竹", row, City, Person("H/1", "欧阳修竹", Born1980), Person("K/1", "欧阳修竹", Born1980)));
        Assert.AreEqual("K/1 Probable", Matched("欧阳修竹", row, City, Person("H/1", "王伟", Born1980), Person("K/1", "欧阳修竹", null, new PersonDetails { Birth = "1980/5/23" })));
        Assert.AreEqual("", Matched("欧阳修?", row, City, Person("H/1", "欧阳修?", Born1980)), "two lost characters look alike and need not have been the same one");
        Assert.AreEqual("H/1 Doubtful", Matched("欧阳修?", row, City, Person("H/1", "欧阳修竹", Born1980)));
        Assert.AreEqual("", Matched("欧阳修竹", PersonDetails.None, City, Person("H/1", "欧阳修竹", Born1980)));
    }

    [TestMethod]
    [DataRow("欧阳修朱", "homophone")]
    [DataRow("欧阳竹", "one character is missing")]
    [DataRow("欧阳修筑", "homophone")]
    [DataRow("欧阳明月", null)]
    [DataRow("竹", null)]
    public void A_name_that_is_alike_is_looked_for_by_birth_and_telephone_and_needs_both(string name, string? alike)
    {
        var ours = Person("H/1", "欧阳修竹", Born1980, new PersonDetails { Phone = "13800001111" });
        Assert.AreEqual(alike is null ? "" : "H/1 Probable", Matched(name, new PersonDetails { Birth = "1980-05-23", Phone = "13800001111" }, City, ours));
        Assert.DoesNotContain("Probable", Matched(name, new PersonDetails { Birth = "1980-05-23" }, City, ours), StringComparison.Ordinal);
        Assert.DoesNotContain("Probable", Matched(name, new PersonDetails { Phone = "13800001111" }, City, ours), StringComparison.Ordinal);
    }

    [TestMethod]
    public void The_levels_of_a_name_add_up_to_one_and_none_says_more_than_the_same_name()
    {
        foreach (var share in new[] { NameFrequency.Rarest, 1e-4, NameFrequency.OfOthers })
        {
            var odds = Enum.GetValues<NameLikeness>().Select(n => new DescriptionMatch(n, share, City, new Dictionary<Detail, DetailAgreement>()).NameOdds).ToList();
            Assert.AreEqual(1, odds.Sum(o => o.M), 1e-9);
            Assert.IsTrue(odds.Sum(o => o.U) is > 0.98 and < 1.01);
            Assert.IsTrue(odds.TrueForAll(o => o.Bits <= odds[0].Bits));
        }
    }

    [TestMethod]
    public void Employer_and_address_are_compared_as_text_and_raise_a_doubt_together()
    {
        var ours = Person("H/1", "欧阳修竹", null, new PersonDetails { Employer = "广州 某某电子有限公司", Address = "越秀区中山路１号" });
        Assert.AreEqual("", Matched("欧阳修竹", new PersonDetails { Employer = "深圳某某公司", Address = "福田区" }, City, ours));
        Assert.AreEqual("H/1 Probable", Matched("欧阳修竹", new PersonDetails { Employer = "广州某某电子有限公司", Address = "越秀区 中山路1号" }, City, ours));
        Assert.AreEqual("", Matched("欧阳修竹", new PersonDetails { Employer = "无", Address = "-" }, City, Person("H/1", "欧阳修竹", null, new PersonDetails { Employer = "无", Address = "-" })), "words for nothing");
    }

    [TestMethod]
    public void Page_and_matcher_say_the_same_of_one_who_is_alone()
    {
        string[] names = ["欧阳修竹", "王英", "欧阳修?", "欧阳修朱", "欧阳竹"], births = ["1980-05-23", "1980-05-28", "1991-11-02", ""], phones = ["13800001111", "13900001111", ""];
        string[] numbers = ["", "护照E12345678", Born1980.Reveal()[..17], Born1980.Reveal()];
        foreach (var (name, birth) in names.SelectMany(_ => births, (n, b) => (n, b)))
        {
            foreach (var (phone, number) in phones.SelectMany(_ => numbers, (p, n) => (p, n)))
            {
                var member = new HouseholdMember("H/1", Name("欧阳修竹"), "", Born1980, Relation.Principal, true, false, false, DateInterval.Always) { Details = new PersonDetails { Phone = "13800001111" } };
                var row = new PersonDetails { Birth = birth, Phone = phone };
                var explained = MatchExplanation.Of(member, number, name, 1, row, City);
                var reading = ResidentIdReader.Read(number);
                var expected = reading.Id is not null || reading.IsDamaged ? null : Matched(name, row, City, Person("H/1", "欧阳修竹", Born1980, member.Details));
                if (expected is null) Assert.IsNull(explained.Description, "a number that can be read, or that a spreadsheet damaged");
                else Assert.AreEqual(expected, explained.Grade is { } grade ? $"H/1 {grade}" : "");
            }
        }
    }

    /// <summary>Whose it is of several cannot be told, and that it is one's is sure: it keeps the answer of each of them open, at any threshold.</summary>
    [TestMethod]
    [DataRow(2, 0.1)]
    [DataRow(2, 0.4999)]
    [DataRow(2, 0.9)]
    [DataRow(12, 0.1)]
    [DataRow(12, 0.9)]
    public void A_row_of_one_of_several_who_are_alike_is_doubtful_for_each(int alike, double doubtful)
    {
        var people = new UnionPeople(Enumerable.Range(1, alike).Select(n => Person($"H/{n}", "欧阳修竹", null, new PersonDetails { Birth = "1980-05-23" })));
        var row = people.MatchDescribed(Name("欧阳修竹"), PersonMarks.Of(new PersonDetails { Birth = "1980-05-23" }), City, new MatchThresholds(0.99, doubtful));
        Assert.HasCount(alike, row.Matches);
        Assert.IsTrue(row.Matches.All(m => m.Grade == MatchGrade.Doubtful));
        Assert.AreEqual(MatchGrade.Doubtful, row.Grade);
        Assert.AreEqual(1, people.MatchDescribed(Name("欧阳修竹"), PersonMarks.Of(new PersonDetails { Birth = "1980-05-23" }), City, new MatchThresholds(0.99, doubtful), n => n == 1).Likeliest, "nobody else may be looked at");
    }

    /// <summary>One in thirty for each of ten, and a third for all together: nobody has to look.</summary>
    [TestMethod]
    public void A_row_that_is_hardly_one_of_ours_is_nobody_s_though_many_are_alike()
    {
        var people = new UnionPeople(Enumerable.Range(1, 10).Select(n => Person($"H/{n}", "王伟", null, new PersonDetails { Birth = "1980-01-01" })));
        var row = people.MatchDescribed(Name("王伟"), PersonMarks.Of(new PersonDetails { Birth = "1980-01-01" }), City, MatchThresholds.Meant);
        Assert.IsEmpty(row.Matches);
        Assert.IsTrue(row.Likeliest >= 0 && row.Probability is > 0.001 and < 0.1, $"{row.Probability}");
    }

    [TestMethod]
    public void A_telephone_of_many_says_nothing_and_another_day_of_birth_is_never_probable()
    {
        const string Office = "020-81110000";
        UnionPerson Of(int n, string name) => Person($"H/{n}", name, null, new PersonDetails { Birth = "1980-05-23", Sex = "男", Phone = Office, Employer = "某某厂" });
        var row = new PersonDetails { Birth = "1991-11-02", Sex = "男", Phone = Office, Employer = "某某厂" };
        Assert.AreEqual("H/1 Doubtful", Matched("欧阳修竹", row, City, Of(1, "欧阳修竹")), "they share a telephone and an employer, and may be two");
        Assert.AreEqual("H/1 Probable", Matched("欧阳修竹", row with { Birth = "" }, City, Of(1, "欧阳修竹")));
        UnionPerson[] office = [.. Enumerable.Range(1, 7).Select(n => Of(n, n == 1 ? "欧阳修竹" : "王伟"))];
        Assert.AreEqual("", Matched("欧阳修竹", new PersonDetails { Phone = Office }, City, office), "the name by itself is no match");
        Assert.AreEqual("H/1 Probable", Matched("欧阳修竹", new PersonDetails { Phone = Office }, City, office[..6]), "a family's");
    }

    /// <summary>A number that is nobody's of ours may be one's whose number the union does not have: it says when its bearer was born, and whether he is a man.</summary>
    [TestMethod]
    [DataRow("欧阳修竹", "1980-05-23", "", "H/1 Probable", "born that day")]
    [DataRow("欧阳修竹", "1980-05-23", "13800001111", "H/1 Probable", "and the telephone")]
    [DataRow("王伟", "1980-05-23", "", "H/2 Doubtful", "many are called so")]
    [DataRow("欧阳修竹", "1980-05-24", "", "", "born another day: not looked at")]
    [DataRow("欧阳明月", "1980-05-23", "", "", "another name")]
    public void A_strangers_number_may_be_that_of_one_of_ours_without(string name, string birth, string phone, string expected, string why)
    {
        UnionPerson[] ours =
        [
            Person("H/1", "欧阳修竹", null, new PersonDetails { Birth = "1980年5月23日", Sex = "男", Phone = "13800001111" }),
            Person("H/2", "王伟", null, new PersonDetails { Birth = "1980-05-23" }),
            Person("H/3", "欧阳修竹", Born1980, new PersonDetails { Phone = "13800001111" }),
            Person("H/4", "欧阳修竹", null, new PersonDetails { Phone = "13800001111" }),
        ];
        var people = new UnionPeople(ours);
        var day = DateOnly.ParseExact(birth, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var number = ResidentId.FromBody((440106L * 100_000_000_000) + (((day.Year * 10_000L) + (day.Month * 100) + day.Day) * 1000) + 517)!.Value;
        var matches = people.MatchUnnumbered(number, Name(name), PersonMarks.Of(new PersonDetails { Phone = phone }), City, MatchThresholds.Meant).Matches;
        Assert.AreEqual(expected, string.Join(' ', matches.Select(m => $"{ours[m.Index].Person} {m.Grade}")), why);
        Assert.AreEqual(birth == "1980-05-23", people.MayBeUnnumbered(number.Body));
        var found = new int[2];
        people.LookUp([number.Body, Born1980.Body], found);
        CollectionAssert.AreEqual(new[] { birth == "1980-05-23" ? UnionPeople.Unnumbered : UnionPeople.Nobody, 2 }, found);
        if (matches.Count == 0) return;
        var member = new HouseholdMember("H/1", ours[matches[0].Index].Name, "", null, Relation.Principal, true, false, false, DateInterval.Always) { Details = ours[matches[0].Index].Details };
        var explained = MatchExplanation.Of(member, number.Reveal(), name, people.Count, new PersonDetails { Phone = phone }, City);
        Assert.AreEqual(matches[0].Grade, explained.Grade, "the sheet says the same");
        Assert.IsNull(MatchExplanation.Of(member with { Id = Born1980, IdAsWritten = Born1980.Reveal() }, number.Reveal(), name, people.Count, null, City).Description, "whose number is another's is another");
    }
}
