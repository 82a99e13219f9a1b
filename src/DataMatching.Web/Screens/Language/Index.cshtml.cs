using DataMatching.Web.Words;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataMatching.Web.Screens.Language;

/// <summary>Turns the pages from Chinese to English and back, and returns to where the reader was.</summary>
internal sealed class IndexModel(Say say) : PageModel
{
    public IActionResult OnGet(string? to)
    {
        Response.Cookies.Append(Say.Cookie, say.English ? Say.ChineseCode : Say.EnglishCode, new CookieOptions
        {
            MaxAge = TimeSpan.FromDays(365),
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            IsEssential = true,
            Secure = Request.IsHttps,
        });
        return Url.IsLocalUrl(to) ? LocalRedirect(to!) : Redirect("/");
    }
}
