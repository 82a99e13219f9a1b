using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace DataMatching.Web.Hosting;

/// <summary>
/// <c>/health/live</c>: the process answers. <c>/health/ready</c>: it can also do its work; 503 with the names of what is wrong when it can't. Both need no sign-in, tell nothing of the site or of people, and are kept by nobody.
/// </summary>
internal static class HealthAnswers
{
    public const string Live = "/health/live", Ready = "/health/ready";
    private static readonly string[] Asked = [HttpMethods.Get, HttpMethods.Head];

    public static void MapHealth(this WebApplication app)
    {
        app.MapMethods(Live, Asked, () => Results.Json(new { status = "live" })).AllowAnonymous();
        app.MapMethods(Ready, Asked, (IHealth health) =>
        {
            var problems = health.Problems();
            return Results.Json(new { status = problems.Count == 0 ? "ready" : "not-ready", problems }, statusCode: problems.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        }).AllowAnonymous();
    }
}
