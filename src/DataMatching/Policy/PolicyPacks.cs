using DataMatching.Identity;

namespace DataMatching.Policy;

/// <summary>All packs of a site; answers which policy a district follows.</summary>
public sealed class PolicyPacks
{
    private readonly SortedDictionary<string, PolicyPack> _byId = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, PolicyInForce> _inForce = new(StringComparer.Ordinal);

    private PolicyPacks(IEnumerable<PolicyPack> packs)
    {
        foreach (var pack in packs) _byId.TryAdd(pack.Id, pack);
    }

    /// <summary>Ids of the packs, ordinal order.</summary>
    public IReadOnlyList<string> Ids => [.. _byId.Keys];

    /// <summary>The packs as their files say them, in the order of their ids.</summary>
    public IReadOnlyList<PolicyPack> All => [.. _byId.Values];

    /// <summary>The same packs with one more, which replaces the one of its id.</summary>
    /// <exception cref="PolicyException">It does not go with the others.</exception>
    public PolicyPacks With(PolicyPack pack) => Of(_byId.Values.Where(p => p.Id != pack.Id).Append(pack));

    /// <summary>Reads every file and joins them.</summary>
    /// <param name="files">File name (for errors) and text of each pack; the order does not matter.</param>
    /// <exception cref="PolicyException">Everything that is wrong in any of them.</exception>
    public static PolicyPacks Parse(IEnumerable<(string File, string Json)> files)
    {
        var errors = new List<PolicyError>();
        var packs = new List<PolicyPack>();
        foreach (var (file, json) in files.OrderBy(f => f.File, StringComparer.Ordinal))
        {
            if (PolicyPackParser.Parse(json, file, errors) is { } pack) packs.Add(pack);
        }

        return Join(packs, errors);
    }

    /// <summary>Joins packs that were read one by one.</summary>
    /// <exception cref="PolicyException">Two of one id or district, none for the whole country, or one that extends a pack that is not there or itself.</exception>
    public static PolicyPacks Of(IEnumerable<PolicyPack> packs) => Join(packs.OrderBy(p => p.File, StringComparer.Ordinal).ToList(), []);

    /// <summary>The policy of the pack with the longest matching district (county before city before province before the whole country).</summary>
    public PolicyInForce For(District district) =>
        _inForce[_byId.Values
            .Where(p => p.District is not { } whole || district.IsWithin(whole))
            .OrderByDescending(p => Precision(p.District))
            .First().Id];

    /// <summary>The policy of the pack with this id; null when there is none.</summary>
    public PolicyInForce? Find(string id) => _inForce.GetValueOrDefault(id);

    /// <summary>Parameters that the pack itself names and of which, on the day, no text says: each with the day since when. What hangs on them is Unknown.</summary>
    public IReadOnlyList<string> Silent(string id, DateOnly day) =>
        [.. from parameter in PolicyParameter.All
            where parameter.MayRunOut
            let entry = _byId[id].Parameters.GetValueOrDefault(parameter.Name)?.LastOrDefault(d => d.From <= day)
            where entry is { Value: null }
            select FormattableString.Invariant($"{parameter.Name} (since {entry.From:yyyy-MM-dd})")];

    private static int Precision(District? district) =>
        district is not { } d ? 0 : d.Code % 10000 == 0 ? 1 : d.Code % 100 == 0 ? 2 : 3;

    private static PolicyPacks Join(List<PolicyPack> packs, List<PolicyError> errors)
    {
        foreach (var twice in packs.GroupBy(p => p.Id, StringComparer.Ordinal).SelectMany(g => g.Skip(1)))
            errors.Add(new PolicyError(twice.File, "$.id", $"\"{twice.Id}\" a second time", "an id of its own"));
        foreach (var twice in packs.GroupBy(p => p.District).SelectMany(g => g.Skip(1)))
            errors.Add(new PolicyError(twice.File, "$.district", $"\"{twice.District?.ToString() ?? "null"}\" a second time", "one pack for a district"));
        if (packs.All(p => p.District is not null))
            errors.Add(new PolicyError("policies", "$.district", "no pack for the whole country", "one with \"district\": null"));

        var all = new PolicyPacks(packs);
        foreach (var pack in packs.Where(p => all.Line(p) is null))
            errors.Add(new PolicyError(pack.File, "$.extends", $"\"{pack.Extends}\"", "the id of another pack that does not extend this one"));
        if (errors.Count > 0) throw new PolicyException(errors);
        foreach (var pack in packs) all._inForce[pack.Id] = new PolicyInForce(all.Line(pack)!);
        return all;
    }

    /// <summary>The pack and those it extends, nearest first; null when one is missing or the line runs in a circle.</summary>
    private List<PolicyPack>? Line(PolicyPack pack)
    {
        var line = new List<PolicyPack> { pack };
        while (line[^1].Extends is { } above)
        {
            if (!_byId.TryGetValue(above, out var next) || line.Contains(next)) return null;
            line.Add(next);
        }

        return line;
    }
}
