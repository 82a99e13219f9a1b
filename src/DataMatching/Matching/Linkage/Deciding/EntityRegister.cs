using System.Globalization;

namespace DataMatching.Matching.Linkage.Deciding;

/// <summary>A record that came into another entity. <paramref name="Run"/>: counts from 1. <paramref name="From"/>: null, the record was new. <paramref name="To"/>: null, it is no longer there.</summary>
public sealed record EntityMove(int Run, string Record, string? From, string? To);

/// <summary>What a run came to. <paramref name="Kept"/>: entities of the run before that are as they were. <paramref name="Merged"/>: keys that went into others. <paramref name="Split"/>: entities that came out of others.</summary>
public sealed record EntityRun(int Run, int Entities, int Kept, int New, int Merged, int Split, int Gone);

/// <summary>
/// Keys of entities that outlast a run. Every move of a record is kept, so that each earlier state can be had again; a key is never another entity's, and one that went into another by a merge comes back when the
/// merge turns out wrong.
/// </summary>
public sealed class EntityRegister
{
    private readonly List<EntityMove> _moves = [];
    private readonly Dictionary<string, string> _now = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ever = new(StringComparer.Ordinal);

    /// <summary>For each record the keys it had at any time before.</summary>
    private readonly Dictionary<string, HashSet<string>> _past = new(StringComparer.Ordinal);

    /// <summary>All moves, in the order in which they were.</summary>
    public IReadOnlyList<EntityMove> Moves => _moves;

    /// <summary>How many runs changed something.</summary>
    public int Runs => _moves.Count == 0 ? 0 : _moves[^1].Run;

    /// <summary>The key of a record's entity; null: the record is not there.</summary>
    public string? KeyOf(string record) => _now.GetValueOrDefault(record);

    /// <summary>Takes a move of an earlier run, in its order.</summary>
    /// <returns>False when it cannot have been: runs out of order, or a record that came from where it was not.</returns>
    public bool Replay(EntityMove move)
    {
        ArgumentNullException.ThrowIfNull(move);
        if (move.Run < 1 || move.Run < Runs || move.Run > Runs + 1 || move.Record.Length == 0 || move.From == move.To || !string.Equals(KeyOf(move.Record), move.From, StringComparison.Ordinal)) return false;
        Take(move);
        return true;
    }

    /// <summary>Names the entities of a new run and notes who moved. A run that changes nothing leaves no trace.</summary>
    /// <param name="records">Numbers of the records, each once.</param>
    /// <param name="entities">For each record the number of its entity: that of its earliest record.</param>
    public EntityRun Run(IReadOnlyList<string> records, IReadOnlyList<int> entities)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(entities);
        var (run, membersBefore) = (Runs + 1, _now.GroupBy(r => r.Value, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal));
        var keys = Name(records, entities);
        var sizes = entities.GroupBy(e => e).ToDictionary(g => g.Key, g => g.Count());
        var there = records.ToHashSet(StringComparer.Ordinal);
        List<EntityMove> moves = [];
        for (var i = 0; i < records.Count; i++)
        {
            if (!string.Equals(KeyOf(records[i]), keys[entities[i]], StringComparison.Ordinal)) moves.Add(new EntityMove(run, records[i], KeyOf(records[i]), keys[entities[i]]));
        }

        moves.AddRange(_now.Where(r => !there.Contains(r.Key)).OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => new EntityMove(run, r.Key, r.Value, null)));
        var stayed = records.Where((r, i) => string.Equals(KeyOf(r), keys[entities[i]], StringComparison.Ordinal)).GroupBy(r => _now[r], StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        var kept = keys.Count(k => membersBefore.TryGetValue(k.Value, out var before) && before == sizes[k.Key] && stayed.GetValueOrDefault(k.Value) == before);
        var named = keys.Values.ToHashSet(StringComparer.Ordinal);
        var from = moves.Where(m => m.From is not null && m.To is not null).ToList();
        var merged = from.Where(m => !named.Contains(m.From!)).Select(m => m.From).Distinct(StringComparer.Ordinal).Count();
        var split = from.Where(m => !membersBefore.ContainsKey(m.To!)).Select(m => m.To).Distinct(StringComparer.Ordinal).Count();
        var gone = membersBefore.Keys.Count(k => !named.Contains(k)) - merged;
        var fresh = keys.Values.Count(k => !membersBefore.ContainsKey(k)) - split;
        foreach (var move in moves) Take(move);
        return new EntityRun(Runs, keys.Count, kept, fresh, merged, split, gone);
    }

    private void Take(EntityMove move)
    {
        _moves.Add(move);
        if (move.From is not null)
        {
            if (!_past.TryGetValue(move.Record, out var past)) _past[move.Record] = past = new(StringComparer.Ordinal);
            past.Add(move.From);
        }

        if (move.To is null) _now.Remove(move.Record);
        else _ever.Add(_now[move.Record] = move.To);
    }

    /// <summary>
    /// Each entity has the key that most of its records have, or had when it is nobody's now and more than half of those who had it are together again; each key goes to the entity that has most of its records.
    /// </summary>
    private Dictionary<int, string> Name(IReadOnlyList<string> records, IReadOnlyList<int> entities)
    {
        var keys = new Dictionary<int, string>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var used = _now.Values.ToHashSet(StringComparer.Ordinal);
        List<(int Entity, string Key, bool IsPast)> had = [];
        for (var i = 0; i < records.Count; i++)
        {
            if (KeyOf(records[i]) is { } now) had.Add((entities[i], now, false));
            if (_past.TryGetValue(records[i], out var past)) had.AddRange(from key in past where !used.Contains(key) select (entities[i], key, true));
        }

        var bearers = had.GroupBy(h => h.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        var shares = had.GroupBy(h => h).Select(g => (g.Key.Entity, g.Key.Key, g.Key.IsPast, Count: g.Count())).Where(s => !s.IsPast || s.Count * 2 > bearers[s.Key])
            .OrderByDescending(s => s.Count).ThenBy(s => s.IsPast).ThenBy(s => s.Key, StringComparer.Ordinal).ThenBy(s => s.Entity);
        foreach (var (entity, key, _, _) in shares)
        {
            if (!keys.ContainsKey(entity) && taken.Add(key)) keys[entity] = key;
        }

        foreach (var entity in entities.Distinct().Where(e => !keys.ContainsKey(e)))
        {
            var name = records[entity];
            for (var i = 2; _ever.Contains(name) || !taken.Add(name); i++) name = string.Create(CultureInfo.InvariantCulture, $"{records[entity]}#{i}");
            keys[entity] = name;
        }

        return keys;
    }
}
