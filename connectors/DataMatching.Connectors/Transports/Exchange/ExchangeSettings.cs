using DataMatching.Connectors.Registries;
using DataMatching.Identity;

namespace DataMatching.Connectors.Transports.Exchange;

/// <summary>What an answer file has beside the columns of the dataset.</summary>
/// <param name="HasManifests">True: an answer is whole when its manifest lies beside it. False: when it has its name.</param>
/// <param name="Reference">Title of the column with the reference of the request.</param>
/// <param name="State">Title of the column that says what a row is; null: every row is a record.</param>
/// <param name="AbsentIsNoRecord">Whether somebody whom a whole answer does not name is known to be absent (the agency has promised it; it counts after the last day) or unanswered.</param>
/// <param name="OncePer">Standard headers: of a person there is one row for each value of them (none: one row). Null: a person may have any rows.</param>
public sealed record AnswerColumns(
    bool HasManifests, string Reference, string? State, IReadOnlyList<string> Found, IReadOnlyList<string> None, IReadOnlyList<string> Refused, bool AbsentIsNoRecord, IReadOnlyList<string>? OncePer);

/// <summary>An agency that takes a list of people as a file and answers with a file, carried there and back by somebody.</summary>
/// <param name="Requests">Folder for requests, relative to the site's.</param>
/// <param name="Answers">Folder for answers, relative to the site's; of this dataset alone.</param>
/// <param name="AnswersWithinDays">Days after the day of asking on which an answer is still waited for, 1 to 365.</param>
public sealed record ExchangeSettings(
    District Scope, int EveryDays, int FromMonths, int ToMonths, string Requests, string Answers, RequestTemplate Template, AnswerColumns Answer, int AnswersWithinDays)
    : SourceSettings(Scope, EveryDays, FromMonths, ToMonths)
{
    internal const string OfKind = "exchange";

    internal static readonly string[] Known = ["requests", "answers", "template", "answer", "answersWithinDays"];

    /// <summary>Folders of the site that are not for strangers' files.</summary>
    private static readonly string[] Ours = ["config", "union", "drop", "data", "lists", "secrets"];

    public override string Kind => OfKind;

    /// <summary>Long after the last day for an answer: it may lie there since.</summary>
    public override int DaysToGoOn => AnswersWithinDays + 365;

    public override bool IsSentOnce => true;

    public override ITransport Open(TransportSite site)
    {
        ArgumentNullException.ThrowIfNull(site);
        return new ExchangeSource(this, site);
    }

    public override IReadOnlyList<string> LeftOver(TransportSite site, string? placeOfLast)
    {
        ArgumentNullException.ThrowIfNull(site);
        return new AnswersFolder(this, site.Root).LeftOver(ExchangePlace.Read(placeOfLast));
    }

    public override void Forget(TransportSite site, Dataset dataset)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(dataset);
        RequestFile.Remove(this, dataset, site.Root, null);
        AnswerRows.Remove(ExchangeSource.WorkOf(site, "*"));
    }

    /// <summary>What cannot be told without the dataset.</summary>
    internal void Check(Dataset dataset, string place, Action<SettingsFault> tell)
    {
        foreach (var column in (Answer.OncePer ?? []).Where(n => dataset.Columns.All(c => c.Name != n)))
            tell(new SettingsFault(place + ".answer.oncePer", column, "standard headers of the dataset: " + string.Join("、", dataset.Columns.Select(c => c.Name))));
    }

    internal static SourceSettings? Read(SettingsElement source, District scope, int everyDays, int fromMonths, int toMonths)
    {
        var (requests, answers) = (Folder(source, "requests"), Folder(source, "answers"));
        if (requests.Length > 0 && string.Equals(requests, answers, StringComparison.OrdinalIgnoreCase)) source.Fault("answers", "the folder of the requests", "a folder of its own");
        var template = source.Object("template") is { } t ? RequestTemplate.Read(t) : null;
        var answer = source.Object("answer") is { } a ? Columns(a) : null;
        if (template is null) source.Fault("template", "nothing usable", "an object with form and columns");
        if (answer is null) source.Fault("answer", "nothing usable", "an object with at least reference, the title of its column in the answer");
        var days = (int)source.Number("answersWithinDays", 1, 365, 15);
        return template is null || answer is null ? null : new ExchangeSettings(scope, everyDays, fromMonths, toMonths, requests, answers, template, answer, days);
    }

    private static string Folder(SettingsElement source, string name)
    {
        var path = source.Text(name);
        if (path.Length == 0) return path;
        var parts = path.Split('/');
        var below = !Path.IsPathRooted(path) && !parts.Any(p => p.Trim() is "" or "." or ".." || p.IndexOfAny(['\\', ':']) >= 0 || p.Any(char.IsControl));
        if (below && !Ours.Contains(parts[0], StringComparer.OrdinalIgnoreCase)) return path;
        source.Fault(name, "another folder", $"a folder below the site such as exchange/wages/{name}, not in {string.Join(", ", Ours)}");
        return "";
    }

    private static AnswerColumns Columns(SettingsElement answer)
    {
        answer.OnlyKnown("finished", "reference", "state", "found", "none", "refused", "absent", "oncePer");
        var state = answer.Optional("state");
        var (found, none, refused) = (answer.List("found"), answer.List("none"), answer.List("refused"));
        if (state is not null && found.Count == 0) answer.Fault("found", "nothing", "the values of 'state' that say that there is a record");
        if (state is null && found.Count + none.Count + refused.Count > 0) answer.Fault("state", "nothing", "the title of the column with the state, since values of it are given");
        if (found.Concat(none).Concat(refused).GroupBy(v => v, StringComparer.Ordinal).Any(g => g.Count() > 1)) answer.Fault("found", "a state that means two things", "each value once");
        var (manifests, absent) = (answer.OneOf("finished", "manifest", "rename") == "manifest", answer.OneOf("absent", "failed", "noRecord") == "noRecord");
        if (absent && !manifests) answer.Fault("absent", "noRecord for answers that are finished by their name", "\"finished\": \"manifest\" beside it: without the number of rows half an answer would make people absent");
        return new AnswerColumns(manifests, answer.Text("reference"), state, found, none, refused, absent, answer.Holds("oncePer") ? answer.List("oncePer") : null);
    }
}
