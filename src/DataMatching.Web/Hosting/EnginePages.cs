using DataMatching.Storage;
using DataMatching.Web.Accounts;
using DataMatching.Web.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace DataMatching.Web.Hosting;

/// <summary>Pages that the engine of the units brings along. They are behind our sign-in, for those alone who look after the engine (<see cref="Access.EnginePages"/>), and show numbers of units, never people.</summary>
/// <param name="Path">Below which they are, such as <c>/hangfire</c>.</param>
/// <param name="Name">As the engine calls itself.</param>
/// <param name="Answer">Makes what answers requests; the function given to it says whether who asks may also change something.</param>
public sealed record EnginePages(string Path, string Name, Func<IApplicationBuilder, Func<HttpContext, bool>, RequestDelegate> Answer)
{
    /// <summary>What these pages ask for by themselves every few seconds, which is nobody's click.</summary>
    internal bool IsPoll(PathString asked) => asked.StartsWithSegments(Path + "/stats", StringComparison.OrdinalIgnoreCase);

    internal bool IsBelow(PathString asked) => asked.StartsWithSegments(Path, StringComparison.OrdinalIgnoreCase);

    internal void Map(WebApplication app)
    {
        IEndpointRouteBuilder routes = app;
        var answer = Answer(routes.CreateApplicationBuilder().UsePathBase(Path), MayChange);
        routes.Map(Path + "/{**rest}", answer).RequireAuthorization(Access.EnginePages);
    }

    private static bool MayChange(HttpContext asked) => asked.RequestServices.GetRequiredService<SignedIn>().Account is { } account && WhoMayAsk.For(JobKind.Night, account);
}
