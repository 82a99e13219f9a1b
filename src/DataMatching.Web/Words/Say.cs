using DataMatching.Words;
using Microsoft.AspNetCore.Http;

namespace DataMatching.Web.Words;

/// <summary>The language of one request: Chinese, unless the browser chose English by the link at the head of every page.</summary>
public sealed class Say
{
    /// <summary>Chinese whatever the browser chose: for lists that leave the site.</summary>
    public static readonly Say Chinese = new();

    public const string Cookie = "dm-language", EnglishCode = "en", ChineseCode = "zh";

    public Say(IHttpContextAccessor context) => English = context.HttpContext?.Request.Cookies[Cookie] == EnglishCode;

    private Say()
    {
    }

    public bool English { get; }

    /// <summary>The language as HTML names it.</summary>
    public string Tag => English ? "en" : "zh-CN";

    /// <summary>The text in the language of the request; both stand side by side in the page's source.</summary>
    public string this[string chinese, string english] => English ? english : chinese;

    /// <summary>The domain's word in the language of the request.</summary>
    public string this[Word word] => English ? word.English : word.Chinese;
}
