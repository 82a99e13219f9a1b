using System.CommandLine;
using DataMatching.App.Links;
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
                var (plan, notes) = SuggestPlan.Of(request.Left, request.Right, cancel);
                // Standard output holds the configuration alone, so that it can be sent into a file.
                foreach (var note in notes) terminal.Warn($"left out: {note}");
                terminal.Output.Write(LinkPlanWriter.Write(plan));
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
        private readonly Option<string?> _out = new("--out") { Description = "Write the links into this CSV: left_id,right_id,match_probability,match_weight,pair_weight." };
        private readonly Option<string?> _entities = new("--entities") { Description = "Write the entity of each record into this CSV: id,entity." };
        private readonly Option<bool> _estimate = new("--estimate") { Description = "Estimate the weights from these files, also when --model names some; then they are written there. Without --model they are always estimated." };
        private readonly Option<string?> _model = new("--model") { Description = "A file of weights: read, or with --estimate written." };
        private readonly Option<string?> _truth = new("--truth") { Description = "A CSV of true pairs (left_id,right_id; for dedupe also id,entity): tells precision, recall and F1 at each threshold." };
        private readonly Option<string[]> _explain = new("--explain") { Description = "The numbers of two records: shows what each comparison says of them.", Arity = new ArgumentArity(2, 2), AllowMultipleArgumentsPerToken = true };
        private readonly Option<string?> _report = new("--report") { Description = "Write a page (HTML) with weights, accuracy, blocking and records that say too little." };
        private readonly Option<double?> _threshold = new("--threshold") { Description = "Probability from which a pair is a link (above 0, below 1), instead of the configuration's." };

        public Option<bool> Suggest { get; } = new("--suggest") { Description = "Only propose a configuration for these files, on standard output." };

        public IEnumerable<Option> All(bool isDedupe) => ((Option?[])[_config, _out, isDedupe ? _entities : null, Suggest, _estimate, _model, _truth, _explain, _report, _threshold]).OfType<Option>();

        public LinkRequest Read(ParseResult parsed, string left, string? right)
        {
            var threshold = parsed.GetValue(_threshold);
            if (threshold is <= 0 or >= 1 or double.NaN) throw new UsageRefused("--threshold is a probability: above 0 and below 1, such as 0.9.");
            return new LinkRequest(
                left, right, parsed.GetValue(_config), parsed.GetValue(_out), right is null ? parsed.GetValue(_entities) : null, parsed.GetValue(_model), parsed.GetValue(_estimate), parsed.GetValue(_truth),
                parsed.GetValue(_explain) ?? [], parsed.GetValue(_report), threshold);
        }
    }
}
