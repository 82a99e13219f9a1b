namespace DataMatching.Jobs.Reports;

/// <summary>The kinds of exceptions of a night as reviewers read them.</summary>
public static class NightWords
{
    public static string Of(NightExceptionKind kind) => kind switch
    {
        NightExceptionKind.IdentityConflict => "身份待核实",
        NightExceptionKind.Death => "死亡",
        NightExceptionKind.NewSpouse => "新配偶",
        NightExceptionKind.VehicleAdded => "新增车辆",
        NightExceptionKind.HomeAdded => "新增房产",
        NightExceptionKind.SourcesContradict => "来源矛盾",
        NightExceptionKind.AuthorisationExpiring => "授权将到期",
        _ => "结论改变",
    };
}
