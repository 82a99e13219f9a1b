using DataMatching.Identity;

namespace DataMatching.Connectors.Registries;

/// <summary>The headers under which agencies write who a row is about.</summary>
internal static class PersonColumn
{
    private static readonly string[] IdAliases = ["身份证号", "公民身份号码", "身份证件号码", "身份证号码", "公民身份证号码"];

    public static readonly Column Id = new("证件号码", true, IdAliases);

    /// <summary>Headers of the unit for which somebody works.</summary>
    public static bool IsEmployer(Column column) => column.Name is "单位名称" or "扣缴义务人";

    /// <summary>姓名, and what this registry calls the person besides.</summary>
    public static Column Name(params string[] aliases) => new("姓名", true, aliases);
}
