namespace DataMatching.Web.Words;

/// <summary>Why a job failed and what to do, in Chinese, by what stands in the program's sentence; that sentence follows it on the page.</summary>
internal static class FailureWords
{
    private static readonly (string Said, string Words)[] Kinds =
    [
        ("No union files were imported", "还没有导入工会档案：把四个以上的工会文件放入 union/ 后，先运行一次夜间比对"),
        ("has not ended", "季度还没有结束：请在季末之后运行，或改用“预览”"),
        ("has not come", "截止日未到，还会有计入本季的批次：请到期再运行，或改用“预览”"),
        ("is closed", "季度已关账，不再重新运行"),
        ("was not run", "季度还没有运行过：先运行季度"),
        ("union files hold", "工会档案比上次少得太多，疑似导出不全：请核对导出后再运行"),
        ("ended in the middle", "程序多次在运行途中退出：请检查机器日志与内存后再运行"),
        ("disk is full", "磁盘已满：清出空间后重试，已完成的部分保留"),
        ("may not read or write", "程序没有读写文件的权限：请赋权后重试，可用 doctor 检查"),
        ("could not be read or written", "有文件读写失败：可用 doctor 检查后重试"),
        ("fault of the program", "程序出错：请把 data/logs/failures.log 发给维护人员，可先重试一次"),
        ("Expected", "输入的文件或配置有误：按下面的提示改正后重试"),
    ];

    public static string Of(string failure)
    {
        foreach (var (said, words) in Kinds)
        {
            if (failure.Contains(said, StringComparison.Ordinal)) return words;
        }

        return "没有做完：按下面的提示处理后重试";
    }
}
