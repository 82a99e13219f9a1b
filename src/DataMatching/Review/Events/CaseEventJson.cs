using System.Text.Json;
using System.Text.Json.Nodes;
using DataMatching.Assessment;

namespace DataMatching.Review;

/// <summary>
/// An event as one JSON text: <c>version</c>, <c>kind</c>, then everything else by name in ordinal order; equal events give equal bytes, Chinese stands as it is, money is fen.
/// Reading is strict: a name too many, one missing, one twice, a null where there must be something or a kind of a later program is refused.
/// </summary>
public static class CaseEventJson
{
    /// <summary>The version written, and the only one read.</summary>
    public const int Version = 1;

    private static readonly Dictionary<string, Type> Kinds = new(StringComparer.Ordinal)
    {
        ["opened"] = typeof(Opened),
        ["rejudged"] = typeof(Rejudged),
        ["unflagged"] = typeof(Unflagged),
        ["assigned"] = typeof(Assigned),
        ["applied"] = typeof(Applied),
        ["visited"] = typeof(Visited),
        ["evidence-seen"] = typeof(EvidenceSeen),
        ["sums-done"] = typeof(SumsDone),
        ["discussed"] = typeof(Discussed),
        ["assessed"] = typeof(Assessed),
        ["notice-posted"] = typeof(NoticePosted),
        ["signed"] = typeof(Signed),
        ["reasons-given"] = typeof(ReasonsGiven),
        ["hearing-recorded"] = typeof(HearingRecorded),
        ["waiting-begun"] = typeof(WaitingBegun),
        ["took-effect"] = typeof(TookEffect),
        ["closed"] = typeof(Closed),
        ["objected"] = typeof(Objected),
        ["objection-answered"] = typeof(ObjectionAnswered),
        ["returned"] = typeof(Returned),
        ["income-verified"] = typeof(IncomeVerified),
        ["outcome-coded"] = typeof(OutcomeCoded),
        ["relative-declared"] = typeof(RelativeDeclared),
        ["noted"] = typeof(Noted),
        ["evidence-withdrawn"] = typeof(EvidenceWithdrawn),
        ["superseded"] = typeof(Superseded),
    };

    private static readonly Dictionary<Type, string> Names = Kinds.ToDictionary(k => k.Value, k => k.Key);

    /// <summary>Every kind of event there is, in ordinal order.</summary>
    public static IReadOnlyList<string> AllKinds { get; } = [.. Kinds.Keys.Order(StringComparer.Ordinal)];

    /// <summary>How the event's kind is written, such as <c>notice-posted</c>.</summary>
    public static string Kind(CaseEvent happened) => Names[happened.GetType()];

    /// <summary>Everything that <see cref="Read"/> needs to give the same event again.</summary>
    public static string Write(CaseEvent happened) => JsonText.Of(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("version", Version);
        json.WriteString("kind", Kind(happened));
        foreach (var property in JsonSerializer.SerializeToElement(happened, happened.GetType(), EventContract.Options).EnumerateObject()) property.WriteTo(json);
        json.WriteEndObject();
    });

    /// <summary>The event that was written.</summary>
    /// <exception cref="FormatException">The text is no event, or one of a later program; of the text the message repeats at most version and kind.</exception>
    public static CaseEvent Read(string json)
    {
        try
        {
            var root = JsonNode.Parse(json, null, new JsonDocumentOptions { AllowDuplicateProperties = false }) as JsonObject ?? throw Damaged();
            var version = root["version"]?.GetValue<int>() ?? throw Damaged();
            if (version != Version) throw new FormatException(FormattableString.Invariant($"Found an event of version {version}, expected {Version}: it was written by another program. Use that one, or a later."));
            var kind = root["kind"]?.GetValue<string>() ?? throw Damaged();
            if (!Kinds.TryGetValue(kind, out var type)) throw Unknown(kind);
            root.Remove("version");
            root.Remove("kind");
            if (HasNullInList(root)) throw Damaged();
            return (CaseEvent)root.Deserialize(type, EventContract.Options)!;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException or NotSupportedException or OverflowException)
        {
#pragma warning disable MA0054 // The cause may repeat what stands in the text, and that can be personal.
            throw Damaged();
#pragma warning restore MA0054
        }
    }

    private static FormatException Unknown(string kind) => new(
        $"Found an event of the kind \"{(kind.Length <= 40 && kind.All(c => char.IsAsciiLetterLower(c) || c == '-') ? kind : "?")}\", which this program does not know: it was written by a later one. Use that; the case cannot be read without the event.");

    private static FormatException Damaged() => new("Expected an event as CaseEventJson writes it; the text is damaged.");

    private static bool HasNullInList(JsonNode? node) => node switch
    {
        JsonObject o => o.Any(p => HasNullInList(p.Value)),
        JsonArray a => a.Any(e => e is null || HasNullInList(e)),
        _ => false,
    };
}
