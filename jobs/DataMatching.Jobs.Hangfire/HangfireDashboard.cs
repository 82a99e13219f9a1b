using System.Globalization;
using Hangfire;
using Hangfire.Common;
using Hangfire.Dashboard;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace DataMatching.Jobs.Hangfire;

/// <summary>Hangfire's own pages. Who may open them is said where they are mounted; who may only look gets no buttons, and what he posts is refused.</summary>
public static class HangfireDashboard
{
    public const string Path = "/hangfire";

    /// <param name="app">Of which <see cref="Path"/> was taken off the addresses.</param>
    /// <param name="mayChange">Whether who asks may try again or delete jobs.</param>
    /// <param name="nameOf">What a stage is about, without anything of a person.</param>
    public static RequestDelegate Answer(IApplicationBuilder app, JobStorage storage, Func<HttpContext, bool> mayChange, Func<long, string> nameOf)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(storage);
        var options = new DashboardOptions
        {
            Authorization = [],
            AppPath = "/runs",
            DashboardTitle = "DataMatching – Hangfire",
            DisplayStorageConnectionString = false,
            IgnoreAntiforgeryToken = false,
            IsReadOnlyFunc = asked => !mayChange(asked.GetHttpContext()),
            DisplayNameFunc = (_, job) => NameOf(job, nameOf),
        };
        return app.UseMiddleware<AspNetCoreDashboardMiddleware>(storage, options, DashboardRoutes.Routes, true).Build();
    }

    private static string NameOf(Job job, Func<long, string> nameOf) => (job.Method.Name, job.Args) switch
    {
        (nameof(UnitCall.Perform), [long stage, int ordinal, ..]) => string.Create(CultureInfo.InvariantCulture, $"{nameOf(stage)}: unit {ordinal}"),
        (nameof(UnitCall.Join), [long stage, ..]) => $"{nameOf(stage)}: join",
        _ => job.Method.Name,
    };
}
