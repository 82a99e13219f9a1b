using System.Globalization;
using DataMatching.Evidence;
using DataMatching.Identity;
using DataMatching.Matching;
using DataMatching.Matching.Description;
using DataMatching.Words;

namespace DataMatching.Web.Words;

/// <summary>Words of a record's row and of why it was matched.</summary>
public static class RowWords
{
    /// <summary>What was found at the record's place, with a sign.</summary>
    public static Mark Of(SourceRowState state, Say say) => state switch
    {
        SourceRowState.Unchanged => new("✓", say["原件未变", "unchanged"], "good"),
        SourceRowState.Changed => new("✕", say["原件已改变", "changed"], "bad"),
        SourceRowState.Gone => new("✕", say["原件已不在", "gone"], "bad"),
        SourceRowState.Packed => new("？", say["无法就地打开", "cannot be opened in place"], "unknown"),
        SourceRowState.TooLong => new("✕", say["行过长，不读", "too long, not read"], "bad"),
        SourceRowState.Unreadable => new("？", say["现在读不了", "cannot be read now"], "unknown"),
        _ => new("？", say["列对不上", "columns not known"], "unknown"),
    };

    /// <summary>What that means and what to do.</summary>
    public static string Meaning(SourceRowState state, Say say) => state switch
    {
        SourceRowState.Unchanged => say["重新读取部门文件中的这一行：每个字节都与当时读取的一致（SHA-256 相符）。", "The row was read again from the agency's file: every byte is as it was (its SHA-256 agrees)."],
        SourceRowState.Changed => say["同名文件还在，但这个位置上已不是当时读取的那一行，所以不显示内容（可能是别人的数据）。结论仍以当时读取并保存的事实为准；请信息人员向部门要回原文件，或核对是否被替换。",
            "A file of that name is there, but other bytes stand at the place; they are not shown, for they may be somebody else's. The conclusion rests on what was read then. Ask IT to get the original back, or whether it was replaced."],
        SourceRowState.Gone => say["当时的文件已不在投递目录，无法再次对照原件。结论仍以当时读取并保存的事实为准；请信息人员把原文件放回原处后再看。",
            "The file is no longer in the drop folder, so the original cannot be compared. The conclusion rests on what was read then. Ask IT to put the file back where it was."],
        SourceRowState.Packed => say["文件是压缩的或只能从头读，不能就地打开这一行。请信息人员解压后放回原处再看。", "The file is packed, or can only be read from its start: one row cannot be opened in place. Ask IT to unpack it where it lies."],
        SourceRowState.TooLong => say["这个位置上的内容超过一行的上限（256 KB），不是当时读取的行，不读。请信息人员核对文件。", "What stands at the place is longer than a row may be (256 KB): it is not the row that was read. Ask IT to look at the file."],
        SourceRowState.Unreadable => say["文件还在，但现在读不了（权限或磁盘）。请稍后再试，或告知信息人员。", "The file is there and cannot be read now (rights, disk). Try again later, or tell IT."],
        _ => say["这一行未变，但现在的配置已没有这类数据或它的列，无法说出各列是什么。请信息人员核对部门配置。", "The row is unchanged, but the configuration no longer knows the dataset or its columns. Ask IT to look at the registry's configuration."],
    };

    public static string Of(FieldUse use, Say say) => use switch
    {
        FieldUse.Matched => say["◆ 用于匹配", "◆ matched by"],
        FieldUse.Mapped => say["● 用于事实", "● used for the fact"],
        FieldUse.Allowed => say["○ 未使用", "○ not used"],
        _ => say["－ 不在共享协议内，不显示", "－ not in the sharing agreement, not shown"],
    };

    public static string Of(NumberAgreement number, Say say) => number switch
    {
        NumberAgreement.Equal => say["相同", "equal"],
        NumberAgreement.Slip => say["差一笔误", "one slip apart"],
        NumberAgreement.Shared => say["相同（已知重号）", "equal (known to be borne by two)"],
        NumberAgreement.Former => say["与曾用号码相同", "a number of before"],
        _ => say["不同", "different"],
    };

    /// <summary>Where a number that is one slip away differs; empty when it is not known.</summary>
    public static string Slip(IReadOnlyList<int> places, Say say) => places.Count switch
    {
        0 => "",
        1 => say[Invariant($"第 {places[0]} 位不同"), Invariant($"character {places[0]} differs")],
        _ => say[Invariant($"第 {places[0]}、{places[^1]} 位对调"), Invariant($"characters {places[0]} and {places[^1]} exchanged")],
    };

