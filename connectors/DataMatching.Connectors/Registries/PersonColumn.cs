using DataMatching.Identity;

namespace DataMatching.Connectors.Registries;

/// <summary>The headers under which agencies write who a row is about.</summary>
internal static class PersonColumn
{
    private static readonly string[] IdAliases = ["身份证号", "公民身份号码", "身份证件号码", "身份证号码", "公民身份证号码"];

    public static readonly Column Id = new("证件号码", true, IdAliases);

    /// <summary>What a delivery may have besides, of a dataset with one person a row: rows without a usable number are matched by it. In the order of birth, sex, telephone, address.</summary>
    public static IReadOnlyList<Column> Details { get; } =
    [
        new("出生日期", false, "出生年月日", "出生年月日期") { Holds = FieldKind.Number },
        new("性别", false),
        new("联系电话", false, "手机号码", "手机号", "联系手机", "电话", "电话号码") { Holds = FieldKind.Number },
        new("住址", false, "家庭住址", "联系地址", "现住址", "居住地址", "通讯地址") { Holds = FieldKind.Address },
    ];

    /// <summary>Headers of the unit for which somebody works.</summary>
    public static bool IsEmployer(Column column) => column.Name is "单位名称" or "扣缴义务人";

    /// <summary>姓名, and what this registry calls the person besides.</summary>
    public static Column Name(params string[] aliases) => new("姓名", true, aliases);
}
