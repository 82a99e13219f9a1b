using DataMatching.Matching.Linkage.Plans;
using DataMatching.Matching.Linkage.Records;

namespace DataMatching.Tests.Matching.Linkage;

/// <summary>Configurations: read, written, proposed.</summary>
[TestClass]
public sealed class LinkPlanTests
{
    private const string Plan = """
        {
          "id": { "left": "no", "right": "编号" },
          "fields": [
            { "name": "name", "left": "name", "right": "姓名", "kind": "chinese-name" },
            { "column": "born", "kind": "date", "levels": ["digits 1"], "termFrequency": false },
            { "column": "town", "kind": "category", "shared": false, "nothing": ["无", "0"], "compare": false }
          ],
          "blocking": ["name:pinyin", "born:year + town"],
          "assignment": "one-to-many", "threshold": 0.9, "blockPairs": 5000, "seed": 7
        }
        """;

    [TestMethod]
    public void A_plan_is_read_and_written_again_as_it_was()
    {
        var (plan, faults) = LinkPlanReader.Read(Plan);
        Assert.IsEmpty(faults);
        Assert.AreEqual("编号", plan!.RightId);
        Assert.HasCount(2, plan.Comparisons);
        Assert.AreEqual("born:year + town", plan.Blocking[1].ToString());
        Assert.AreEqual(Assignment.OneToMany, plan.Assignment);
        CollectionAssert.AreEqual(new[] { "无", "0" }, plan.RecordFields[2].Nothing!.ToArray());
        Assert.AreEqual(Math.Log2(9), plan.ThresholdBits, 1e-9);
        var written = LinkPlanWriter.Write(plan);
        Assert.AreEqual(written, LinkPlanWriter.Write(LinkPlanReader.Read(written).Plan!));
    }

    [TestMethod]
    [DataRow("\"chinese-name\"", "\"nonsense\"", "$.fields[0].kind")]
    [DataRow("\"digits 1\"", "\"digits 9\"", "$.fields[1].levels[0]")]
    [DataRow("\"digits 1\"", "\"within 3\"", "$.fields[1].levels[0]")]
    [DataRow("born:year", "nobody:year", "$.blocking[1]")]
    [DataRow("name:pinyin", "name:nonsense", "$.blocking[0]")]
    [DataRow("\"无\", \"0\"", "\"无\", 0", "$.fields[2].nothing[1]")]
    [DataRow("[\"无\", \"0\"]", "\"无\"", "$.fields[2].nothing")]
    [DataRow("one-to-many", "two", "$.assignment")]
    [DataRow("0.9", "1", "$.threshold")]
    [DataRow("\"seed\"", "\"sead\"", "$.sead")]
    [DataRow("\"column\": \"born\"", "\"column\": \"\"", "$.fields[1].column")]
    [DataRow("\"column\": \"town\"", "\"column\": \"born\"", "$.fields")]
    [DataRow("\"left\": \"no\"", "\"lift\": \"no\"", "$.id.lift")]
    [DataRow("{\n  \"id\"", "{,\n \"id\"", "line 1")]
    public void Each_fault_is_told_with_its_place(string there, string instead, string place)
    {
        Assert.Contains(there, Plan, StringComparison.Ordinal);
        var (plan, faults) = LinkPlanReader.Read(Plan.Replace(there, instead, StringComparison.Ordinal));
        Assert.IsNull(plan);
        Assert.IsTrue(faults.Any(f => f.Place == place), string.Join("; ", faults));
    }

