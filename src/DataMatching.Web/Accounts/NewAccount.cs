using System.Globalization;
using DataMatching.Identity;
using DataMatching.Review;

namespace DataMatching.Web.Accounts;

/// <summary>What an account has to be before it is made, by page or by command.</summary>
public static class NewAccount
{
    private const int LongestName = 32, LongestDisplay = 40;

    /// <param name="role">Null: none was chosen.</param>
    /// <param name="scope">Six digits, or empty for everywhere.</param>
    /// <returns>What is wrong; null when nothing is.</returns>
    public static (string Chinese, string English)? Fault(string name, string display, Role? role, string? scope)
    {
        if (name.Length is 0 or > LongestName || !name.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '.' or '-' or '_'))
            return ("登录名应为 1 至 32 个小写字母、数字、点、横线或下划线", "A sign-in name has 1 to 32 of a-z, 0-9, dot, hyphen, underscore");
        if (display.Trim().Length is 0 or > LongestDisplay || display.Any(c => char.IsControl(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format)) return ("姓名应为 1 至 40 个字", "A display name has 1 to 40 characters");
        return RightsFault(role, scope);
    }

    /// <summary>The same of an account that is there: of its role and its district only.</summary>
    public static (string Chinese, string English)? RightsFault(Role? role, string? scope)
    {
        if (role is not { } chosen || !Enum.IsDefined(chosen)) return ("请选择角色", "Choose a role");
        if (!string.IsNullOrWhiteSpace(scope) && !District.TryParse(scope.Trim(), out _)) return ("地区应为六位行政区划代码，如 440106；留空为全部", "A district is a six-digit code such as 440106; empty is everywhere");
        if (role is Role.Grassroots or Role.County or Role.City && ScopeOf(scope) is null)
            return ("基层、县级、市级审核须有地区", "Grassroots, county and city reviewers need a district");
        return null;
    }

    public static District? ScopeOf(string? scope) => string.IsNullOrWhiteSpace(scope) ? null : District.Parse(scope.Trim());
}
