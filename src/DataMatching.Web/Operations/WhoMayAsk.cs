using DataMatching.Review;
using DataMatching.Storage;

namespace DataMatching.Web.Operations;

/// <summary>Who may start what. All of it is work on the whole site, so nobody with a district may. Who may start work may also cancel it; auditors only look.</summary>
internal static class WhoMayAsk
{
    public static bool For(JobKind kind, Account account) => account.Scope is null && kind switch
    {
        JobKind.Night or JobKind.Tidy => account.Role is Role.Operator or Role.Administrator,
        _ => account.Role is Role.Supervisor or Role.Operator,
    };
}
