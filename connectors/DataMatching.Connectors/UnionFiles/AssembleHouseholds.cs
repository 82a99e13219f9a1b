using DataMatching.Batches;
using DataMatching.Evidence;
using DataMatching.Households;

namespace DataMatching.Connectors.UnionFiles;

/// <summary>Puts heads, members, authorisations and incomes of a share of the files together.</summary>
internal static class AssembleHouseholds
{
    /// <param name="own">The keys of the share that <paramref name="heads"/> has; households come in their order.</param>
    public static IEnumerable<Household> From(
        ReadOnlyMemory<string> own,
        Dictionary<string, HouseholdHead> heads,
        Dictionary<string, SortedList<int, HouseholdMember>> members,
        Dictionary<string, List<Authorisation>> authorisations,
        Dictionary<string, List<IncomeFact>> incomes,
        List<QuarantinedRow> rejected,
        ISet<string> incomplete)
    {
        foreach (var key in members.Keys.Concat(authorisations.Keys).Concat(incomes.Keys).Where(k => !heads.ContainsKey(k)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            rejected.Add(new QuarantinedRow("households.csv", 0, 0, "档案号", $"the file {Printable(key)} has rows elsewhere but none here", null));
            incomplete.Add(key);
        }

        for (var i = 0; i < own.Length; i++)
        {
            var head = heads[own.Span[i]];
            if (incomplete.Contains(head.Key)) continue;
            if (!members.TryGetValue(head.Key, out var people) || !people.ContainsKey(1))
            {
                rejected.Add(new QuarantinedRow("members.csv", 0, 0, "成员序号", $"the file {head.Key} has no member number 1", null));
                incomplete.Add(head.Key);
                continue;
            }

            yield return new Household(
                head.Key, head.District, head.State, head.Tier, head.Causes, head.FiledOn, head.ExitedOn, [.. people.Values],
                authorisations.GetValueOrDefault(head.Key) ?? [], incomes.GetValueOrDefault(head.Key) ?? []);
        }
    }

    /// <summary>The people of active and monitored files: they are judged there, not on their own. A file that could not be read is a file all the same: its people are not missed ones.</summary>
    public static IEnumerable<HouseholdMember> Filed(Dictionary<string, HouseholdHead> heads, Dictionary<string, SortedList<int, HouseholdMember>> members) =>
        members.Where(m => !heads.TryGetValue(m.Key, out var head) || head.State is FileState.Active or FileState.Monitored).SelectMany(m => m.Value.Values);

    private static string Printable(string key) => UnionFields.IsKey(key) ? key : "(unreadable number)";
}
