using System.Globalization;
using System.Text.Json;
using DataMatching.Benchmarks.Nights;
using DataMatching.Matching.Linkage.Plans;
using DataMatching.Sample.Linkage;

namespace DataMatching.Benchmarks.Linkage;

/// <summary>The program's <c>link</c> and <c>dedupe</c>, each in a process of its own, without a configuration and without the truth: time, peak memory, and how right the links are.</summary>
internal static class LinkageBenchmark
{
    /// <summary>Two files of the sample's people without numbers, by level of damage.</summary>
    public static int OfPeople(string folder, int people, IReadOnlyList<int> damages, int runs, TimeProvider clock)
    {
        foreach (var damage in damages)
        {
            var files = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"link-{people}-{damage}"));
            if (!File.Exists(Path.Combine(files, LinkageSample.Truth))) LinkageSample.Write(files, people, damage, seed: 1);
            for (var run = 1; run <= runs; run++)
                Tell(clock, $"{people} people, {damage} % of fields damaged", "link", Path.Combine(files, LinkageSample.Left), Path.Combine(files, LinkageSample.Right), "--truth", Path.Combine(files, LinkageSample.Truth));
        }

        return 0;
    }

    /// <summary>The sets of FEBRL in a folder, with and without their number; the truth is in their names of records.</summary>
    public static int OfFebrl(string sets, string folder, TimeProvider clock)
    {
        Directory.CreateDirectory(folder);
        foreach (var set in Directory.GetFiles(sets, "febrl_dataset*.csv").Order(StringComparer.Ordinal))
        {
            var rows = File.ReadAllLines(set).Where(l => l.Length > 0).Select(l => l.Split(',')).ToArray();
            var truth = Path.Combine(folder, "truth.csv");
            File.WriteAllLines(truth, rows.Skip(1).Select(r => $"{r[0].Trim()},{r[0].Split('-')[1]}").Prepend("id,entity"));
            var without = Path.Combine(folder, "without-number.csv");
            var number = Array.FindIndex(rows[0], h => h.Trim() == "soc_sec_id");
            File.WriteAllLines(without, rows.Select(r => string.Join(',', r.Where((_, i) => i != number))));
            Tell(clock, Path.GetFileName(set), "dedupe", set, "--truth", truth);
            Tell(clock, Path.GetFileName(set) + " without soc_sec_id", "dedupe", without, "--truth", truth);
            TellOracle(clock, without, rows);
        }

        return 0;
    }

    private static void TellOracle(TimeProvider clock, string file, string[][] rows)
    {
        var plan = LinkPlanReader.Read(ProgramRun.Of(Path.GetTempPath(), null, clock, ["dedupe", file, "--suggest"]).Said).Plan!;
        int[] columns = [.. plan.Fields.Select(f => Array.FindIndex(rows[0], h => h.Trim() == f.Left))];
        var oracle = PatternOracle.Of(plan, [.. rows.Skip(1).Select(r => columns.Select(c => r[c].Trim()).ToArray())], [.. rows.Skip(1).Select(r => r[0].Split('-')[1])]);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  an oracle of patterns: F1 {oracle.F1:0.00000}, wrong {oracle.Wrong}, missed {oracle.Missed}; {oracle.Shared} true pairs have a pattern that others have too"));
    }

    private static void Tell(TimeProvider clock, string what, params string[] arguments)
    {
        var run = ProgramRun.Of(Path.GetTempPath(), null, clock, [.. arguments, "--json"]);
        using var json = JsonDocument.Parse(run.Said);
        var decided = json.RootElement.GetProperty("accuracy").GetProperty("decided");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: {run.Seconds:0.0} s, processor {run.ProcessorSeconds:0.0} s, peak {run.PeakMb:0} MB, {json.RootElement.GetProperty("candidates").GetInt64():N0} pairs; precision {decided.GetProperty("precision").GetDouble():0.00000}, recall {decided.GetProperty("recall").GetDouble():0.00000}, F1 {decided.GetProperty("f1").GetDouble():0.00000}, wrong {decided.GetProperty("wrong").GetInt64()}, missed {decided.GetProperty("missed").GetInt64()}"));
    }
}
