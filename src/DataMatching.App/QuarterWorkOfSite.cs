using System.Collections.Concurrent;
using System.Globalization;
using DataMatching.Assessment;
using DataMatching.Identity;
using DataMatching.Jobs;
using DataMatching.Quarters;
using DataMatching.Review;
using DataMatching.Time;
using DataMatching.Web.Hosting;

namespace DataMatching.App;

/// <summary>Gives the pages the work on a whole quarter. A replay runs beside the pages, one at a time; it ends with the program.</summary>
internal sealed class QuarterWorkOfSite(Site site, CancellationToken stop) : IQuarterWork
{
    private readonly Lock _one = new();
    private readonly ConcurrentDictionary<Quarter, QuarterProgress> _work = [];
    private readonly ConcurrentDictionary<long, IReadOnlyDictionary<Flag, int>> _verdicts = [];
    private readonly ConcurrentDictionary<(long, long, int), OpeningCheck> _openings = [];

    public bool AdjustmentHasIdNumbers => site.Configuration.Adjustment.HasIdNumbers;

    public Reconciliation? Sums(Quarter quarter, District? scope) => site.Store.Quarters.Find(quarter)?.Run is not { } run ? null
        : CloseQuarter.Sums(site, quarter, scope, scope is null ? _verdicts.GetOrAdd(run, site.Store.Runs.Count) : null);

    public OpeningCheck? Opening(Quarter quarter)
    {
        if (site.Store.Quarters.Find(quarter.Previous) is not { Run: { } before, ClosedAt: not null } || site.Store.Quarters.Find(quarter)?.Run is not { } run) return null;
        var late = site.Store.Cases.LateDecisions(quarter, run, null).Count;
        if (_openings.TryGetValue((before, run, late), out var known)) return known;
        return CloseQuarter.Opening(site, quarter) is { } check ? _openings.GetOrAdd((before, run, late), check) : null;
    }

    public IReadOnlyList<Refusal> MissingToClose(Quarter quarter, Reconciliation? sums, bool carryOver) => CloseQuarter.Missing(site, quarter, sums ?? Sums(quarter, null), carryOver);

    public Refusal? Close(Quarter quarter, string? carryOver, long account)
    {
        lock (_one)
        {
            if (Busy()) return BusyNow;
            if (CloseQuarter.Missing(site, quarter, !string.IsNullOrWhiteSpace(carryOver)) is [var first, ..]) return first;
            try
            {
                CloseQuarter.Run(site, quarter, carryOver, account);
                return null;
            }
            catch (JobRefused e)
            {
                return new Refusal("refused", "未能关账：" + e.Message, "Not closed: " + e.Message);
            }
        }
    }

    public Refusal? BeginReplay(Quarter quarter)
    {
        lock (_one)
        {
            if (Busy()) return BusyNow;
            _work[quarter] = new QuarterProgress(quarter, site.Clock.GetLocalNow(), 0, null, false, []);
        }

        _ = Task.Run(() => Work(quarter), CancellationToken.None);
        return null;
    }

    public QuarterProgress? Progress(Quarter quarter) => _work.GetValueOrDefault(quarter);

    public AdjustmentDownload Adjustments(Quarter quarter, District? scope, bool xlsx, long account, string purpose)
    {
        var layout = site.Configuration.Adjustment;
        var rows = AdjustmentFile.Of(site, quarter, scope);
        using var content = new MemoryStream();
        if (xlsx) AdjustmentFile.WriteXlsx(content, quarter, layout, rows);
        else AdjustmentFile.WriteCsv(content, layout, rows);
        site.Store.Adjustments.Add(quarter, account, scope, rows.Count, layout.HasIdNumbers, purpose);
        return new AdjustmentDownload($"{quarter}-adjustments{(scope is { } s ? "-" + s : "")}.{(xlsx ? "xlsx" : "csv")}",
            xlsx ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" : "text/csv; charset=utf-8", content.ToArray());
    }

    private static Refusal BusyNow => new("busy", "正在重放，请等它完成", "A replay is running: wait until it has ended");

    private bool Busy() => _work.Values.Any(w => w.Said is null);

    private void Work(Quarter quarter)
    {
        var began = _work[quarter];
        try
        {
            var progress = new Told(p => _work[quarter] = began with { Done = p.Done });
            _work[quarter] = Replay(began, progress);
        }
        catch (JobRefused e)
        {
            _work[quarter] = began with { Failed = true, Said = new Refusal("refused", "未能完成：" + e.Message, "Not done: " + e.Message) };
        }
        catch (OperationCanceledException)
        {
            _work[quarter] = began with { Failed = true, Said = new Refusal("stopped", "程序停止，重放中断；请再次发起", "The program stopped; begin the replay again") };
        }
#pragma warning disable CA1031 // What fails here has no caller to fail to: it is told on the page by its kind alone, and logged by nobody else.
        catch (Exception e)
        {
            _work[quarter] = began with { Failed = true, Said = new Refusal("failed", $"程序出错（{e.GetType().Name}），请运维人员用命令行重做以查明原因", $"The program failed ({e.GetType().Name}): an operator finds out more by the command line") };
        }
#pragma warning restore CA1031
    }

    private QuarterProgress Replay(QuarterProgress began, Told progress)
    {
        var s = ReplayQuarter.Run(site, began.Quarter, progress, stop);
        var changed = s.ConfigurationChanged ? ("；政策、标准或登记机构协议的配置在发布后有改动，差异可能由此产生", "; policies, standards or registries' terms were changed since, which may explain differences") : ("", "");
        return began with
        {
            Done = s.Households,
            Failed = s.Differences > 0,
            Different = s.Different,
            Said = new Refusal("replayed", $"重放 {N(s.Households)} 户，与存档不同 {N(s.Differences)} 户（应为 0）{changed.Item1}", $"{N(s.Households)} households judged again, {N(s.Differences)} differ from what is stored (expected 0){changed.Item2}"),
        };
    }

    private static string N(int number) => number.ToString("#,##0", CultureInfo.InvariantCulture);

    /// <summary>Tells at once, in order: a page reads it, no screen is drawn.</summary>
    private sealed class Told(Action<StepProgress> tell) : IProgress<StepProgress>
    {
        public void Report(StepProgress value) => tell(value);
    }
}