    [TestMethod]
    public void Columns_are_taken_by_what_their_headers_and_rows_say()
    {
        var left = Columns("rec_id,姓名,出生日期,手机,家庭住址,cluster,备注", i => $"{i},{(char)('\u4E00' + (i % 900))}{(char)('\u5000' + i)},19{50 + (i % 50)}-01-02,138{i:D8},路{i}号,{i},");
        var right = Columns("编号,xm,csrq,联系电话,地址", i => $"{i},{(char)('\u4E00' + (i % 900))}{(char)('\u5000' + i)},19{50 + (i % 50)}0102,138{i:D8},路{i}号");
        var suggested = SuggestFields.Of(left, right);
        Assert.AreEqual("rec_id", suggested.LeftId);
        Assert.AreEqual("编号", suggested.RightId);
        CollectionAssert.AreEqual(
            new[] { ("xm", ContentKind.ChineseName, false), ("csrq", ContentKind.Date, false), ("联系电话", ContentKind.Phone, true), ("地址", ContentKind.Text, true) },
            suggested.Fields.Select(f => (f.Right, f.Kind, f.Shared)).ToArray());
        Assert.IsTrue(suggested.Notes.Any(n => n.Contains("cluster", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void What_numbers_entities_is_never_compared()
    {
        var columns = Columns("id,given_name,surname,cluster", i => $"{i},{new string((char)('a' + (i % 26)), 3)},{new string((char)('b' + (i % 20)), 4)},{i / 2}");
        var suggested = SuggestFields.Of(columns, columns);
        CollectionAssert.AreEqual(new[] { "given_name", "surname" }, suggested.Fields.Select(f => f.Name).ToArray());
        Assert.AreEqual("surname", suggested.Fields[0].Partner);
        Assert.IsFalse(suggested.Fields[0].Shared);
        Assert.IsTrue(suggested.Fields[1].Shared);
    }

    /// <summary>A full name beside its parts would make everybody of one given name a match: each of the three says so again.</summary>
    [TestMethod]
    public void A_column_that_says_again_what_others_say_is_left_out()
    {
        Func<int, string> row = i => $"{i},Sir {Given(i)} of {Surname(i)},{Given(i)} {Surname(i)},{Given(i)},{Surname(i)},{Place(i)} the town,{Place(i)},{Surname(i + 1)},{(i % 2 == 0 ? "f" : "m")}";
        const string headers = "id,full_name,both,given_name,surname,address,place,employer,gender";
        var columns = Columns(headers, row);
        var repeated = new RepeatedColumns(headers.Split(','));
        for (var i = 0; i < 300; i++) repeated.Add(row(i).Split(','));
        var suggested = SuggestFields.Of(columns, columns, (repeated, repeated));
        CollectionAssert.AreEqual(new[] { "given_name", "surname", "address", "employer", "gender" }, suggested.Fields.Select(f => f.Name).ToArray());
        foreach (var (left, said) in new[] { ("full_name", "both, given_name, surname"), ("both", "given_name, surname"), ("place", "address") })
            Assert.IsTrue(suggested.Notes.Any(n => n.StartsWith(left + " says again what " + said + " say", StringComparison.Ordinal)), $"{left}: {string.Join("; ", suggested.Notes)}");

        static string Given(int i) => Word(i, 7);
        static string Surname(int i) => Word(i, 11);
        static string Place(int i) => Word(i, 13);
        static string Word(int i, int by) => $"{(char)('a' + (i * by % 26))}{(char)('a' + (i * by % 19))}{(char)('a' + by)}{(char)('a' + (i * by % 23))}";
    }

    [TestMethod]
    public void A_chinese_column_that_is_part_of_another_is_left_out()
    {
        string[] headers = ["编号", "区县", "住址"];
        var columns = headers.Select(h => new ColumnProfile(h)).ToList();
        var repeated = new RepeatedColumns(headers);
        for (var i = 0; i < 100; i++)
        {
            string[] row = [$"{i}", $"{(char)('\u5000' + (i % 40))}山县", $"广东省{(char)('\u5000' + (i % 40))}山县{i}号"];
            for (var c = 0; c < row.Length; c++) columns[c].Add(row[c]);
            repeated.Add(row);
        }

        CollectionAssert.AreEqual(new[] { "住址" }, SuggestFields.Of(columns, columns, (repeated, repeated)).Fields.Select(f => f.Name).ToArray());
    }

    /// <summary>Of records without an address the town is all that is known.</summary>
    [TestMethod]
    public void A_part_stays_where_the_whole_is_often_missing()
    {
        const string headers = "id,address,town";
        Func<int, string> row = i => $"{i},{(i % 4 == 0 ? "" : $"{i} main street t{i % 40}own")},t{i % 40}own";
        var (often, always) = (new RepeatedColumns(headers.Split(',')), new RepeatedColumns(headers.Split(',')));
        for (var i = 0; i < 300; i++)
        {
            often.Add(row(i).Split(','));
            always.Add(row(i | 1).Split(','));
        }

        var columns = Columns(headers, row);
        CollectionAssert.AreEqual(new[] { "address", "town" }, Names((often, often)));
        CollectionAssert.AreEqual(new[] { "address", "town" }, Names((always, often)), "it has to be so in both files");
        CollectionAssert.AreEqual(new[] { "address" }, Names((always, always)));

        string[] Names((RepeatedColumns, RepeatedColumns) repeated) => [.. SuggestFields.Of(columns, columns, repeated).Fields.Select(f => f.Name)];
    }

    [TestMethod]
    public void What_far_more_records_have_than_anything_else_is_proposed_to_stand_for_nothing()
    {
        var columns = Columns("id,phone,town", i => $"{i},{(i % 8 == 0 ? "13800000000" : $"139{i:D8}")},t{i * i % 7}");
        var suggested = SuggestFields.Of(columns, columns);
        CollectionAssert.AreEqual(new[] { "13800000000" }, suggested.Fields[0].Nothing!.ToArray());
        Assert.IsNull(suggested.Fields[1].Nothing, "of few texts one may be frequent");
        Assert.IsTrue(suggested.Notes.Any(n => n.StartsWith("of phone what far more records have", StringComparison.Ordinal)), string.Join("; ", suggested.Notes));
        Assert.DoesNotContain("138", string.Join("; ", suggested.Notes), StringComparison.Ordinal);
    }

    [TestMethod]
    public void Long_texts_are_compared_by_how_rare_their_words_are()
    {
        var columns = Columns("id,title,brand,address", i => $"{i},a b{i % 40} c{i % 30} d{i} e{i % 7} f{i % 9} g,b{i},{i} a b{i % 40} c{i % 30} d{i} e{i % 7} f{i % 9} street");
        var suggested = SuggestFields.Of(columns, columns).Fields;
        CollectionAssert.AreEqual(new[] { true, false, false }, suggested.Select(f => f.Levels!.Any(l => l.IsOfRareWords)).ToArray());
    }

    [TestMethod]
    public void Days_are_known_whatever_their_century_and_those_of_events_may_be_some_days_apart()
    {
        var columns = Columns("id,dob,paid,amount,other", i => $"{i},{1600 + i}-0{1 + (i % 9)}-1{i % 9},{2000 + (i % 20)}-03-1{i % 10},{i * 37}.50,{i * 13}.{i % 10}");
        var fields = SuggestFields.Of(columns, columns).Fields;
        CollectionAssert.AreEqual(new[] { ContentKind.Date, ContentKind.Date, ContentKind.Quantity, ContentKind.Quantity }, fields.Select(f => f.Kind).ToArray());
        CollectionAssert.DoesNotContain(fields[0].Levels!.Select(l => l.Name).ToArray(), "days 3");
        CollectionAssert.Contains(fields[1].Levels!.Select(l => l.Name).ToArray(), "days 3");
    }

    private static List<ColumnProfile> Columns(string headers, Func<int, string> row)
    {
        List<ColumnProfile> columns = [.. headers.Split(',').Select(h => new ColumnProfile(h))];
        for (var i = 0; i < 300; i++)
        {
            var fields = row(i).Split(',');
            for (var c = 0; c < columns.Count; c++) columns[c].Add(fields[c]);
        }

        return columns;
    }
}
