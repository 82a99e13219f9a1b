using System.Globalization;
using DataMatching.Policy;
using DataMatching.Storage;
using DataMatching.Words;

namespace DataMatching.Web.Words;

/// <summary>What the operators' pages call jobs, steps, states and parameters.</summary>
internal static class OperationWords
{
    public static string Of(Job job, Say say) => job.Kind switch
    {
        JobKind.Night => say[$"夜间比对 {job.Subject}", $"Night of {job.Subject}"],
        JobKind.Quarter => say[$"季度运行 {job.Subject}", $"Quarter run {job.Subject}"],
        JobKind.Preview => say[$"季度预览 {job.Subject}", $"Quarter preview {job.Subject}"],
        JobKind.Tidy => say[$"清理 {job.Subject}", $"Tidying of {job.Subject}"],
        _ => say[$"政策试算 {job.Subject}", $"Policy dry run {job.Subject}"],
    };

    /// <summary>A night or quarter that is on the schedule.</summary>
    public static string OfScheduled(JobKind kind, string subject, Say say) => kind switch
    {
        JobKind.Night => say[$"夜间比对 {subject}", $"Night {subject}"].TrimEnd(),
        JobKind.Tidy => say[$"清理 {subject}", $"Tidying {subject}"].TrimEnd(),
        _ => say[$"季度运行 {subject}", $"Quarter {subject}"].TrimEnd(),
    };

    /// <summary>On which days a job is due.</summary>
    public static string OfDays(string days, Say say) => days switch
    {
        "working-days" => say["按公历工作日", "on working days"],
        "next-working-day" => say["遇休息日顺延到下一工作日", "on the next working day where it falls on a day off"],
        _ => say["每个到期日", "on every day that its cron names"],
    };

    /// <summary>A run by its key.</summary>
    public static string OfRun(string key, Say say) => key.Split('/') switch
    {
        ["night", var day] => say[$"夜间比对 {day}", $"Night of {day}"],
        ["tidy", var day] => say[$"清理 {day}", $"Tidying of {day}"],
        ["quarter", var quarter] => say[$"季度运行 {quarter}", $"Quarter run {quarter}"],
        _ => key,
    };

    public static string OfStep(string? step, Say say) => step switch
    {
        null => say["准备", "preparing"],
        "import" => say["导入工会档案", "import of the union files"],
        "pull" => say["接收批次", "taking deliveries in"],
        "match" => say["匹配", "matching"],
        "judge" => say["核算家庭", "judging households"],
        "lists" => say["生成名单", "writing the lists"],
        "cases" => say["建立事项", "opening cases"],
        "carried-over" => say["告知结转事项", "telling carried-over cases"],
        "preview" => say["预览核算", "judging for the preview"],
        "dry-run" => say["试算", "dry run"],
        "tidy" => say["清理", "tidying"],
        "tidy-deliveries" => say["清理：过期批次", "tidying: deliveries"],
        "tidy-verdicts" => say["清理：旧夜间结论", "tidying: verdicts of nights"],
        "tidy-lists" => say["清理：旧夜间名单", "tidying: lists of nights"],
        "tidy-ledger" => say["清理：工作单元", "tidying: units"],
        "tidy-notices" => say["清理：已发通知", "tidying: notices"],
        "tidy-diagnostics" => say["清理：诊断记录", "tidying: diagnostics"],
        "tidy-leftovers" => say["清理：残留文件", "tidying: leftovers"],
        _ => step,
    };

    /// <summary>What a step counts.</summary>
    public static string UnitOf(string? step, Say say) => step switch
    {
        "pull" or "match" => say["批", "deliveries"],
        "tidy" => say["类", "kinds"],
        _ => say["户", "households"],
    };

    public static Mark Of(JobState state, Say say) => state switch
    {
        JobState.Waiting => new("…", say["排队", "waiting"], "look"),
        JobState.Running => new("▶", say["运行中", "running"], "add"),
        JobState.Done => new("✓", say["完成", "done"], "good"),
        JobState.Failed => new("✕", say["失败", "failed"], "bad"),
        _ => new("■", say["已取消", "cancelled"], "unknown"),
    };

    /// <param name="running">True when a job is this run right now.</param>
    public static Mark Of(Run run, bool running, Say say) =>
        running ? new("▶", say["运行中", "running"], "add")
        : run.EndedAt is null ? new("■", say["中断（可续）", "interrupted, can go on"], "look")
        : run.Failure is null ? new("✓", say["完成", "done"], "good")
        : run.Failure.StartsWith("Abandoned", StringComparison.Ordinal) ? new("－", say["已由新的运行代替", "replaced by a new run"], "unknown")
        : new("✕", say["失败", "failed"], "bad");

    public static Mark OfDelivery(string? delivery, Say say) => delivery switch
    {
        "accepted" => new("✓", say["到达", "arrived"], "good"),
        "refused" => new("✕", say["退回", "refused"], "bad"),
        "late" => new("▲", say["迟到", "late"], "look"),
        _ => new("—", say["未到", "nothing came"], ""),
    };

