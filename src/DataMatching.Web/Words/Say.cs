using Microsoft.AspNetCore.Http;

namespace DataMatching.Web.Words;

/// <summary>The language of one request: Chinese, unless the browser chose English by the link at the head of every page.</summary>
public sealed class Say(IHttpContextAccessor context)
{
    public const string Cookie = "dm-language", EnglishCode = "en", ChineseCode = "zh";

    public bool English { get; } = context.HttpContext?.Request.Cookies[Cookie] == EnglishCode;

    /// <summary>The language as HTML names it.</summary>
    public string Tag => English ? "en" : "zh-CN";

    /// <summary>The text in the language of the request; both stand side by side in the page's source.</summary>
    public string this[string chinese, string english] => English ? english : chinese;
}
