using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace DataMatching.Web.Hosting;

/// <summary>How much one request may bring.</summary>
internal static class Limits
{
    /// <summary>Bytes of one request: six photos of the largest size.</summary>
    public const long LargestRequest = 64L << 20;

    /// <summary>Bytes of all files of one form together; the rest is for what was typed. The browser holds a form against it before anything is sent.</summary>
    public const long LargestFiles = 63L << 20;

    /// <summary>Answers a request that says itself that it is too large, before anything of it is read: else the form's check would only find it incomplete.</summary>
    public static void UseLimits(this WebApplication app) => app.Use(async (context, next) =>
    {
        var asked = context.Request;
        if (asked.ContentLength is not > LargestRequest)
        {
            await next(context);
            return;
        }

        // The page that says so is asked for as a page: nobody looks for a form in the body.
        (asked.Method, asked.ContentType, asked.ContentLength) = (HttpMethods.Get, null, null);
        context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
    });
}
