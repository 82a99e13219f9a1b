using Dapper;
using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Quarters;

namespace DataMatching.Storage;

public sealed partial class RunTables
{
    /// <summary>Keeps what a run counted while it judged, in the place of what an earlier attempt at it kept.</summary>
    public void SaveTally(long run, IEnumerable<JudgedCount> judged, IEnumerable<AnswerCount> answers) => _store.Write((connection, transaction) =>
    {
        connection.Execute("DELETE FROM run_tally WHERE run = @run", new { run }, transaction);
        connection.Execute("DELETE FROM run_coverage WHERE run = @run", new { run }, transaction);
        using var tally = _store.Dialect.Bulk(connection, transaction, "run_tally", "run", "district", "state", "flag", "households");
        foreach (var j in judged) tally.Add(run, j.District.Code, (int)j.State, (int)j.Flag, j.Households);
        using var coverage = _store.Dialect.Bulk(connection, transaction, "run_coverage", "run", "district", "registry", "answer", "answers");
        foreach (var a in answers) coverage.Add(run, a.District.Code, a.Registry, (int)a.Answer, a.Answers);
    });

    /// <summary>What the run judged, by county; empty for a run of an older program.</summary>
    public IReadOnlyList<JudgedCount> Tally(long run, District? scope) => _store.Read(c => c.Query<(int District, int State, int Flag, int Households)>(
        "SELECT t.district, t.state, t.flag, t.households FROM run_tally t WHERE t.run = @Run" + Span("t", scope) + " ORDER BY t.district, t.state, t.flag", Spanning(run, scope))
        .Select(t => new JudgedCount(new District(t.District), (FileState)t.State, (Flag)t.Flag, t.Households)).ToList());

    /// <summary>What the registries answered, by county; empty for a run of an older program.</summary>
    public IReadOnlyList<AnswerCount> Coverage(long run, District? scope) => _store.Read(c => c.Query<(int District, string Registry, int Answer, long Answers)>(
        "SELECT t.district, t.registry, t.answer, t.answers FROM run_coverage t WHERE t.run = @Run" + Span("t", scope) + " ORDER BY t.district, t.registry, t.answer", Spanning(run, scope))
        .Select(t => new AnswerCount(new District(t.District), t.Registry, (Answer)t.Answer, t.Answers)).ToList());

    /// <summary>Active files as the run judged them, with their counties. Opens no verdict.</summary>
    public IReadOnlyDictionary<string, District> ActiveFiles(long run) => _store.Read(c => c.Query<(string Household, int District)>(
        "SELECT household, district FROM verdict WHERE run = @Run AND state = @Active", new { Run = run, Active = (int)FileState.Active })
        .ToDictionary(t => t.Household, t => new District(t.District), StringComparer.Ordinal));

    /// <summary>These tables hold the county alone: a wider district is a span of codes.</summary>
    private static string Span(string table, District? scope) => scope is null ? "" : $" AND {table}.district >= @From AND {table}.district <= @To";

    private static object Spanning(long run, District? scope)
    {
        var code = scope?.Code ?? 0;
        return new { Run = run, From = code, To = code % 10000 == 0 ? code + 9999 : code % 100 == 0 ? code + 99 : code };
    }
}
