namespace DataMatching.Tests.Sql;

/// <summary>Tests of the class run against the server whose connection string DM_TEST_SQLSERVER holds, with an account that may make databases; without one they are skipped and say so.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class NeedsSqlServerAttribute : ConditionBaseAttribute
{
    /// <summary>By it <c>.ci/run</c> leaves them out of a run that skips nothing.</summary>
    public const string Category = "SqlServer";

    public NeedsSqlServerAttribute()
        : base(ConditionMode.Include) => IgnoreMessage = "DM_TEST_SQLSERVER holds no connection string of a SQL Server";

    public override string GroupName => nameof(NeedsSqlServerAttribute);

    public override bool IsConditionMet => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("DM_TEST_SQLSERVER"));
}
