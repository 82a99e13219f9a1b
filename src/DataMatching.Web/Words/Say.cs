using DataMatching.Words;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Rendering;

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

    /// <summary>A text of others that may be Chinese (a name, a place, a source), marked as such on an English page: for screen readers and fonts.</summary>
    public IHtmlContent Zh(string? text)
    {
        if (!English || !(text ?? "").Any(c => c is >= '\u3400' and <= '\u9fff')) return new HtmlContentBuilder().Append(text ?? "");
        var marked = new TagBuilder("span");
        marked.Attributes["lang"] = "zh-CN";
        marked.InnerHtml.Append(text!);
        return marked;
    }

    /// <summary>The domain's word in the language of the request.</summary>
    public string this[Word word] => English ? word.English : word.Chinese;
}
