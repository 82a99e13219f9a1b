using DataMatching.Assessment;
using DataMatching.Households;

namespace DataMatching.Storage;

/// <summary>A verdict as stored: columns that lists are filtered by, and the whole of it as JSON (encrypted, since it may name found people).</summary>
public sealed record StoredVerdict(string Household, int District, FileState State, Flag Flag, ExitKind? ExitKind, IReadOnlyList<string> Rules, int Priority, string Json);
