using DataMatching.Evidence;
using DataMatching.Identity;

namespace DataMatching.Connectors.Registries;

/// <summary>A person of a dataset's rows: the columns of name and number, and those that a delivery may have besides, by which a row without a usable number is matched.</summary>
/// <param name="Prefix">What stands before the headers of the latter, such as <c>男方</c>.</param>
/// <param name="ImpliedSex">His sex where it follows from the place in the row, which then has no column for it.</param>
internal sealed record RowPerson(Column Name, Column Id, string Prefix = "", Sex? ImpliedSex = null)
{
    /// <summary>Birth, sex unless it follows, telephone, address.</summary>
    public IReadOnlyList<Column> Details { get; } =
    [
        Column(Prefix, "出生日期", FieldKind.Number, "出生年月日", "出生年月日期"),
        .. ImpliedSex is null ? [Column(Prefix, "性别", FieldKind.Plain)] : Array.Empty<Column>(),
        Column(Prefix, "联系电话", FieldKind.Number, "手机号码", "手机号", "联系手机", "电话", "电话号码"),
        Column(Prefix, "住址", FieldKind.Address, "家庭住址", "联系地址", "现住址", "居住地址", "通讯地址"),
    ];

    /// <param name="columns">Of the dataset, without anybody's details, which follow them.</param>
    /// <param name="before">How many of those are of people before him.</param>
    public PersonColumns Among(IReadOnlyList<Column> columns, int before)
    {
        var (birth, last) = (columns.Count + before, columns.Count + before + Details.Count - 1);
        var employer = Prefix.Length > 0 ? -1 : columns.Select((c, i) => (c, i)).Where(c => PersonColumn.IsEmployer(c.c)).Select(c => c.i).DefaultIfEmpty(-1).First();
        return new PersonColumns(RowReader.IndexOf(columns, Name), RowReader.IndexOf(columns, Id))
        {
            Birth = birth,
            Sex = ImpliedSex is null ? birth + 1 : -1,
            Phone = last - 1,
            Address = last,
            Employer = employer,
            ImpliedSex = ImpliedSex,
        };
    }

    private static Column Column(string prefix, string header, FieldKind holds, params string[] aliases) => new(prefix + header, false, [.. aliases.Select(a => prefix + a)]) { Holds = holds };
}
