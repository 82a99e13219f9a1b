using System.CommandLine;
using System.Globalization;
using DataMatching.App.Links;
using DataMatching.Matching.Linkage.Accuracy;
using DataMatching.Matching.Linkage.Plans;

namespace DataMatching.App.Commands;

/// <summary><c>link LEFT RIGHT</c> and <c>dedupe FILE</c>: who is who in any two files, or in one. They need no site.</summary>
internal static class LinkCommand
{
    private static readonly Argument<string> Left = new("LEFT") { Description = "A CSV: first row the headers; UTF-8 or GB18030; , ; tab or | between columns." };
    private static readonly Argument<string> Right = new("RIGHT") { Description = "Another one; its columns may be called otherwise." };
    private static readonly Argument<string> File = new("FILE") { Description = "A CSV: first row the headers; UTF-8 or GB18030; , ; tab or | between columns." };

    public static Command MakeLink(TimeProvider clock) => Make(clock, "link", "Link the records of two files that are about the same person, and say how sure that is.", Right);

    public static Command MakeDedupe(TimeProvider clock) => Make(clock, "dedupe", "Find the records of one file that are about the same person, and put them together into entities.", null);

    private static Command Make(TimeProvider clock, string name, string description, Argument<string>? right)
    {
        var options = new LinkOptions();
        var command = new Command(name, description);
        command.Arguments.Add(right is null ? File : Left);
        if (right is not null) command.Arguments.Add(right);
        foreach (var option in options.All(right is null)) command.Options.Add(option);
        command.SetAction((parsed, cancel) => Task.FromResult(Guard.Run(parsed, clock, terminal =>
        {
            var request = options.Read(parsed, parsed.GetValue(right is null ? File : Left)!, right is null ? null : parsed.GetValue(right));
            if (parsed.GetValue(options.Suggest))
            {
                var proposed = SuggestPlan.Of(request.Left, request.Right, cancel);
                // Standard output holds the configuration alone, so that it can be sent into a file.
                foreach (var note in proposed.Notes) terminal.Warn($"left out: {note}");
                terminal.Output.Write(LinkPlanWriter.Write(proposed.Plan));
                return Guard.Done;
            }

            try
            {
                var summary = LinkFiles.Run(request, terminal, cancel);
                terminal.Result(summary, () => summary.Show(terminal));
                return Guard.Done;
            }
            catch (OperationCanceledException)
            {
                terminal.Fail("Stopped. Files that were not yet written are as they were.");
                return Guard.Failed;
            }
        })));
        return command;
    }

    private sealed class LinkOptions
    {
        private readonly Option<string?> _config = new("--config") { Description = "A configuration (JSON, docs/matching.md). Without it the one that --suggest proposes is used." };
        private readonly Option<string?> _out = new("--out") { Description = "Write the links into this CSV: left_id,right_id,match_probability,match_weight,pair_weight,decided." };
        private readonly Option<string?> _entities = new("--entities") { Description = "Write the entity of each record into this CSV: id,entity." };
        private readonly Option<bool> _estimate = new("--estimate") { Description = "Estimate the weights from these files, also when --model names some; then they are written there. Without --model they are always estimated." };
        private readonly Option<string?> _model = new("--model") { Description = "A file of weights: read, or with --estimate written." };
        private readonly Option<string?> _truth = new("--truth") { Description = "A CSV of true pairs (left_id,right_id; for dedupe also id,entity): tells precision, recall and F1 at each threshold." };
        private readonly Option<string[]> _explain = new("--explain") { Description = "The numbers of two records: shows what each comparison says of them.", Arity = new ArgumentArity(2, 2), AllowMultipleArgumentsPerToken = true };
        private readonly Option<string?> _report = new("--report") { Description = "Write a page (HTML) with weights, accuracy, blocking and records that say too little." };
        private readonly Option<double?> _threshold = new("--threshold") { Description = "Probability from which a pair is a link (above 0, below 1), instead of the configuration's." };

