using DataMatching.Matching.Checking;
using DataMatching.Web.Accounts;
using DataMatching.Web.Matches;
using DataMatching.Web.Words;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataMatching.Web.Screens.Matches;

/// <summary>
/// The blind check of matches that rest on no number: two side by side, and whoever looks says whether they are one, without learning what the program thinks. Those who supervise see what came of it instead.
/// </summary>
internal sealed class IndexModel(MatchDesk desk, SignedIn who, Say say) : PageModel
{
    public bool MayAnswer => MatchDesk.MayAnswer(who.Required);

    /// <summary>Null when there is none to look at.</summary>
    public ShownPair? Shown { get; private set; }

    /// <summary>Pairs of the account's district; and of how many something is said.</summary>
    public (int All, int Done) Pairs { get; private set; }

    /// <summary>Pairs whose rows cannot be opened any more.</summary>
    public int Unopened { get; private set; }

    /// <summary>The pair answered before this one, and what was said of it.</summary>
    public (string Name, MatchAnswer Said)? Last { get; private set; }

    /// <summary>Null for those who answer.</summary>
    public MatchCheckResult? Result { get; private set; }

    public string? Fault { get; private set; }

    /// <param name="last">The pair answered before.</param>
    /// <param name="pair">One to be looked at again.</param>
    public void OnGet(string? last, string? pair)
    {
        if (last is { Length: > 0 } && desk.SaidOf(who.Required, last) is { } said) Last = (last, said);
        Load(pair);
    }

    public IActionResult OnPost([FromForm] string? pair, [FromForm] int answer, [FromForm] int known)
    {
        if (!MayAnswer) return Forbid();
        if (Enum.IsDefined((MatchAnswer)answer) && pair is { Length: > 0 } && desk.Answer(who.Required, pair, (MatchAnswer)answer, known == 0 ? null : (MatchAnswer)known)) return Redirect("/matches?last=" + Uri.EscapeDataString(pair));
        Fault = say["没有记下：别人刚刚判断过这一对，或它已不在核对之中（来源有了新的一批），或没有选答案。请再看", "Nothing was recorded: somebody else has just judged this pair, or it is no longer part of the check (the agency has delivered anew), or no answer was chosen. Please look again"];
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        Load(pair);
        return Page();
    }

    private void Load(string? pair)
    {
        var pairs = desk.PairsOf(who.Required);
        Pairs = (pairs.Count, pairs.Count(p => desk.Answers.ContainsKey(p.Key)));
        if (MatchDesk.SeesResult(who.Required)) Result = MatchCheckResult.Of(desk.Check, desk.Answers);
        if (!MayAnswer) return;
        Shown = pair is { Length: > 0 } ? desk.Find(who.Required, pair) : null;
        if (Shown is not null) return;
        Shown = desk.Next(who.Required, out var unopened);
        Unopened = unopened;
    }
}
