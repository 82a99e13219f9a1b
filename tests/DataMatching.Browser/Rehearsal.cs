using DataMatching.Review;
using Microsoft.Playwright;

namespace DataMatching.Browser;

/// <summary>A demo of one's own, worked on day after day: for another day the program is started anew with its clock on that day.</summary>
internal sealed class Rehearsal : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("datamatching-rehearsal-");
    private readonly Dictionary<(Role, int), Visit> _visits = [];
    private readonly List<string> _complaints = [];
    private readonly bool _english;
    private Served? _served;

    private Rehearsal(bool english) => _english = english;

    /// <summary>What browsers complained of, on all days.</summary>
    public IReadOnlyList<string> Complaints => [.. _complaints, .. _visits.Values.SelectMany(v => v.Complaints)];

    public static async Task<Rehearsal> Begin(DateOnly day, bool english = false)
    {
        var rehearsal = new Rehearsal(english);
        DemoSite.Copy(DemoSite.Untouched, rehearsal._folder.FullName);
        await rehearsal.On(day);
        return rehearsal;
    }

    /// <summary>Goes on on another day; everybody has to sign in anew.</summary>
    public async Task On(DateOnly day)
    {
        await Leave();
        _served = await Served.Start("serve", "--site", _folder.FullName, "--date", DemoSite.Day(day));
    }

    /// <summary>Somebody at his desk, or with a phone in a kitchen.</summary>
    public async Task<IPage> As(Role role, int width = Visit.Desktop)
    {
        if (_visits.TryGetValue((role, width), out var there)) return there.Page;
        var visit = _visits[(role, width)] = await Visit.Begin(_served!.Address, width, _english);
        visit.Page.Dialog += async (_, question) => await question.AcceptAsync();
        var (name, password) = DemoSite.Told(role);
        await visit.SignIn(name, password);
        Assert.IsTrue(await visit.IsSignedIn(), $"{role} could not sign in");
        return visit.Page;
    }

    public async Task Picture(Role role, string name, int width = Visit.Desktop) => await _visits[(role, width)].Picture(name);

    /// <summary>What he sees is readable for all.</summary>
    public Task Readable(Role role, string name, int width = Visit.Desktop) => ScreenTests.Readable(_visits[(role, width)], name);

    public async ValueTask DisposeAsync()
    {
        await Leave();
        _folder.Delete(true);
    }

    private async Task Leave()
    {
        foreach (var visit in _visits.Values)
        {
            _complaints.AddRange(visit.Complaints);
            await visit.DisposeAsync();
        }

        _visits.Clear();
        _served?.Dispose();
    }
}
