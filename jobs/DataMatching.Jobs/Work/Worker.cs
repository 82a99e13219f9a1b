using DataMatching.Jobs.Schedule;
using DataMatching.Jobs.Units;
using DataMatching.Storage;

namespace DataMatching.Jobs.Work;

/// <summary>
/// Does what is in the queue, one job at a time, on a thread of its own, while pages read and append through the same store. A job that the process was stopped in goes
/// back into the queue and is taken up at the next start; one that broke the process <see cref="MostAttempts"/> times is given up. On a database that several nodes share, one of them works at a time;
/// when it ends, however it ends, another goes on.
/// </summary>
public sealed class Worker : IDisposable
{
    /// <summary>How often a job is begun that never ends.</summary>
    public const int MostAttempts = 5;

    private static readonly TimeSpan Shared = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1), Longest = TimeSpan.FromMinutes(1);
    private readonly Site _site;
    private readonly Func<Job?, Exception, string> _tell;
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _asked = new(0);
    private readonly Lock _gate = new();
    private readonly Thread _thread;
    private Running? _running;
    private bool _disposed;

    /// <param name="tell">Puts an unexpected failure into words without personal data, and keeps it for those who repair the program. Null for the job: the queue itself failed.</param>
    public Worker(Site site, Func<Job?, Exception, string> tell)
    {
        _site = site;
        _tell = tell;
        _thread = new Thread(Work) { Name = "worker", IsBackground = true, Priority = ThreadPriority.BelowNormal };
    }

    /// <summary>True while its thread lives.</summary>
    public bool IsAlive => _thread.IsAlive;

    /// <summary>The job that runs now and how far it is; null when none does.</summary>
    public RunningJob? Now
    {
        get
        {
            lock (_gate) return _running?.Told;
        }
    }

    /// <summary>Takes up what an earlier process left, then waits for more.</summary>
    public void Start() => _thread.Start();

    /// <summary>Puts work into the queue.</summary>
    /// <param name="account">Who asks; null: the schedule.</param>
    public Job Ask(JobKind kind, string subject, string document, long? account)
    {
        var job = _site.Store.Jobs.Ask(kind, subject, document, account);
        _asked.Release();
        return job;
    }

    /// <summary>Puts what the schedule owes into the queue, unless it has run, was skipped, or work of the schedule waits or runs already: then null.</summary>
    public Job? AskOnce(DueItem due)
    {
        var job = _site.Store.Schedule.AskOnce(due.Kind, due.Subject, ScheduledWork.RunKey(due.Kind, due.Subject), ScheduledWork.DocumentOf(due.Kind), due.Tries);
        if (job is not null) _asked.Release();
        return job;
    }

    /// <summary>Takes a waiting job out of the queue, or asks the running one to stop at its next unit; what it finished is kept. False when it has ended already.</summary>
    public bool Cancel(long job)
    {
        lock (_gate)
        {
            if (_running is { } running && running.Job.Id == job)
            {
                running.Cancel();
                return true;
            }

            return _site.Store.Jobs.Cancel(job);
        }
    }

    /// <summary>Asks the running job to stop at its next unit, and waits until it has: it goes on at the next start.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed) return;
            _disposed = true;
        }

        _stop.Cancel();
        if (_thread.IsAlive) _thread.Join();
        _stop.Dispose();
        _asked.Dispose();
    }

    private void Work()
    {
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                if (Insist(null, Take) is { } running) Perform(running);
                else _asked.Wait(_site.Store.Server is null ? Timeout.InfiniteTimeSpan : Shared, _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The process stops while nothing is to be done, or the database can't be written: the job goes on at the next start.
        }
    }

    /// <summary>Tries until it is done, ever more seldom: a database that can't be read or written for a while ends no job and no process.</summary>
    /// <exception cref="OperationCanceledException">The process stops.</exception>
    private T Insist<T>(Job? job, Func<T> work)
    {
        for (var wait = Shortest; ; wait = wait * 2 < Longest ? wait * 2 : Longest)
        {
            try
            {
                return work();
            }
#pragma warning disable CA1031 // On this thread nobody is above to catch it: it would end the process, and the pages with it.
            catch (Exception e) when (e is not OperationCanceledException)
            {
                _ = _tell(job, e);
            }
#pragma warning restore CA1031

            Task.Delay(wait, _site.Clock, _stop.Token).GetAwaiter().GetResult();
        }
    }

    private Running? Take()
    {
        lock (_gate)
        {
            if (_site.Store.Jobs.Unfinished().Count == 0 || _site.TryBeginWork() is not { } right) return null;
            try
            {
                // What another node ended meanwhile is not begun again.
                if (_site.Store.Jobs.Unfinished() is not [var job, ..])
                {
                    right.Dispose();
                    return null;
                }

                _site.Store.Jobs.Begin(job.Id);
                return _running = new Running(_site, job, right, _stop.Token);
            }
            catch
            {
                right.Dispose();
                throw;
            }
        }
    }

    private void Perform(Running running)
    {
        var job = running.Job;
        using var signal = _site.Signals.Job(job);
        Action? end;
        try
        {
            if (job.Attempts >= MostAttempts)
                throw new JobRefused($"It was begun {MostAttempts} times, and each time the program ended in the middle of it. Nothing is done half: look at the machine's log and memory, then ask for it again.");
            var outcome = PerformJob.Run(_site, job, running, running.Token);
            signal.End("done");
            end = () => _site.Store.Jobs.Finish(job.Id, outcome);
        }
        catch (OperationCanceledException)
        {
            signal.End(running.IsCancelled ? "cancelled" : "stopped");
            end = running.IsCancelled ? () => _site.Store.Jobs.Cancel(job.Id) : () => _site.Store.Jobs.Rest(job.Id);
        }
        catch (WorkLostException e)
        {
            // It is the other node's now.
            signal.End("lost", e);
            _ = _tell(job, e);
            end = null;
        }
        catch (Exception e) when (DatabaseFailure.MayPass(e) && job.Attempts + 1 < MostAttempts)
        {
            // It is begun again as soon as the database takes this down.
            signal.End("put back", e);
            _ = _tell(job, e);
            end = () => _site.Store.Jobs.Again(job.Id);
        }
        catch (Exception e)
        {
            signal.End("failed", e);
            var told = e is JobRefused or StoreException ? e.Message : _tell(job, e);
            end = () => _site.Store.Jobs.Fail(job.Id, told);
        }

        try
        {
            if (end is not null) Insist(job, () =>
            {
                running.NoteRun();
                lock (_gate)
                {
                    // When the answer to an earlier try was lost, it has ended already.
                    if (_site.Store.Jobs.Find(job.Id) is { State: JobState.Waiting or JobState.Running }) end();
                    _running = null;
                }

                return true;
            });
        }
        finally
        {
            lock (_gate)
            {
                _running = null;
                running.Dispose();
            }
        }
    }

    /// <summary>The job under way. Progress comes from the worker's threads and is read by pages.</summary>
    private sealed class Running(Site site, Job job, IDisposable right, CancellationToken stop) : IProgress<StepProgress>, IDisposable
    {
        private readonly CancellationTokenSource _cancel = CancellationTokenSource.CreateLinkedTokenSource(stop);
        private readonly DateTimeOffset _began = site.Clock.GetUtcNow();
        private volatile RunningJob? _last;
        private long? _run;

        public Job Job => job;
        public CancellationToken Token => _cancel.Token;
        public bool IsCancelled { get; private set; }
        public RunningJob Told => (_last ?? new RunningJob(job.Id, _began, null, _began, 0, null, 0, null, false)) with { Stopping = _cancel.IsCancellationRequested };

        public void Cancel()
        {
            IsCancelled = true;
            _cancel.Cancel();
        }

        public void Report(StepProgress value)
        {
            var now = site.Clock.GetUtcNow();
            var last = _last;
            if (last?.Step != value.Step) NoteRun();
            var since = last?.Step == value.Step ? last.Since : now;
            var seconds = (now - since).TotalSeconds;
            long? speed = value.Rows > 0 && seconds > 0 ? (long)(value.Rows / seconds) : null;
            _last = new RunningJob(job.Id, _began, value.Step, since, value.Done, value.Total, value.Rows, speed, false);
        }

        /// <summary>Which run the job has become is known once that has begun.</summary>
        public void NoteRun()
        {
            if (_run is not null || PerformJob.RunKey(job) is not { } key || site.Store.Runs.Newest(key) is not { } run) return;
            if (run.EndedAt is { } ended && ended < _began) return;
            _run = run.Id;
            site.Store.Jobs.Became(job.Id, run.Id);
        }

        public void Dispose()
        {
            right.Dispose();
            _cancel.Dispose();
        }
    }
}
