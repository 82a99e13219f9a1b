using DataMatching.Batches;
using DataMatching.Evidence;
using DataMatching.Households;

namespace DataMatching.Connectors.UnionFiles;

/// <summary>Puts heads, members, authorisations and incomes together, and adds the roll's workers who have no file of their own.</summary>
internal static class AssembleHouseholds
{
    public static IReadOnlyList<Household> From(
        Dictionary<string, HouseholdHead> heads,
        Dictionary<string, SortedList<int, HouseholdMember>> members,
        Dictionary<string, List<Authorisation>> authorisations,
        Dictionary<string, List<IncomeFact>> incomes,
        List<Household> roll,
        List<QuarantinedRow> rejected,
        ISet<string> incomplete)
    {
        foreach (var key in members.Keys.Concat(authorisations.Keys).Concat(incomes.Keys).Where(k => !heads.ContainsKey(k)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            rejected.Add(new QuarantinedRow("households.csv", 0, 0, "档案号", $"the file {Printable(key)} has rows elsewhere but none here", null));
            incomplete.Add(key);
        }

        var households = new SortedDictionary<string, Household>(StringComparer.Ordinal);
        foreach (var head in heads.Values)
        {
            if (incomplete.Contains(head.Key)) continue;
            if (!members.TryGetValue(head.Key, out var own) || !own.ContainsKey(1))
            {
                rejected.Add(new QuarantinedRow("members.csv", 0, 0, "成员序号", $"the file {head.Key} has no member number 1", null));
                incomplete.Add(head.Key);
                continue;
            }

            households[head.Key] = new Household(
                head.Key, head.District, head.State, head.Tier, head.Causes, head.FiledOn, head.ExitedOn, [.. own.Values],
                authorisations.GetValueOrDefault(head.Key) ?? [], incomes.GetValueOrDefault(head.Key) ?? []);
        }

        AddUnfiled(households, heads, members, roll, rejected);
        return [.. households.Values];
    }

    /// <summary>A worker of the roll whose ID stands in an active or monitored file is judged there, not on his own.</summary>
    private static void AddUnfiled(
        SortedDictionary<string, Household> households,
        Dictionary<string, HouseholdHead> heads,
        Dictionary<string, SortedList<int, HouseholdMember>> members,
        List<Household> roll,
        List<QuarantinedRow> rejected)
    {
        // A file that could not be read is a file all the same: its people are not missed ones.
        var filed = members.Where(m => !heads.TryGetValue(m.Key, out var head) || head.State is FileState.Active or FileState.Monitored)
            .SelectMany(m => m.Value.Values).Where(m => m.Id is not null).Select(m => m.Id!.Value).ToHashSet();
        foreach (var worker in roll)
        {
            if (worker.Principal.Id is { } id && filed.Contains(id)) continue;
            if (!households.TryAdd(worker.Key, worker))
                rejected.Add(new QuarantinedRow("roll.csv", 0, 0, "会员号", $"the number {worker.Key} is a file number or stands twice", null));
        }
    }

    private static string Printable(string key) => UnionFields.IsKey(key) ? key : "(unreadable number)";
}