    public static string Duration(TimeSpan took, Say say) => took.TotalHours >= 1
        ? say[$"{(int)took.TotalHours} 小时 {took.Minutes} 分", $"{(int)took.TotalHours} h {took.Minutes} min"]
        : took.TotalMinutes >= 1 ? say[$"{took.Minutes} 分 {took.Seconds} 秒", $"{took.Minutes} min {took.Seconds} s"]
        : say[$"{Short(took)} 秒", $"{Short(took)} s"];

    /// <summary>How fast a step went, in what it counts; nothing where that would say nothing.</summary>
    public static string Speed(RunStep step, TimeSpan took, Say say)
    {
        if (step.Step == "match") return Speed(step.RowsIn, step.Bytes, took, say);
        if (step.Step is "pull" or "lists" || step.Step.StartsWith("tidy", StringComparison.Ordinal) || took <= TimeSpan.Zero) return "—";
        var households = ListWords.Of((long)(step.RowsIn / took.TotalSeconds));
        return say[$"{households} 户/秒", $"{households} households/s"];
    }

    /// <summary>Bytes a second, or rows where the bytes are not known.</summary>
    public static string Speed(long rows, long bytes, TimeSpan took, Say say)
    {
        if (took <= TimeSpan.Zero || rows + bytes == 0) return "—";
        if (bytes == 0) return say[$"{ListWords.Of((long)(rows / took.TotalSeconds))} 行/秒", $"{ListWords.Of((long)(rows / took.TotalSeconds))} rows/s"];
        var megabytes = bytes / 1_000_000d / took.TotalSeconds;
        return megabytes >= 1000 ? FormattableString.Invariant($"{megabytes / 1000:0.0} GB/s") : FormattableString.Invariant($"{megabytes:0.0} MB/s");
    }

    public static string OfParameter(string name, Say say) => name switch
    {
        PolicyParameter.ResidentPensionCounted => say["居民基础养老金计入收入", "residents' pension counts as income"],
        PolicyParameter.UndeclaredTolerance => say["未申报收入的容差（元/月）", "tolerance of undeclared income (yuan a month)"],
        PolicyParameter.HardshipMultiple => say["略高于标准的上限（标准的倍数）", "hardship up to (times the standard)"],
        PolicyParameter.HardshipMultipleAccident => say["意外致困的上限（标准的倍数）", "hardship after an accident up to (times the standard)"],
        PolicyParameter.VehicleLimit => say["车辆限额（辆）", "vehicles at most"],
        PolicyParameter.VehicleExemptClasses => say["不计的车辆种类", "classes of vehicles that do not count"],
        PolicyParameter.VehicleExemptValue => say["不计的车辆价值上限（元）", "vehicles that do not count, up to (yuan)"],
        PolicyParameter.HomeLimit => say["住房限额（套）", "homes at most"],
        PolicyParameter.HomeShareCountsFrom => say["住房份额自多少起计", "a share of a home counts from"],
        PolicyParameter.InheritedShareCountsFrom => say["继承份额自多少起计", "an inherited share counts from"],
        PolicyParameter.DepositMonths => say["人均存款上限（低保标准的月数）", "deposits a head (months of the standard)"],
        PolicyParameter.BusinessAllowed => say["允许经营实体", "a business is allowed"],
        PolicyParameter.RequiredDatasets => say["必查部门数据", "required datasets"],
        _ => name,
    };

    /// <summary>A value as a person reads it; null is what the parameter says null means.</summary>
    public static string OfValue(PolicyParameter parameter, ParameterValue? value, Say say)
    {
        if (value is null) return parameter.MayRunOut ? say["？ 无文件规定，按未知处理", "？ no text says: unknown"] : say["不因价值豁免", "no vehicle is exempt for its value"];
        return parameter.Kind switch
        {
            ParameterKind.YesNo => value.Numerator == 1 ? say["是", "yes"] : say["否", "no"],
            ParameterKind.Yuan => ListWords.Of(new Money(value.Numerator)),
            ParameterKind.Share => string.Create(CultureInfo.InvariantCulture, $"{value.Numerator}/{value.Denominator}"),
            ParameterKind.Multiple => (value.Numerator / 1000m).ToString("0.###", CultureInfo.InvariantCulture),
            ParameterKind.Words when value.Words.Count == 0 => say["无", "none"],
            ParameterKind.Words => string.Join("、", value.Words.Select(w => OfWord(w, say))),
            _ => ListWords.Of(value.Numerator),
        };
    }

    private static string OfWord(string word, Say say) => word switch
    {
        "car" => say["小客车", "car"],
        "motorcycle" => say["摩托车", "motorcycle"],
        "disability-scooter" => say["残疾人机动轮椅车", "disability scooter"],
        "truck" => say["货车", "truck"],
        "bus" => say["大客车", "bus"],
        "other" => say["其他", "other"],
        _ when word.Split('/') is [var registry, var dataset] => say[$"{ListWords.OfRegistry(registry)}·{ListWords.OfDataset(registry, dataset)}", word],
        _ => word,
    };

    private static string Short(TimeSpan took) => took.TotalSeconds.ToString(took.TotalSeconds < 10 ? "0.0" : "0", CultureInfo.InvariantCulture);
}
