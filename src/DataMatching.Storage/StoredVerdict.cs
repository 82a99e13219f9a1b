using System.Text;
using DataMatching.Assessment;
using DataMatching.Households;

namespace DataMatching.Storage;

/// <summary>A verdict as stored: columns that lists are filtered by, and the whole of it as JSON (encrypted, since it may name found people).</summary>
/// <param name="Utf8">The JSON as it is stored: a quarter writes and reads hundreds of thousands, and most are never looked at as text.</param>
public sealed record StoredVerdict(
    string Household, int District, FileState State, Flag Flag, ExitKind? ExitKind, IReadOnlyList<string> Rules, int Priority, ReadOnlyMemory<byte> Utf8)
{
    public StoredVerdict(string household, int district, FileState state, Flag flag, ExitKind? exitKind, IReadOnlyList<string> rules, int priority, string json)
        : this(household, district, state, flag, exitKind, rules, priority, Encoding.UTF8.GetBytes(json))
    {
    }

    public string Json => Encoding.UTF8.GetString(Utf8.Span);
}
