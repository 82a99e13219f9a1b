using DataMatching.Identity;

namespace DataMatching.Connectors.Extracts;

/// <summary>Why a text is no citizen's number, as its agency is told. <paramref name="IsDamage"/>: it was one, or was meant to be; false for nothing and for other documents. <paramref name="IsSpreadsheets"/>: a spreadsheet did it.</summary>
internal sealed record IdFaultInWords(string Reason, bool IsDamage, bool IsSpreadsheets = false)
{
    /// <summary>Null when the text is a number as it should be, or one that is put right without doubt.</summary>
    public static IdFaultInWords? Of(string written)
    {
        var reading = ResidentIdReader.Read(written);
        if (reading.Id is not null) return null;
        return reading.Fault switch
        {
            IdFault.Scientific => Spoilt("被表格软件改成了科学记数，后几位已丢失：请把该列设为文本后重新导出"),
            IdFault.TrailingZeros => Spoilt("末三位为零且校验位不符，多半被表格软件抹去：请把该列设为文本后重新导出"),
            IdFault.LostDigit => Spoilt("只有 17 位：多半丢了首位零或末位 X"),
            IdFault.Empty => new IdFaultInWords("没有证件号码，无法匹配", false),
            IdFault.CheckDigit => Damaged("校验位不符：号码抄错，或不是公民身份号码"),
            IdFault.BirthDate => Damaged("第 7 至 14 位不是真实的出生日期"),
            IdFault.Division => Damaged("前两位不是省级行政区划代码"),
            _ => new IdFaultInWords("不是 18 位或 15 位公民身份号码，无法匹配", false),
        };
    }

    private static IdFaultInWords Spoilt(string reason) => new(reason, true, true);

    private static IdFaultInWords Damaged(string reason) => new(reason, true);
}
