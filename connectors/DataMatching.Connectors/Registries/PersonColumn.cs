namespace DataMatching.Connectors.Registries;

/// <summary>The headers under which agencies write who a row is about.</summary>
internal static class PersonColumn
{
    private static readonly string[] IdAliases = ["身份证号", "公民身份号码", "身份证件号码", "身份证号码", "公民身份证号码"];

    public static readonly Column Id = new("证件号码", true, IdAliases);

    /// <summary>姓名, and what this registry calls the person besides.</summary>
    public static Column Name(params string[] aliases) => new("姓名", true, aliases);
}
