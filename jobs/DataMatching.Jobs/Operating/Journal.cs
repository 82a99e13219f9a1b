using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using DataMatching.Jobs.Reports;

namespace DataMatching.Jobs.Operating;

/// <summary>Where <see cref="Happening"/>s are written, a JSON line each. A log that can't be written ends no work.</summary>
public sealed class Journal : IDisposable
{
    /// <summary>Writes nothing.</summary>
    public static readonly Journal None = new(null, null);

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly TextWriter? _stream;
    private readonly JournalFiles? _files;
    private readonly Lock _gate = new();

    private Journal(TextWriter? stream, JournalFiles? files) => (_stream, _files) = (stream, files);

    /// <summary>To a stream, which stays the caller's.</summary>
    public static Journal To(TextWriter stream) => new(stream, null);

    /// <summary>Into files of a folder, one a day and node; those of more than <paramref name="days"/> days ago are deleted.</summary>
    public static Journal To(string folder, int days) => new(null, new JournalFiles(folder, days));

    internal bool IsOn => _stream is not null || _files is not null;

    internal void Write(DateTimeOffset at, string node, Happening what)
    {
        if (!IsOn) return;
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options)) Line(json, at, node, what);
        buffer.WriteByte((byte)'\n');
        lock (_gate)
        {
            try
            {
                _files?.Append(DateOnly.FromDateTime(at.UtcDateTime), node, buffer.ToArray());
                _stream?.Write(System.Text.Encoding.UTF8.GetString(buffer.ToArray()));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
            {
                // A full disk is told by the work itself, which goes on without its log.
            }
        }
    }

    public void Dispose()
    {
        lock (_gate) _files?.Dispose();
    }

    private static void Line(Utf8JsonWriter json, DateTimeOffset at, string node, Happening what)
    {
        json.WriteStartObject();
        json.WriteString("time", at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        json.WriteString("level", what.Level);
        json.WriteString("event", what.Event);
        json.WriteString("node", node);
        if (what.Run is { } run) json.WriteString("run", run);
        if (what.Step is { } step) json.WriteString("step", step);
        if (what.Unit is { } unit) json.WriteNumber("unit", unit);
        if (what.Attempt is { } attempt) json.WriteNumber("attempt", attempt);
        if (what.Of is { } of)
        {
            json.WriteString("registry", of.Registry);
            json.WriteString("dataset", of.Dataset);
            if (of.Scope is { } scope) json.WriteNumber("scope", scope);
        }

        if (what.Batch is { } batch) json.WriteNumber("batch", batch);
        foreach (var (name, count) in what.Counts) json.WriteNumber(name, count);
        if (what.Took is { } took) json.WriteNumber("ms", (long)took.TotalMilliseconds);
        if (what.Problem is { } problem) json.WriteString("problem", problem);
        if (what.Failure is { } failure)
        {
            json.WriteString("failure", failure.GetType().Name);
            if (failure is JobRefused) json.WriteString("why", PersonalNumbers.Mask(failure.Message));
        }

        json.WriteEndObject();
    }
}