    public static string Of(NameAgreement name, bool missing, Say say) => (name, missing) switch
    {
        (_, true) => say["来源没有姓名", "the row has no name"],
        (NameAgreement.Same, _) => say["一致", "the same"],
        (NameAgreement.Variant, _) => say["异体、缺字或截断", "a variant, a lost character, or cut off"],
        (NameAgreement.Homophone, _) => say["同音字", "read alike"],
        _ => say["不同", "different"],
    };

    public static string Of(Detail detail, Say say) => detail switch
    {
        Detail.Birth => say["出生日期", "Date of birth"],
        Detail.Sex => say["性别", "Sex"],
        Detail.Phone => say["联系电话", "Telephone"],
        Detail.Address => say["住址", "Address"],
        _ => say["工作单位", "Employer"],
    };

    public static string Of(NameLikeness name, Say say) => name switch
    {
        NameLikeness.Same => Of(NameAgreement.Same, false, say),
        NameLikeness.Variant => Of(NameAgreement.Variant, false, say),
        NameLikeness.Homophone => Of(NameAgreement.Homophone, false, say),
        NameLikeness.OneCharacter => say["差一个字", "one character differs"],
        _ => Of(NameAgreement.Different, false, say),
    };

    public static string Of(DetailAgreement agreement, Say say) => agreement switch
    {
        DetailAgreement.Same => say["一致", "the same"],
        DetailAgreement.SameFirstOfJanuary => say["一致（1 月 1 日，常为不详时所填）", "the same (the first of January, as is written where the day is not known)"],
        DetailAgreement.Near => say["差一位数字，或日月颠倒", "one digit differs, or day and month are exchanged"],
        DetailAgreement.Different => say["不同", "different"],
        _ => say["一方没有", "missing on a side"],
    };

    /// <summary>The rule that gave the grade, as one sentence.</summary>
    public static string Rule(MatchExplanation match, Say say)
    {
        ArgumentNullException.ThrowIfNull(match);
        if (match.Description is not null)
        {
            var of = match.Thresholds;
            return say[Invariant($"没有可以比对的号码，按姓名和其他信息比对：概率 {100 * of.Probable:0.####} % 及以上为较可能，{100 * of.Doubtful:0.####} % 及以上为存疑"),
                Invariant($"there is no number to compare by, so name and details are compared: from {100 * of.Probable:0.####} % on probable, from {100 * of.Doubtful:0.####} % on doubtful")];
        }

        var levels = say[$"证件号码{Of(match.Number, say)}、姓名{(match.NameMissing ? "缺" : Of(match.Name, false, say))}", $"number {Of(match.Number, say)}, name {(match.NameMissing ? "missing" : Of(match.Name, false, say))}"];
        return match.Grade is { } grade ? $"{levels} → {Mark.Of(grade, say).Text}" : say[$"{levels} → 不再对得上", $"{levels} → no match any more"];
    }

    /// <summary>Bits with their sign, one decimal: <c>+26.5</c>, <c>−9.8</c>.</summary>
    public static string Bits(double bits)
    {
        var text = Math.Abs(bits).ToString("0.0", CultureInfo.InvariantCulture);
        return text == "0.0" ? text : (bits < 0 ? "−" : "+") + text;
    }

    /// <summary>A frequency: <c>98 %</c>, <c>0.02 %</c>, or <c>1 : 10,000,000</c> where per cent say nothing.</summary>
    public static string Often(double share) => share switch
    {
        > 0.9999 => "> 99.99 %",
        >= 0.0001 => (share * 100).ToString("0.##", CultureInfo.InvariantCulture) + " %",
        _ => "1 : " + ListWords.Of((long)Math.Round(1 / share)),
    };

    /// <summary>In whole per cent, more exactly only near the ends; never 100 % or 0 %: no comparison makes anything certain.</summary>
    public static string Percent(double probability) => probability switch
    {
        > 0.9999 => "> 99.99 %",
        < 0.0001 => "< 0.01 %",
        > 0.01 and < 0.99 => (probability * 100).ToString("0", CultureInfo.InvariantCulture) + " %",
        _ => (probability * 100).ToString("0.00", CultureInfo.InvariantCulture) + " %",
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
