using System.Globalization;
using System.Security.Claims;
using DataMatching.Review;
using DataMatching.Storage;
using Microsoft.AspNetCore.Http;

namespace DataMatching.Web.Accounts;

/// <summary>Who makes this request: the account as it is now, not as it was when the browser signed in.</summary>
public sealed class SignedIn(IHttpContextAccessor context, Store store)
{
    private readonly Lazy<Account?> _account = new(() => NumberOf(context.HttpContext?.User) is { } id ? store.Accounts.Find(id) : null);

    /// <summary>Null on the pages that need no sign-in.</summary>
    public Account? Account => _account.Value;

    /// <exception cref="InvalidOperationException">Nobody is signed in; pages behind a sign-in never see it.</exception>
    public Account Required => Account ?? throw new InvalidOperationException("Nobody is signed in.");

    internal static long? NumberOf(ClaimsPrincipal? user) =>
        long.TryParse(user?.FindFirstValue(ClaimTypes.NameIdentifier), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
