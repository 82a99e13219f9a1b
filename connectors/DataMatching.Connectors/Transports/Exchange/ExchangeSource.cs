using System.Globalization;
using DataMatching.Connectors.Files;
using DataMatching.Households;

namespace DataMatching.Connectors.Transports.Exchange;

/// <summary>
/// Writes the list of people for the agency once, then looks every night whether the answer has come. Nothing of an answer is kept before the request is closed: it is closed when everybody has an answer
/// that can be believed, or when its last day is over; until then the files in the folder of answers are what is true, and are matched to the request anew.
/// </summary>
internal sealed class ExchangeSource(ExchangeSettings settings, TransportSite site) : ITransport
{
    private const int MostProblems = 20;

    public IReadOnlyList<string> Bring(LandingOrder order, ILanding landing, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(landing);
        var place = ExchangePlace.Read(landing.Place);
        if (place is not null && !place.Columns.SequenceEqual(order.Columns, StringComparer.Ordinal))
            throw new TransportException($"the agreement's columns changed since request L{place.Request} was written; it is closed, and a new one is written", final: true);
        if (settings.Answer.OncePer?.FirstOrDefault(n => !order.Columns.Contains(n, StringComparer.Ordinal)) is { } lost)
            throw new TransportException($"oncePer of the source's settings names {lost}, which the agreement does not let us have; take it out of answer.oncePer, or have the agreement extended");
        var desk = site.Desk ?? throw new InvalidOperationException("A request needs a desk to be written at.");
        var request = new RequestFile(settings, order, landing.Id, site.Root, desk);
        var folder = new AnswersFolder(settings, site.Root);
        if (place is null or { Step: ExchangeStep.Writing })
        {
            // What lies there already answers something else.
            Ask(request, folder, order, landing);
            return [];
        }

        if (place.Step == ExchangeStep.Asked) place = Look(place, request, folder, order, landing, cancel);
        if (place.Step != ExchangeStep.Answered) return place.Problems;
        landing.Finish(null);
        OfFiles(() =>
        {
            settings.Forget(site, order.Dataset);
            folder.Take(place);
        });
        return place.Problems;
    }

    private DateOnly Today => DateOnly.FromDateTime(site.Clock.GetLocalNow().DateTime);

    /// <summary>Writes the request. What it is stands with the landing before anybody can take it; when that was cut short it is written again, under the same name.</summary>
    private void Ask(RequestFile request, AnswersFolder folder, LandingOrder order, ILanding landing)
    {
        OfFiles(folder.Make);
        OfFiles(() => RequestFile.Remove(settings, order.Dataset, site.Root, landing.Id));
        var sha256 = OfFiles(request.Begin);
        var place = new ExchangePlace(ExchangeStep.Writing, landing.Id, request.Name, sha256, order.Columns, Today, Today.AddDays(settings.AnswersWithinDays), AnswerCounts.None(order.Keys.Count), [], []);
        landing.Commit(place.Write());
        OfFiles(() => request.Publish(sha256, place.AnswerBy));
        landing.Commit((place with { Step = ExchangeStep.Asked }).Write());
    }

