using DataMatching.Review;
using DataMatching.Storage;

namespace DataMatching.Web.Operations;

/// <summary>Which roles may start what. Who may start work may also cancel it; auditors only look.</summary>
internal static class WhoMayAsk
{
    public static bool For(JobKind kind, Role role) => kind switch
    {
        JobKind.Night => role is Role.Operator or Role.Administrator,
        JobKind.Quarter => role is Role.Supervisor or Role.Operator,
        _ => role is Role.Supervisor or Role.Operator,
    };
}
