using DataMatching.Review;

namespace DataMatching.Web.Words;

/// <summary>Roles as the pages name them.</summary>
public static class RoleWords
{
    public static string Of(Role role, Say say) => role switch
    {
        Role.Administrator => say["系统管理员", "Administrator"],
        Role.Operator => say["运维", "Operator"],
        Role.Grassroots => say["基层", "Grassroots"],
        Role.County => say["县级", "County"],
        Role.City => say["市级", "City"],
        Role.Supervisor => say["省级督导", "Supervisor"],
        _ => say["审计", "Auditor"],
    };
}
