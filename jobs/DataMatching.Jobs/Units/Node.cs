using System.Security.Cryptography;
using System.Text;
using DataMatching.Jobs.Operating;
using DataMatching.Storage;

namespace DataMatching.Jobs.Units;

/// <summary>What became of a unit in a node's hands.</summary>
public enum UnitEnd
{
    /// <summary>It is done.</summary>
    Done = 0,

    /// <summary>There was nothing to do, or another node has it.</summary>
    Lost = 1,

    /// <summary>Something was in the way that may pass: it waits to be done again.</summary>
    Again = 2,

    /// <summary>It can't be done.</summary>
    Failed = 3,
}

/// <summary>A process that performs units of a site.</summary>
public sealed class Node
{
    /// <summary>How often a unit is begun before it counts as one that can't be done.</summary>
    public const int MostAttempts = 5;

    private const int StagesKept = 2;
    private readonly Lock _gate = new();
    private readonly List<(long Stage, Lazy<StageWork> Work)> _stages = [];

    private readonly Func<Site, Stage, StageWork> _workOf;

    /// <param name="name">Unique among the nodes of a site.</param>
    public Node(Site site, string name)
        : this(site, name, StageWork.Of)
    {
    }

    internal Node(Site site, string name, Func<Site, Stage, StageWork> workOf) => (Site, Name, _workOf) = (site, name, workOf);

    public Site Site { get; }
    public string Name { get; }

    /// <summary>A digest of what units are judged by: nodes that differ in it, or in the version of the program, must not share work.</summary>
    public static string Configuration(SiteConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var text = string.Join('\n', configuration.PolicySha256, configuration.StandardsSha256, configuration.TermsSha256, configuration.RegistriesSha256,
            FormattableString.Invariant($"{configuration.Settings.Matching.Probable} {configuration.Settings.Matching.Doubtful}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }

    /// <summary>Performs a unit, whoever had it before.</summary>
    /// <exception cref="OperationCanceledException">The node stops; the unit was given back.</exception>
    public (UnitEnd End, Exception? Why) Perform(long stage, int ordinal, CancellationToken cancel)
    {
        UnitClaim? claim = null;
        WorkSignal? signal = null;
        try
        {
            claim = Site.Store.Units.Begin(stage, ordinal, Name);
            if (claim is null) return (UnitEnd.Lost, null);
            signal = Site.Signals.Unit(claim);
            if (claim.Attempt > MostAttempts) throw new JobRefused($"It was begun {MostAttempts} times, and each time the node ended in the middle of it.");
            WorkOf(claim.Stage).Perform(claim, cancel);
            signal.End("done");
            return (UnitEnd.Done, null);
        }
        catch (UnitLostException)
        {
            signal?.End("taken-over");
            return (UnitEnd.Lost, null);
        }
        catch (OperationCanceledException)
        {
            signal?.End("given-back");
            if (claim is not null) Quietly(() => Site.Store.Units.GiveBack(claim, null));
            throw;
        }
        catch (Exception e)
        {
            Forget(stage);
            var again = MayPass(e) && claim is not { Attempt: >= MostAttempts };
            signal?.End(again ? "again" : "failed", e);
            if (claim is not null) Quietly(() => again ? Site.Store.Units.GiveBack(claim, Told(e)) : Site.Store.Units.Fail(claim, Told(e)));
            return (again ? UnitEnd.Again : UnitEnd.Failed, e);
        }
        finally
        {
            signal?.Dispose();
        }
    }

    /// <summary>A failure in words without personal data.</summary>
    public static string Told(Exception failure) => failure is JobRefused or StoreException or KeyRingException ? failure.Message : $"Failed unexpectedly: {failure?.GetType().Name}.";

    private bool MayPass(Exception e) => DatabaseFailure.MayPass(e) || (e is IOException && Site.Store.Server is not null);

    private StageWork WorkOf(Stage stage)
    {
        lock (_gate)
        {
            var at = _stages.FindIndex(s => s.Stage == stage.Id);
            if (at >= 0) return Value(_stages[at].Work);
            if (_stages.Count == StagesKept) _stages.RemoveAt(0);
            _stages.Add((stage.Id, new Lazy<StageWork>(() => _workOf(Site, stage))));
            return Value(_stages[^1].Work);
        }

        static StageWork Value(Lazy<StageWork> work) => work.Value;
    }

    /// <summary>Lets go of what was worked out for a stage: it has ended, or that may be what failed.</summary>
    internal void Forget(long stage)
    {
        lock (_gate) _stages.RemoveAll(s => s.Stage == stage);
    }

    private static void Quietly(Func<bool> note)
    {
        try
        {
            note();
        }
        catch (Exception e) when (DatabaseFailure.Is(e) || e is IOException)
        {
            // The database is gone: whoever begins the unit next takes it over.
        }
    }
}
