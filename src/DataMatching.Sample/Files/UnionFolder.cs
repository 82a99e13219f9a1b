using System.Globalization;
using DataMatching.Sample.Stories;

namespace DataMatching.Sample.Files;

/// <summary>The union's five files, and the truth beside them.</summary>
internal sealed class UnionFolder(SampleOptions options) : IDisposable
{
    private readonly CsvFile _households = Open(options, "union/households.csv", "档案号", "行政区划代码", "档案状态", "困难类型", "致困原因", "建档日期", "退出日期");
    private readonly CsvFile _members = Open(options, "union/members.csv", "档案号", "成员序号", "姓名", "证件号码", "与职工关系", "是否共同生活", "是否在校", "是否农民工", "加入日期", "离开日期", "出生日期", "性别");
    private readonly CsvFile _roll = Open(options, "union/roll.csv", "会员号", "姓名", "证件号码", "行政区划代码", "是否农民工");
    private readonly CsvFile _authorisations = Open(options, "union/authorisations.csv", "档案号", "成员序号", "授权部门", "签署日期", "有效期至", "签署人");
    private readonly CsvFile _incomes = Open(options, "union/incomes.csv", "档案号", "成员序号", "收入类型", "起始月份", "截止月份", "月金额", "依据", "核实人", "核实日期", "证明材料");
    private readonly CsvFile _truth = Open(options, "truth.csv", "household", "expected_flag", "expected_reasons", "story", "near_miss", "quarter");
    private int _onRoll;

    /// <summary>One file with everything the union knows of it, and what the quarter must say.</summary>
    public void WriteFile(string key, FilePlan file, Cast cast)
    {
        _households.Text(key).Text(file.District).Text(file.State).Text(file.Tier).Text(file.Causes).Day(file.FiledOn).Day(file.ExitedOn).EndRow();
        for (var i = 0; i < file.Members.Count; i++) WriteMember(key, i + 1, file, file.Members[i]);
        foreach (var income in file.Incomes) WriteIncome(key, file.Members.IndexOf(income.Who) + 1, income);
        WriteTruth(key, file.Expected, cast);
        if (file.OnRoll) WriteRollRow(NextOnRoll(), file.Principal, file.District);
    }

    /// <summary>A member of the roll without a file.</summary>
    /// <param name="listed">Whether truth.csv names him: only where a story concerns him.</param>
    public void WriteUnfiled(FilePlan worker, Cast cast, bool listed)
    {
        var key = NextOnRoll();
        WriteRollRow(key, worker.Principal, worker.District);
        if (listed) WriteTruth(key, worker.Expected, cast);
    }

    public IReadOnlyList<FileCount> Finish()
    {
        foreach (var file in Files) file.Finish();
        return
        [
            new("union/households.csv", _households.Rows), new("union/members.csv", _members.Rows), new("union/roll.csv", _roll.Rows),
            new("union/authorisations.csv", _authorisations.Rows), new("union/incomes.csv", _incomes.Rows), new("truth.csv", _truth.Rows),
        ];
    }

    public void Dispose()
    {
        foreach (var file in Files) file.Dispose();
    }

    private CsvFile[] Files => [_households, _members, _roll, _authorisations, _incomes, _truth];

    private static CsvFile Open(SampleOptions options, string relative, params string[] header) =>
        new(Path.Combine(options.Folder, relative), FileStyle.Utf8, header);

    private void WriteMember(string key, int number, FilePlan file, MemberPlan member)
    {
        _members.Text(key).Number(number).Text(member.WrittenName).Text(member.WrittenId).Text(member.Relation)
            .Text(YesNo(member.LivesTogether)).Text(YesNo(member.Student)).Text(YesNo(member.Migrant)).Day(file.FiledOn).Day(member.Left);
        if (member.WrittenId.Length == 0) _members.Day(member.Person.Birth).Text(member.Person.IsMale ? "男" : "女").EndRow();
        else _members.Empty().Empty().EndRow();
        _authorisations.Text(key).Number(number).Text("*").Day(file.FiledOn).Day(member.AuthorisedUntil)
            .Text(member.Person.Birth.AddYears(18) > file.FiledOn ? "监护人" : "本人").EndRow();
    }

    private void WriteIncome(string key, int number, IncomeLine income)
    {
        _incomes.Text(key).Number(number).Text(income.Kind).Month(income.From).Month(income.To).Money(income.Fen);
        if (income.Verified) _incomes.Text("核实").Text("示例审核员").Day(Year2026.Day(10, 9)).Text("工资流水").EndRow();
        else _incomes.Text("申报").Empty().Empty().Empty().EndRow();
    }

    private void WriteRollRow(string key, MemberPlan member, string district) =>
        _roll.Text(key).Person(member.Person).Text(district).Text(YesNo(member.Migrant)).EndRow();

    private void WriteTruth(string key, Expected expected, Cast cast) =>
        _truth.Text(key).Text(expected.Flag).Text(string.Join(';', expected.Reasons)).Text(cast.Name).Text(cast.Variant.NearMiss ? "true" : "false").Text("2026Q3").EndRow();

    private string NextOnRoll() => string.Create(CultureInfo.InvariantCulture, $"HY{++_onRoll:D8}");

    private static string YesNo(bool yes) => yes ? "是" : "否";
}
