using DataMatching.Review;
using DataMatching.Storage;
using DataMatching.Web.Accounts;
using DataMatching.Web.Cases;
using DataMatching.Web.Hosting;

namespace DataMatching.Web.Worklists;

/// <summary>A case that stayed with whom it was; <paramref name="Household"/> empty: there is no such case in the account's district.</summary>
public sealed record NotAssigned(string Household, Refusal Why);

/// <summary>What assigning came to.</summary>
/// <param name="Changed">Cases that changed hands.</param>
/// <param name="Had">Cases that he (or nobody) had already.</param>
/// <param name="Refused">Cases that stayed where they were, and why.</param>
public sealed record AssignResult(int Changed, int Had, IReadOnlyList<NotAssigned> Refused);

/// <summary>Gives many cases at once to somebody who can do what comes next in them, or to nobody. Each is asked of the rules of doing on its own.</summary>
public sealed class AssignCases(Store store, SignedIn who, CaseDesk desk, SiteForWeb site)
{
    /// <summary>The most cases of one request.</summary>
    public const int Most = 500;

    private static readonly Refusal
        Elsewhere = new("not-found", "没有这件事项，或不在您的地区。", "There is no such case in your district."),
        NoColleague = new("no-such-colleague", "该账号不办理事项或已停用。", "That account does not work on cases, or is disabled."),
        OutsideHis = new("outside-his-scope", "不在该同事的地区。", "It lies outside that colleague's district."),
        Meanwhile = new("meanwhile", "刚才有人改动了这件事项，请刷新。", "Somebody has just changed it: reload.");

    /// <summary>True for roles whose work cases are.</summary>
    public static bool Works(Account account) => account.Role is Role.Grassroots or Role.County or Role.City;

    /// <param name="cases">Numbers of cases; those of other districts are answered as if they were not there.</param>
    /// <param name="to">Who is to have them; null: nobody.</param>
    /// <exception cref="ArgumentException">More than <see cref="Most"/> cases.</exception>
    public AssignResult Give(IReadOnlyCollection<long> cases, Account? to)
    {
        if (cases.Count > Most) throw new ArgumentException($"At most {Most} cases are assigned at once.", nameof(cases));
        var account = who.Required;
        var now = site.Clock.GetLocalNow();
        var refused = new List<NotAssigned>();
        var allowed = new SortedDictionary<long, string>();
        var had = 0;
        foreach (var number in cases.Distinct().Order())
        {
            if (desk.Find(number) is not { } found) refused.Add(new NotAssigned("", Elsewhere));
            else if (found.Stored.Listing.Assignee == to?.Id) had++;
            else if (WhyNot(found, new Assigned(found.Case.Events.Count + 1, now, account.Id, to?.Id), to) is { } why) refused.Add(new NotAssigned(found.Case.Household, why));
            else allowed.Add(number, found.Case.Household);
        }

        var noted = new Assigned(1, now, account.Id, to?.Id);
        var changed = allowed.Count == 0 ? [] : store.Cases.Assign(allowed.Keys, account.Scope, to?.Id, new NewEvent(CaseEventJson.Kind(noted), CaseEventJson.Write(noted), now, account.Id));
        refused.AddRange(allowed.Where(a => !changed.Contains(a.Key)).Select(a => new NotAssigned(a.Value, Meanwhile)));
        return new AssignResult(changed.Count, had, refused);
    }

    /// <summary>The rules of doing first; of a colleague also whether he works there and the next step is his role's.</summary>
    private Refusal? WhyNot(DeskCase found, Assigned happened, Account? to)
    {
        if (ReviewRules.Check(found.Case, who.Required, happened, site.Today, site.Calendar) is { } refusal) return refusal;
        if (to is null || to.Id == who.Required.Id) return null;
        if (!to.Enabled || !Works(to)) return NoColleague;
        if (!to.Covers(found.Case.District)) return OutsideHis;
        return found.Case.Turn is { } turn && turn != to.Role ? new Refusal("not-his-turn", $"下一步由{Level(turn)}办理，该同事是{Level(to.Role)}。", $"The next step is {turn}'s; that colleague is {to.Role}.") : null;
    }

    private static string Level(Role role) => role switch { Role.Grassroots => "基层", Role.County => "县级", _ => "市级" };
}