        private readonly Option<double?> _precision = new("--precision") { Description = "Of the links so many shall be right, such as 0.999: the threshold of links follows from the probabilities. With --recall, instead of --threshold." };
        private readonly Option<double?> _recall = new("--recall") { Description = "Of the matches so many shall be links or doubtful, such as 0.99: the threshold of doubtful pairs follows from it." };
        private readonly Option<string?> _doubtful = new("--doubtful") { Description = "Write the doubtful pairs, side by side, into this CSV for people to decide; their answers go into --decided." };
        private readonly Option<string?> _sample = new("--sample") { Description = "Draw pairs at random into this CSV, side by side and without any score, for people to say whether they are one; their answers go into --reviewed." };
        private readonly Option<int> _size = new("--sample-size") { Description = "How many pairs --sample draws (30 to 100,000).", DefaultValueFactory = _ => 400 };
        private readonly Option<string?> _reviewed = new("--reviewed") { Description = "The sample with its answers (yes, no, or nothing): tells precision and recall with intervals, what blocking missed included, and puts weights and thresholds right." };
        private readonly Option<string[]> _decided = new("--decided") { Description = "A CSV with same,left_id,right_id: what people said of pairs (yes, no). It is so, whatever the weights say. May be given several times.", Arity = ArgumentArity.ZeroOrMore };
        private readonly Option<string?> _register = new("--register") { Description = "A CSV in which entities keep their keys from run to run: read if it is there, and written with who moved." };

        public Option<bool> Suggest { get; } = new("--suggest") { Description = "Only propose a configuration for these files, on standard output." };

        public IEnumerable<Option> All(bool isDedupe) => ((Option?[])[_config, _out, isDedupe ? _entities : null, isDedupe ? _register : null, Suggest, _estimate, _model, _threshold, _precision, _recall, _doubtful, _decided, _sample, _size, _reviewed, _truth, _explain, _report]).OfType<Option>();

        public LinkRequest Read(ParseResult parsed, string left, string? right)
        {
            var threshold = parsed.GetValue(_threshold);
            if (threshold is <= 0 or >= 1 or double.NaN) throw new UsageRefused("--threshold is a probability: above 0 and below 1, such as 0.9.");
            var (precision, recall) = (Share(parsed, _precision), Share(parsed, _recall));
            if (threshold is not null && (precision ?? recall) is not null) throw new UsageRefused("--threshold says from when a pair is a link, and so does --precision or --recall. Give one of the two.");
            if (parsed.GetValue(_size) is < 30 or > 100_000) throw new UsageRefused("--sample-size is from 30 to 100,000.");
            return new LinkRequest(left, right)
            {
                Config = parsed.GetValue(_config),
                Out = parsed.GetValue(_out),
                Entities = right is null ? parsed.GetValue(_entities) : null,
                Register = right is null ? parsed.GetValue(_register) : null,
                Model = parsed.GetValue(_model),
                Estimate = parsed.GetValue(_estimate),
                Truth = parsed.GetValue(_truth),
                Explain = parsed.GetValue(_explain) ?? [],
                Report = parsed.GetValue(_report),
                Threshold = threshold,
                Aim = (precision ?? recall) is null ? null : new LinkAim(precision ?? LinkAim.Usual.Precision, recall ?? LinkAim.Usual.Recall),
                Doubtful = parsed.GetValue(_doubtful),
                Sample = parsed.GetValue(_sample),
                SampleSize = parsed.GetValue(_size),
                Reviewed = parsed.GetValue(_reviewed),
                Decided = parsed.GetValue(_decided) ?? [],
            };
        }

        private static double? Share(ParseResult parsed, Option<double?> option) => parsed.GetValue(option) is not { } share || share is >= LinkAim.Least and <= LinkAim.Most
            ? parsed.GetValue(option)
            : throw new UsageRefused(string.Create(CultureInfo.InvariantCulture, $"{option.Name} is a share from {LinkAim.Least} to {LinkAim.Most}, such as 0.99."));
    }
}
