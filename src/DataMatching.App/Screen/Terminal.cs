using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using DataMatching.Jobs;
using Spectre.Console;

namespace DataMatching.App.Screen;

/// <summary>Where a command writes: text and tables for people, or one JSON document for programs. Messages and progress go to standard error.</summary>
internal sealed class Terminal(bool json, bool quiet)
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
        Out = new WideOutput(Console.Out),
        Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect,
        ColorSystem = Console.IsOutputRedirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
    });
    private readonly IAnsiConsole _errors = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });

    public bool IsJson => json;

    /// <summary>A line for people; nothing with --json.</summary>
    public void Say(string line = "")
    {
        if (!json) Console.Out.WriteLine(line);
    }

    public void Show(Table table)
    {
        if (!json) _out.Write(table);
    }

    /// <summary>The result: as JSON with --json, else by <paramref name="people"/>.</summary>
    public void Result<T>(T document, Action people)
    {
        if (json) Console.Out.WriteLine(JsonSerializer.Serialize(document, JsonOptions));
        else people();
    }

    public void Fail(string message)
    {
        if (json) Console.Error.WriteLine(JsonSerializer.Serialize(new { error = message }, JsonOptions));
        else Console.Error.WriteLine(message);
    }

    public void Fail(IReadOnlyList<ConfigurationError> errors)
    {
        if (json)
        {
            Console.Error.WriteLine(JsonSerializer.Serialize(new { error = "configuration", errors }, JsonOptions));
            return;
        }

        Console.Error.WriteLine($"The configuration has {errors.Count} fault{(errors.Count == 1 ? "" : "s")}. Nothing was done.");
        foreach (var error in errors) Console.Error.WriteLine("  " + error);
    }

    /// <summary>Runs work that reports progress: a bar on a terminal, a line a step when redirected, nothing with --json or --quiet.</summary>
    public T WithProgress<T>(Func<IProgress<StepProgress>, T> work)
    {
        if (json || quiet) return work(new Silent());
        if (Console.IsErrorRedirected) return work(new Lines());
        return _errors.Progress().AutoClear(true).HideCompleted(false)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new SpinnerColumn())
            .Start(context => work(new Bars(context)));
    }

    private sealed class Silent : IProgress<StepProgress>
    {
        public void Report(StepProgress value)
        {
        }
    }

    private sealed class Lines : IProgress<StepProgress>
    {
        private string? _step;

        public void Report(StepProgress value)
        {
            if (_step == value.Step) return;
            _step = value.Step;
            Console.Error.WriteLine($"… {value.Step}");
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
