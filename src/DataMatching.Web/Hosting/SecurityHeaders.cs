using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace DataMatching.Web.Hosting;

/// <summary>What every answer tells the browser: nothing from elsewhere, no frame, no guessing of types, no address passed on, and no copy kept of pages.</summary>
internal static class SecurityHeaders
{
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; form-action 'self'; "
        + "base-uri 'none'; frame-ancestors 'none'";

    /// <summary>The engine's pages colour by attributes of their elements; scripts and style sheets come from here there too.</summary>
    private const string PolicyOfEngine = Policy + "; style-src-attr 'unsafe-inline'";

    public static void UseSecurityHeaders(this WebApplication app, EnginePages? engine) => app.Use(async (context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = engine is not null && engine.IsBelow(context.Request.Path) ? PolicyOfEngine : Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(self), geolocation=(), microphone=()";
        headers.CacheControl = "no-store";
        if (context.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000";
        await next(context);
    });
}
