using DataMatching.Policy;

namespace DataMatching.Web.Operations;

/// <summary>
/// One parameter as a pack holds it on a day: the value in force, the pack that says it (the pack itself or one that it extends), and what that pack says for later days.
/// <paramref name="Current"/> null: nothing is in force yet.
/// </summary>
internal sealed record PackEntry(PolicyParameter Parameter, DatedValue? Current, PolicyPack? From, IReadOnlyList<DatedValue> Former, IReadOnlyList<DatedValue> Later)
{
    /// <summary>True when no text says what the value is, so that what hangs on it is unknown.</summary>
    public bool RanOut => Parameter.MayRunOut && Current is { Value: null };

    /// <summary>The first later day from which no text says; null when none is foreseen.</summary>
    public DateOnly? RunsOut => Parameter.MayRunOut && !RanOut && Later.FirstOrDefault(d => d.Value is null) is { } entry ? entry.From : null;

    /// <summary>Every parameter of the pack, in the order of the documentation.</summary>
    public static IReadOnlyList<PackEntry> Of(PolicyPack pack, IReadOnlyList<PolicyPack> all, DateOnly day)
    {
        var line = new List<PolicyPack> { pack };
        while (line[^1].Extends is { } above && all.FirstOrDefault(p => p.Id == above) is { } next) line.Add(next);
        return [.. PolicyParameter.All.Select(parameter =>
        {
            if (line.Find(p => p.Parameters.ContainsKey(parameter.Name)) is not { } owner) return new PackEntry(parameter, null, null, [], []);
            var dated = owner.Parameters[parameter.Name];
            var current = dated.LastOrDefault(d => d.From <= day);
            return new PackEntry(parameter, current, owner, [.. dated.Where(d => d.From <= day && d != current)], [.. dated.Where(d => d.From > day)]);
        })];
    }
}