    private ExchangePlace Look(ExchangePlace place, RequestFile request, AnswersFolder folder, LandingOrder order, ILanding landing, CancellationToken cancel)
    {
        var (files, found) = OfFiles(() => folder.Whole(order));
        List<string> problems = [.. found];
        var answers = new MatchAnswers(settings, order, landing.Id, request.Reference);
        OfFiles(() => AnswerRows.Remove(WorkOf(site, landing.Id.ToString(CultureInfo.InvariantCulture))));
        var taken = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var file in files.DistinctBy(f => f.Sha256)) OfFiles(() => Read(file, answers, taken, problems, order, landing.Id, cancel));
        var (unread, over) = (problems.Count > 0, Today > place.AnswerBy);
        answers.Compare(unread, over);
        var counts = answers.Counts(place.Counts.Asked);
        problems.AddRange(files.GroupBy(f => f.Sha256).SelectMany(g => g.Skip(1)).Select(f => $"{f.Name}: the same file lies there under another name; it counts once"));
        if (counts.Mistyped + counts.Mismatched + counts.Unasked > 0)
            problems.Add($"rows that are not taken: {counts.Mistyped} whose reference is mistyped or missing, {counts.Mismatched} whose number is not the one asked under their reference, {counts.Unasked} about nobody who was asked about (or may be no more). Whoever their reference or number names is set aside; have the agency correct them");
        if (answers.Others is { } others) problems.Add($"rows answer another request: {others}; the open one is L{landing.Id}. They are not read; ask the agency for the answer to {place.File}");
        if (counts.SetAside > 0)
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"of {counts.SetAside} people the answers contradict themselves or the request: nothing of them is believed. Have the agency send them again, and take the wrong file away, before {place.AnswerBy:yyyy-MM-dd} is over"));
        place = place with { Counts = counts, Answers = [.. taken], Problems = [.. problems.Take(MostProblems)] };
        if (over && counts.Answered == 0)
        {
            throw new TransportException(string.Create(CultureInfo.InvariantCulture,
                $"no answer to request L{place.Request} of {place.AskedOn:yyyy-MM-dd} that could be believed came until {place.AnswerBy:yyyy-MM-dd} (asked about {counts.Asked} people, {counts.SetAside} set aside){(problems.Count > 0 ? ": " + string.Join("; ", place.Problems) : "")}. Ask the agency; a new request is written by the next pull"), final: true);
        }

        if (!over && (unread || counts.Unanswered + counts.SetAside > 0))
        {
            landing.Commit(place.Write());
            return place;
        }

        // Once and for all: rows, answers and that they are matched are noted together.
        foreach (var row in answers.Rows) landing.Add(row);
        place = place with { Step = ExchangeStep.Answered };
        landing.Commit(place.Write(), [.. answers.People().Select(p => (p.Person, p.Answer ?? PersonAnswer.Failed))]);
        return place;
    }

    private void OfFiles(Action work) => OfFiles(() =>
    {
        work();
        return 0;
    });

    private T OfFiles<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TransportException($"a file of the exchange cannot be read or written now ({e.GetType().Name}); look at the disk and at the rights of {settings.Requests} and {settings.Answers}, then run pull again");
        }
    }

    /// <summary>What an answer is unfolded to while it is read.</summary>
    internal static string WorkOf(TransportSite site, string landing) => Path.Combine(site.Root, "data", "landing", landing + ".answer.csv");

    /// <summary>A file is taken whole or not at all.</summary>
    private void Read(AnswerFile file, MatchAnswers answers, SortedSet<string> taken, List<string> problems, LandingOrder order, long landing, CancellationToken cancel)
    {
        var work = WorkOf(site, landing.ToString(CultureInfo.InvariantCulture));
        Directory.CreateDirectory(Path.GetDirectoryName(work)!);
        var draft = new AnswerDraft();
        try
        {
            if (AnswerRows.Read(settings, file, order, work, row => answers.Sort(row, draft), cancel) is { } broken)
            {
                answers.Unreadable += broken.Count;
                problems.Add($"{file.Name}: row {broken.First}{(broken.Count > 1 ? $" and {broken.Count - 1} more" : "")} cannot be taken apart (more or fewer fields than the header, or broken quotes), or can be used neither by reference nor by number: whom it is about cannot be told, so the file is not taken. Have it made again, a field with the separator in it in quotes");
                return;
            }

            answers.Take(draft);
            taken.Add(file.Sha256);
        }
        catch (FileRefused e)
        {
            problems.Add($"{file.Name}: {e.Message}");
        }
        catch (Exception e) when (e is (IOException or UnauthorizedAccessException) && !AnswersFolder.IsReadable(file.Path))
        {
            problems.Add($"{file.Name}: {AnswersFolder.Unreadable(e)}");
        }
    }
}
