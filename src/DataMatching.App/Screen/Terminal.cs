using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using DataMatching.Jobs;
using Spectre.Console;

namespace DataMatching.App.Screen;

/// <summary>Where a command writes: text and tables for people, or one JSON document for programs. Messages and progress go to standard error.</summary>
internal sealed class Terminal(bool json, bool quiet, TextWriter output, TextWriter errors)
{
    private static readonly JsonSerializerOptions JsonOptions = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(), new QuarterConverter() },
    };

    private readonly IAnsiConsole _out = AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new WideOutput(output),
        Ansi = IsConsole(output) ? AnsiSupport.Detect : AnsiSupport.No,
        ColorSystem = IsConsole(output) ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
    });
    private readonly IAnsiConsole _errors = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(errors) });

    public static Terminal Of(ParseResult parsed) =>
        new(parsed.GetValue(Root.Json), parsed.GetValue(Root.Quiet), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);

    /// <summary>Where rows for programs go, past text, tables and JSON.</summary>
    public TextWriter Output => output;

    public bool IsJson => json;

    /// <summary>A line for people; nothing with --json.</summary>
    public void Say(string line = "")
    {
        if (!json) output.WriteLine(line);
    }

    /// <summary>The beginning of a step, for people who wait; nothing with --json or --quiet.</summary>
    public void Begin(string step)
    {
        if (!quiet) Say($"▸ {step}");
    }

    public void Show(Table table)
    {
        if (!json) _out.Write(table);
    }

    /// <summary>The result: as JSON with --json, else by <paramref name="people"/>.</summary>
    public void Result<T>(T document, Action people)
    {
        if (json) output.WriteLine(JsonSerializer.Serialize(document, JsonOptions));
        else people();
    }

    /// <summary>A result that is JSON already.</summary>
    public void Result(string document, string text) => output.WriteLine(json ? document : text);

    /// <summary>What has to be looked after though the work was done; on the error stream.</summary>
    public void Warn(string message) => errors.WriteLine(json ? JsonSerializer.Serialize(new { warning = message }, JsonOptions) : "Warning: " + message);

    /// <summary>Says that work waits for the database, by <see cref="Jobs.Units.WhenBack"/>.</summary>
    /// <param name="back">It was gone, and answers again.</param>
    public void DatabaseIs(bool back) => Warn(back ? "The database answers again; the work goes on where it was." : "The database gave no answer. Waiting for it up to three minutes; then the work goes on by itself.");

    public void Fail(string message)
    {
        if (json) errors.WriteLine(JsonSerializer.Serialize(new { error = message }, JsonOptions));
        else errors.WriteLine(message);
    }

    public void Fail(IReadOnlyList<ConfigurationError> faults)
    {
        if (json)
        {
            errors.WriteLine(JsonSerializer.Serialize(new { error = "configuration", errors = faults }, JsonOptions));
            return;
        }

        errors.WriteLine($"The configuration has {faults.Count} fault{(faults.Count == 1 ? "" : "s")}. Nothing was done.");
        foreach (var fault in faults) errors.WriteLine("  " + fault);
    }

    /// <summary>Runs work that reports progress: a bar on a terminal, a line a step when redirected, nothing with --json or --quiet.</summary>
    public T WithProgress<T>(Func<IProgress<StepProgress>, T> work)
    {
        if (json || quiet) return work(new Silent());
        if (Console.IsErrorRedirected || !ReferenceEquals(errors, Console.Error)) return work(new Lines(errors));
        return _errors.Progress().AutoClear(true).HideCompleted(false)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new SpinnerColumn())
            .Start(context => work(new Bars(context)));
    }

    private static bool IsConsole(TextWriter output) => ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;

    private sealed class Silent : IProgress<StepProgress>
    {
        public void Report(StepProgress value)
        {
        }
    }

    private sealed class Lines(TextWriter errors) : IProgress<StepProgress>
    {
        private string? _step;

        public void Report(StepProgress value)
        {
            if (_step == value.Step) return;
            _step = value.Step;
            errors.WriteLine($"… {value.Step}");
        }
    }

    private sealed class Bars(ProgressContext context) : IProgress<StepProgress>
    {
        private readonly Dictionary<string, ProgressTask> _tasks = new(StringComparer.Ordinal);

        public void Report(StepProgress value)
        {
            if (!_tasks.TryGetValue(value.Step, out var task)) _tasks[value.Step] = task = context.AddTask(Markup.Escape(value.Step));
            task.IsIndeterminate = value.Total is null;
            if (value.Total is { } total) task.MaxValue = Math.Max(1, total);
            task.Value = value.Done;
        }
    }

    private sealed class QuarterConverter : JsonConverter<Time.Quarter>
    {
        public override Time.Quarter Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Time.Quarter.Parse(reader.GetString()!);
        public override void Write(Utf8JsonWriter writer, Time.Quarter value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
