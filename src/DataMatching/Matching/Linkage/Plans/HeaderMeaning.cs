using DataMatching.Matching.Linkage.Records;

namespace DataMatching.Matching.Linkage.Plans;

/// <summary>What headers of files usually mean, in English, Chinese and the initials of Chinese words.</summary>
internal static class HeaderMeaning
{
    public const string Record = "record", Truth = "truth", Given = "given", Surname = "surname", Birth = "birth";

    private static readonly Dictionary<string, string[]> Headers = new(StringComparer.Ordinal)
    {
        [Record] = ["id", "recid", "recordid", "rowid", "uid", "pk", "key", "uniqueid", "rownumber", "rowno", "no", "编号", "序号", "记录号", "档案号", "bh", "xh"],
        [Truth] = ["cluster", "clusterid", "entity", "entityid", "truth", "label", "trueid", "groundtruth", "group", "groupid", "personkey"],
        [Given] = ["givenname", "givennames", "firstname", "fname", "forename", "first", "given", "名", "名字"],
        [Surname] = ["surname", "lastname", "lname", "familyname", "last", "family", "sname", "姓", "姓氏"],
        ["name"] = ["name", "fullname", "姓名", "xm", "户主姓名", "职工姓名", "成员姓名", "人员姓名"],
        [Birth] = ["dateofbirth", "dob", "birthdate", "birthday", "birth", "bday", "出生日期", "出生年月", "生日", "csrq"],
        ["sex"] = ["sex", "gender", "性别", "xb"],
        ["number"] = ["身份证号", "身份证号码", "公民身份号码", "证件号码", "证件号", "idcard", "idnumber", "idno", "sfzh", "zjhm", "ssn", "socsecid", "passport", "护照号", "护照号码", "email", "mail"],
        ["phone"] = ["phone", "phonenumber", "tel", "telephone", "mobile", "cell", "电话", "手机", "手机号", "手机号码", "联系电话", "lxdh", "sjh"],
        ["address"] = ["address", "addr", "street", "地址", "住址", "家庭住址", "通讯地址", "户籍地址", "dz", "zz"],
        ["employer"] = ["employer", "company", "单位", "工作单位", "单位名称", "dwmc"],
        ["postcode"] = ["postcode", "zip", "zipcode", "postalcode", "邮编", "邮政编码"],
        ["amount"] = ["amount", "amt", "price", "sum", "balance", "金额", "工资", "月工资", "收入", "价格", "je"],
        ["division"] = ["区划", "区划代码", "行政区划", "行政区划代码", "divisioncode", "division", "qhdm", "xzqh"],
    };

    private static readonly Dictionary<string, string> Meanings = Headers.SelectMany(h => h.Value.Select(v => (v, h.Key))).ToDictionary(p => p.v, p => p.Key, StringComparer.Ordinal);

    public static string? Of(string header) => Meanings.GetValueOrDefault(Plain(header));

    /// <summary>Letters and digits alone, in lower case.</summary>
    public static string Plain(string header) => string.Concat(header.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    /// <summary>The kind that a meaning has; null: its rows tell.</summary>
    public static ContentKind? KindOf(string meaning) => meaning switch
    {
        Given or Surname => ContentKind.Name,
        "name" => ContentKind.ChineseName,
        Birth => ContentKind.Date,
        "sex" => ContentKind.Category,
        "number" or "postcode" => ContentKind.Number,
        "phone" => ContentKind.Phone,
        "address" or "employer" => ContentKind.Text,
        "division" => ContentKind.Division,
        "amount" => ContentKind.Quantity,
        _ => null,
    };
}
