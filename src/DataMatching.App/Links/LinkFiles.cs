using System.Globalization;
using DataMatching.App.Screen;
using DataMatching.Jobs;
using DataMatching.Matching.Linkage;
using DataMatching.Matching.Linkage.Accuracy;
using DataMatching.Matching.Linkage.Estimating;
using DataMatching.Matching.Linkage.Plans;
using DataMatching.Matching.Linkage.Records;
using DataMatching.Matching.Linkage.Reviewing;

namespace DataMatching.App.Links;

/// <summary>What <c>link</c> and <c>dedupe</c> are asked for. <paramref name="Right"/>: null for dedupe. Paths that are null are not read or written.</summary>
internal sealed record LinkRequest(string Left, string? Right)
{
    public string? Config { get; init; }
    public string? Out { get; init; }
    public string? Entities { get; init; }
    public string? Register { get; init; }
    public string? Model { get; init; }
    public bool Estimate { get; init; }
    public string? Truth { get; init; }
    public IReadOnlyList<string> Explain { get; init; } = [];
    public string? Report { get; init; }
    public double? Threshold { get; init; }

    /// <summary>Null: neither of the two was said.</summary>
    public LinkAim? Aim { get; init; }
    public string? Doubtful { get; init; }
    public string? Sample { get; init; }
    public int SampleSize { get; init; }
    public string? Reviewed { get; init; }
    public IReadOnlyList<string> Decided { get; init; } = [];
}

/// <summary>Links two files or finds the duplicates of one, and writes what was asked for.</summary>
internal static class LinkFiles
{
    public static LinkSummary Run(LinkRequest request, Terminal terminal, CancellationToken cancel)
    {
        // What cannot be done is said before the work, not after it.
        foreach (var file in new[] { request.Truth, request.Reviewed, request.Estimate ? null : request.Model }.OfType<string>().Concat(request.Decided).Where(f => !File.Exists(f))) throw new UsageRefused($"{file}: no such file.");
        RefuseSameFile(request);
        foreach (var file in new[] { request.Doubtful, request.Sample }.OfType<string>().Where(AnswersFile.IsAnswered))
            throw new UsageRefused($"{file} has answers already, which would be lost. Name another file, or give this one to {(file == request.Sample ? "--reviewed" : "--decided")}.");
        var made = Plan(request, terminal, cancel);
        var plan = made.Plan;
        if (request.Threshold is { } threshold) plan = plan with { Threshold = threshold, Aim = null };
        if (request.Aim is not null) plan = plan with { Aim = request.Aim };
        if (request.Doubtful is not null && plan.Aim is null) throw new UsageRefused("--doubtful: no pair is doubtful where one threshold decides. Give --precision or --recall, or \"aim\" in the configuration.");
        if (request.Register is not null && plan.LeftId is null)
            throw new UsageRefused("--register needs records with numbers of their own: the file has no column of them, or the configuration no \"id\". Numbers of rows are other records' as soon as a row is gone.");
        if (request.Decided.Count > 0 && (plan.LeftId is null || (request.Right is not null && plan.RightId is null)))
            terminal.Warn("Records have no numbers of their own, so answers are taken by the number of the row: they are wrong if a file was changed since.");
        var register = request.Register is null ? null : RegisterFile.Read(request.Register);
        var (records, setAside) = Records(request, made, terminal, cancel);
        foreach (var told in setAside) terminal.Warn(told);
        if (records.LeftCount == 0 || records.RightCount == 0) throw new UsageRefused("A file has no record below its header. There is nothing to link.");
        if (records.Pairs == 0) throw new UsageRefused("The file has one record. There is nothing to compare it with.");
        var weights = request.Model is not null && !request.Estimate ? Weights(request.Model, plan) : null;
        var linking = Linking.Of(records, plan, weights, terminal.Begin, cancel);
        foreach (var warning in linking.Estimated?.Warnings ?? []) terminal.Warn(warning);
        foreach (var count in linking.Candidates.Counts.Where(c => c.BlocksLeftOut > 0))
            terminal.Warn(string.Create(CultureInfo.InvariantCulture, $"{count.Rule}: {count.BlocksLeftOut} blocks with {count.PairsLeftOut:N0} pairs are too large and were left to other rules (blockPairs in the configuration: {plan.MostPairsOfBlock:N0})."));
        if (plan.Blocking.Count == 0) terminal.Warn("There is no blocking rule: nothing was compared.");

        var explained = request.Explain.Count == 2 ? Waterfall.Find(records, request.Explain[0], request.Explain[1]) : ((int, int)?)null;
        var numbers = new RecordNumbers(records);
        var sample = request.Sample is null ? [] : PairSample.Of(linking, request.SampleSize, cancel).Pairs.Select(p => (p.Left, p.Right)).ToList();
        var reviewed = LinkReview.Take(linking, request, numbers, terminal, cancel);
        if (!linking.AimReach.Precision) terminal.Warn("The aim for precision is out of reach: even the likeliest pairs are not that sure, for the fields that are compared say too little. No pair is a link; lower --precision, or compare more fields.");
        if (!linking.AimReach.Recall)
            terminal.Warn("The aim for recall is out of reach: too many matches are expected among pairs that no blocking rule has. Add a blocking rule; until then all that is at all likely is doubtful.");
        var truth = request.Truth is null ? null : LinkAccuracy.Of(linking, TruthFile.Read(request.Truth, records, numbers));
        var run = register?.Run([.. Enumerable.Range(0, records.LeftCount).Select(records.LeftId)], linking.Entities);
        using (var files = new WrittenFiles())
        {
            files.Add(request.Sample, to => QuestionsFile.Write(to, request, plan, records, sample, cancel));
            files.Add(request.Doubtful, to => QuestionsFile.Write(to, request, plan, records, LinkReview.Blind(linking), cancel));
            files.Add(request.Out, to => LinksFile.Write(to, linking));
            files.AddText(weights is null ? request.Model : null, () => WeightsJson.Write(linking.Score.Weights, plan.Comparisons));
            files.AddText(request.Report, () => LinkReport.Html(linking, truth, reviewed));

            // Keys that are given out are in the register.
            files.Add(request.Register, to => RegisterFile.Write(to, register!));
            files.Add(request.Entities, to => LinksFile.WriteEntities(to, linking, register));
            files.Commit();
        }

        return LinkSummary.Of(linking, truth, made.Notes, explained is var (left, right) ? Waterfall.Of(linking, left, right) : null) with { Run = run, Reviewed = reviewed };
    }

