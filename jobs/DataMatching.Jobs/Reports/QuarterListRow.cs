using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Words;

namespace DataMatching.Jobs.Reports;

/// <summary>
/// One household on one of a quarter's three lists. <paramref name="Principal"/> is written masked; all texts are Chinese and go through
/// <see cref="PersonalNumbers"/> before they are written. <paramref name="Priority"/>: 1 to 100, the highest first. <paramref name="Members"/>: people in the file.
/// <paramref name="Flip"/> and <paramref name="Missing"/>: in words. <paramref name="Ledger"/>: the months of the quarter's window, in any order.
/// </summary>
public sealed record QuarterListRow(
    int Priority,
    string Household,
    District District,
    string DistrictName,
    FileState State,
    PersonName Principal,
    int Members,
    Flag Flag,
    ExitKind? ExitKind,
    IReadOnlyList<ListedReason> Reasons,
    DecisiveRecord? Decisive,
    string? Flip,
    IReadOnlyList<string> Missing,
    IReadOnlyList<LedgerCell> Ledger,
    string NextStep);

/// <summary>A rule that speaks for the flag: its id, its Chinese name, what was found, the clause.</summary>
public sealed record ListedReason(string Rule, string Name, string Text, string Citation);

/// <summary>The record that decides, in words (registry · month or date · what · amount, see <see cref="FactInWords"/>), and the place where it stands.</summary>
public sealed record DecisiveRecord(string Words, Provenance? Place);
