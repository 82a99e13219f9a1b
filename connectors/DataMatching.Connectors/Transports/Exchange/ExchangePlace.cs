using System.Text.Json;
using System.Text.Json.Serialization;

namespace DataMatching.Connectors.Transports.Exchange;

/// <summary>How far a request has come.</summary>
public enum ExchangeStep
{
    /// <summary>It is being written: whoever carries it may have it already, or not.</summary>
    Writing = 0,

    /// <summary>It lies in the folder, and the answer is waited for.</summary>
    Asked = 1,

    /// <summary>The answer was matched to it and is handed over.</summary>
    Answered = 2,
}

/// <summary>
/// What was asked and what came: people first, then rows. <paramref name="SetAside"/>: people whose answer contradicts itself or the request. <paramref name="Unasked"/>: rows about
/// nobody who was asked about, or who may be asked about no more. <paramref name="OtherRequest"/>: rows that answer another request. <paramref name="Mistyped"/>: rows whose reference is none.
/// <paramref name="Mismatched"/>: rows whose reference is one person's and whose number another's. <paramref name="Duplicates"/>: rows that stand there again. <paramref name="Unreadable"/>: rows
/// that cannot be taken apart, or tell neither by reference nor by number whom they are about; their files were not taken, and count in nothing else.
/// </summary>
public sealed record AnswerCounts(
    int Asked, int Found, int NoRecord, int Refused, int Unanswered, int SetAside, long Rows, long Unasked, long OtherRequest, long Mistyped, long Mismatched, long Duplicates, long Unreadable)
{
    public static AnswerCounts None(int asked) => new(asked, 0, 0, 0, asked, 0, 0, 0, 0, 0, 0, 0, 0);

    [JsonIgnore]
    public int Answered => Found + NoRecord + Refused;
}

/// <summary>Where a request stands; kept with its landing. No personal data.</summary>
/// <param name="Request">The landing's number.</param>
/// <param name="File">Name of the request file.</param>
/// <param name="Sha256">Of the request file as it was written last.</param>
/// <param name="Columns">Standard headers of the delivery; when the agreement changes them meanwhile the answer is to another question.</param>
/// <param name="AskedOn">The day on which it was written.</param>
/// <param name="AnswerBy">The last day on which an answer is waited for.</param>
/// <param name="Answers">SHA-256 of each answer file that was taken, in their order.</param>
/// <param name="Problems">What somebody has to do about the answers, in words.</param>
public sealed record ExchangePlace(
    ExchangeStep Step, long Request, string File, string Sha256, IReadOnlyList<string> Columns, DateOnly AskedOn, DateOnly AnswerBy, AnswerCounts Counts, IReadOnlyList<string> Answers,
    IReadOnlyList<string> Problems)
{
    public string Write() => JsonSerializer.Serialize(this);

    /// <returns>Null for nothing, and for what another transport wrote.</returns>
    public static ExchangePlace? Read(string? place)
    {
        if (string.IsNullOrEmpty(place)) return null;
        try
        {
            return JsonSerializer.Deserialize<ExchangePlace>(place) is { File: not null, Columns: not null, Counts: not null, Answers: not null, Problems: not null } read ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