    /// <summary>What is written must not take the place of what is read, nor of something else that is written.</summary>
    private static void RefuseSameFile(LinkRequest request)
    {
        string?[] read = [request.Left, request.Right, request.Config, request.Truth, request.Estimate ? null : request.Model, request.Reviewed, .. request.Decided];
        string?[] written = [request.Out, request.Entities, request.Register, request.Report, request.Doubtful, request.Sample, request.Estimate ? request.Model : null];
        var taken = read.OfType<string>().Select(Path.GetFullPath).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var file in written.OfType<string>())
        {
            if (!taken.Add(Path.GetFullPath(file))) throw new UsageRefused($"{file} would be written over a file that is read or written already. Name another.");
        }
    }

    /// <exception cref="ConfigurationRefused">Every fault of the configuration at once.</exception>
    private static PlanOfFiles Plan(LinkRequest request, Terminal terminal, CancellationToken cancel)
    {
        if (request.Config is null)
        {
            terminal.Begin("suggest");
            return SuggestPlan.Of(request.Left, request.Right, cancel);
        }

        if (!File.Exists(request.Config)) throw new UsageRefused($"{request.Config}: no such file. Expected a configuration; 'datamatching link --suggest LEFT RIGHT' proposes one.");
        var (plan, faults) = LinkPlanReader.Read(File.ReadAllText(request.Config));
        return plan is not null ? new PlanOfFiles(plan, []) : throw new ConfigurationRefused([.. faults.Select(f => new ConfigurationError(request.Config, f.Place, f.Found, f.Expected))]);
    }

    private static (LinkRecords Records, IReadOnlyList<string> SetAside) Records(LinkRequest request, PlanOfFiles made, Terminal terminal, CancellationToken cancel)
    {
        if (made.Records is { } read) return (read, made.SetAside!);
        terminal.Begin("read");
        var load = new LoadRecords();
        return (load.Of(request.Left, request.Right, made.Plan, cancel), load.SetAside);
    }

    private static LinkWeights Weights(string path, LinkPlan plan)
    {
        var (weights, fault) = WeightsJson.Read(File.ReadAllText(path), plan.Comparisons);
        return weights ?? throw new ConfigurationRefused([new ConfigurationError(path, fault!.Place, fault.Found, fault.Expected)]);
    }
}
