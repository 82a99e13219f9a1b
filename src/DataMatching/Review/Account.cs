using DataMatching.Identity;

namespace DataMatching.Review;

/// <summary>What somebody may do. A role says nothing of where: that is <see cref="Account.Scope"/>.</summary>
public enum Role
{
    /// <summary>系统管理员: accounts and configuration; sees no household.</summary>
    Administrator = 0,

    /// <summary>运维人员: runs, registries, quarantine; sees no household.</summary>
    Operator = 1,

    /// <summary>基层审核: takes applications, visits, reports.</summary>
    Grassroots = 2,

    /// <summary>县级审核: checks.</summary>
    County = 3,

    /// <summary>市级审核: approves and publishes.</summary>
    City = 4,

    /// <summary>省级督导: reads everything of the province, runs and closes the quarter; signs no case.</summary>
    Supervisor = 5,

    /// <summary>审计: reads everything, the record of who saw what included; changes nothing.</summary>
    Auditor = 6,
}

/// <summary>
/// Somebody who works with the pages. <paramref name="Name"/>: the sign-in name, lower-case, unique; <paramref name="DisplayName"/>: as colleagues read it.
/// <paramref name="Scope"/>: the district whose households he sees, null for the whole site.
/// </summary>
public sealed record Account(long Id, string Name, string DisplayName, Role Role, District? Scope, bool Enabled)
{
    /// <summary>True when the households of the district are his to see (roles without households apart).</summary>
    public bool Covers(District district) => Scope is not { } scope || district.IsWithin(scope);

    /// <summary>True for those who may see households at all.</summary>
    public bool SeesHouseholds => Role is Role.Grassroots or Role.County or Role.City or Role.Supervisor or Role.Auditor;
}
