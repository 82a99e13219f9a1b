using System.CommandLine;
using System.Globalization;
using DataMatching.App.Screen;
using DataMatching.Batches;
using DataMatching.Households;
using DataMatching.Jobs;
using DataMatching.Words;

namespace DataMatching.App.Commands;

/// <summary><c>asked</c>: whom we asked agencies about, on what basis, and what came of it: the gate's record.</summary>
internal static class AskedCommand
{
    private const int LandingsShown = 50;

    public static Command Make(TimeProvider clock)
    {
        var person = new Option<string?>("--person") { Description = "Every time that this person was asked about, by his key such as KN00001027/2." };
        var command = new Command("asked", "Deliveries that were brought in, how many people were asked about in each and why others were not; or all questions about one person.") { person };
        command.SetAction(parsed => Guard.OnSite(parsed, clock, (site, terminal) =>
        {
            if (parsed.GetValue(person) is { } key) OfPerson(site, terminal, key);
            else Latest(site, terminal);
            return Guard.Done;
        }, SiteUse.Look));
        return command;
    }

    private static void OfPerson(Site site, Terminal terminal, string key)
    {
        var asked = site.Store.Landings.Asked(key);
        terminal.Result(asked.Select(a => new { a.Landing.Of.Registry, a.Landing.Of.Dataset, a.Landing.Of.Agreement, a.Landing.Of.Purpose, a.Landing.Of.Asked.On, a.Person.Basis, a.Person.Signed, a.Person.Sent, a.Person.Answer, a.Person.AnsweredAt }), () =>
        {
            if (asked.Count == 0)
            {
                terminal.Say($"No agency was asked about {key}: nothing was brought in for which he was cleared. Deliveries that agencies drop as whole files are not questions; explain shows what they say.");
                return;
            }

            var table = Tables.Of($"Questions about {key}", "on", "registry", "dataset", "agreement", "basis", "signed", "answer");
            foreach (var (landing, p) in asked) table.Row(Day(landing.Of.Asked.On), landing.Of.Registry, landing.Of.Dataset, landing.Of.Agreement, Of(p.Basis), p.Signed is { } day ? Day(day) : "", Of(p));
            terminal.Show(table);
        });
    }

    private static void Latest(Site site, Terminal terminal)
    {
        var rows = site.Store.Landings.Latest(LandingsShown).Select(l => (Landing: l, Asked: site.Store.Landings.Answers(l.Id).Values.Sum(), Refused: site.Store.Landings.Refusals(l.Id).Values.Sum())).ToList();
        terminal.Result(rows.Select(r => new { r.Landing.Id, r.Landing.Of.Registry, r.Landing.Of.Dataset, Scope = r.Landing.Of.Scope.ToString(), r.Landing.Of.Transport, r.Landing.Of.AsOf, r.Landing.State, r.Landing.Rows, r.Asked, NotAsked = r.Refused, r.Landing.Failure }), () =>
        {
            if (rows.Count == 0)
            {
                terminal.Say("Nothing was brought in: every dataset comes into the drop folder. A source in config/registries lets an agency be asked (docs/formats.md).");
                return;
            }

            var table = Tables.Of("Deliveries brought in", ">no", "registry", "dataset", "scope", "through", "as of", "state", ">rows", ">asked", ">not asked", "failure");
            foreach (var (l, asked, refused) in rows)
                table.Row(Number(l.Id), l.Of.Registry, l.Of.Dataset, l.Of.Scope.ToString(), l.Of.Transport, Day(l.Of.AsOf), GateWords.Of(l.State).English, Number(l.Rows), Number(asked), Number(refused), l.Failure ?? "");
            terminal.Show(table);
        });
    }

    private static string Of(ClearanceBasis? basis) => basis switch
    {
        ClearanceBasis.Authorisation => "authorisation",
        ClearanceBasis.Guardian => "guardian's authorisation",
        ClearanceBasis.Roll => "roll",
        _ => "",
    };

    private static string Of(AskedPerson person) => !person.Sent ? "not asked: no valid number" : GateWords.Of(person.Answer).English;

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(long number) => number.ToString("#,##0", CultureInfo.InvariantCulture);
}
