using DataMatching.Matching.Linkage.Records;

namespace DataMatching.Matching.Linkage.Plans;

/// <summary>What plans call the kinds of fields.</summary>
public static class KindNames
{
    public static string Of(ContentKind kind) => kind switch
    {
        ContentKind.ChineseName => "chinese-name",
        ContentKind.Name => "name",
        ContentKind.Date => "date",
        ContentKind.Number => "number",
        ContentKind.Phone => "phone",
        ContentKind.Division => "division",
        ContentKind.Category => "category",
        ContentKind.Quantity => "quantity",
        ContentKind.Set => "set",
        _ => "text",
    };
}
