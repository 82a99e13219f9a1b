using DataMatching.App;
using DataMatching.App.Commands;
using DataMatching.Assessment;
using DataMatching.Identity;
using DataMatching.Jobs;
using DataMatching.Jobs.Work;
using DataMatching.Review;
using DataMatching.Storage;
using DataMatching.Tests.App;
using DataMatching.Web.Accounts;
using DataMatching.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace DataMatching.Tests.Web;

/// <summary>A copy of <see cref="WebTemplate"/>, served within the test's process on a free port, at a time of the test's choosing.</summary>
internal sealed class WebDemo : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("datamatching-web-");
    private readonly WebApplication _pages;

    /// <summary>Asked by the pages, never begun: nothing runs in these tests.</summary>
    private readonly Worker _worker;

    /// <param name="inputs">Of households; null: the program's own.</param>
    /// <param name="prepare">Changes the site's folder before it is opened.</param>
    /// <param name="join">Gives the opened site another engine.</param>
    public WebDemo(IHouseholdInputs? inputs = null, Action<string>? prepare = null, Action<Site>? join = null)
    {
        WebTemplate.CopyTo(_folder.FullName);
        prepare?.Invoke(_folder.FullName);
        Site = Guard.Open(SiteFolder.At(_folder.FullName), Clock);
        join?.Invoke(Site);
        _worker = new Worker(Site, (_, _) => "");
        var ports = ServeCommand.PortsOf(Site, _worker, CancellationToken.None);
        _pages = WebSite.Make(ServeCommand.ForWeb(Site), inputs is null ? ports : ports with { Households = inputs }, "http://127.0.0.1:0");
        _pages.Start();
        Address = new Uri(_pages.Urls.Single());
        // A site of a test's own may have no quarter.
        Add = Store.Cases.Page(new CaseFilter(WebTemplate.Q3, null), null, 1).Count > 0 ? WebTemplate.Somewhere(Store, Flag.Add) : null!;
    }

    public CommandLine.SettableClock Clock { get; } = new() { Now = new DateTimeOffset(2026, 10, 21, 1, 0, 0, TimeSpan.Zero) };
    public Site Site { get; }
    public Store Store => Site.Store;
    public Uri Address { get; }

    /// <summary>An entry in the district of the reviewers.</summary>
    public CaseListing Add { get; }

    public IEnumerable<RouteEndpoint> Endpoints => ((IEndpointRouteBuilder)_pages).DataSources.SelectMany(d => d.Endpoints).OfType<RouteEndpoint>();

    /// <summary>Somebody who is not signed in.</summary>
    public Surfer Stranger(bool behindTls = false) => new(Address, behindTls);

    /// <summary>Signed in with an account of the template.</summary>
    public async Task<Surfer> As(string name)
    {
        var surfer = Stranger();
        var answer = await surfer.SignIn(name, WebTemplate.Password);
        Assert.AreEqual(System.Net.HttpStatusCode.Redirect, answer.StatusCode, $"{name} could not sign in");
        return surfer;
    }

    public Task<Surfer> As(Role role) => As(WebTemplate.People.First(p => p.Role == role).Name);

    /// <summary>Makes an account of a role and a district that the template does not have, and signs in with it.</summary>
    public async Task<Surfer> AsNew(string name, Role role, District? scope)
    {
        var account = Store.Accounts.Create(name, "演示 " + name, role, scope, Stamps.New());
        new Passwords(Store, new PasswordHasher<Account>(), Clock).Set(account, WebTemplate.Password);
        return await As(name);
    }

    public Account Account(string name) => Store.Accounts.Find(name)!;

    /// <summary>How many things were done to the case.</summary>
    public int Done(CaseListing listing) => Store.Cases.Events(listing.Case, null).Count;

    public static string SheetOf(CaseListing listing) => $"/sheet/{listing.Quarter}/{listing.Household}";

    public void Dispose()
    {
        _pages.StopAsync(TimeSpan.FromSeconds(1)).GetAwaiter().GetResult();
        ((IDisposable)_pages).Dispose();
        _worker.Dispose();
        Site.Dispose();
        _folder.Delete(true);
    }
}
