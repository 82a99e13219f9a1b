using System.Globalization;
using DataMatching.Storage.Protection;

namespace DataMatching.Storage;

/// <summary>A sealed column, and how the place that its values are bound to follows from its row.</summary>
/// <param name="By">The columns that make the place.</param>
internal sealed record SealedColumn(string Table, string Column, string[] By, Func<object?[], Place> At)
{
    public static readonly IReadOnlyList<SealedColumn> All =
    [
        new("key_mark", "mark_enc", [], _ => Place.KeyMark),
        new("household_version", "document_enc", ["household", "content_index"], v => Place.HouseholdVersion(Text(v[0]), Bytes(v[1]))),
        new("evidence", "facts_enc", ["batch", "household", "part"], v => Place.Evidence(Number(v[0]), Text(v[1]), (int)Number(v[2]))),
        new("batch_content", "households_enc", ["batch", "part"], v => Place.BatchContent(Number(v[0]), (int)Number(v[1]))),
        new("verdict", "document_enc", ["run", "household"], v => Place.Verdict(Number(v[0]), Text(v[1]))),
        new("account", "display_name_enc", ["name"], v => Place.DisplayName(Text(v[0]))),
        new("account", "password_enc", ["name"], v => Place.Password(Text(v[0]))),
        new("saved_filter", "document_enc", ["account", "name_index"], v => Place.SavedFilter(Number(v[0]), Bytes(v[1]))),
        new("case_event", "document_enc", ["review_case", "sequence"], v => Place.CaseEvent(Number(v[0]), (int)Number(v[1]))),
        new("disclosure", "purpose_enc", ["account", "review_case", "person", "at"], v => Place.Disclosure(Number(v[0]), Number(v[1]), Text(v[2]), Text(v[3]))),
        new("attachment_content", "content_enc", ["sha256", "ordinal"], v => Place.AttachmentContent(Bytes(v[0]), (int)Number(v[1]))),
        new("case_attachment", "name_enc", ["review_case", "sha256"], v => Place.AttachmentName(Number(v[0]), Bytes(v[1]))),
        new("quarter_closing", "reason_enc", ["quarter"], v => Place.ClosingReason(Text(v[0]))),
        new("adjustment_export", "purpose_enc", ["quarter", "at"], v => Place.Adjustment(Text(v[0]), Text(v[1]))),
        new("unit", "outcome_enc", ["stage", "ordinal"], v => Place.UnitOutcome(Number(v[0]), (int)Number(v[1]))),
        new("schedule_skip", "why_enc", ["kind", "subject"], v => Place.SkipReason((int)Number(v[0]), Text(v[1]))),
        new("described_sample", "sample_enc", ["batch"], v => Place.DescribedSample(Number(v[0]))),
        new("batch_override", "why_enc", ["batch"], v => Place.OverrideReason(Number(v[0]))),
    ];

    /// <summary>True when the value is absent, or was sealed with these keys for this row.</summary>
    public bool Opens(KeyRing keys, TableShape table, object?[] row)
    {
        if (row[table.IndexOf(Column)] is not { } value) return true;
        try
        {
            keys.Unseal(At([.. By.Select(b => row[table.IndexOf(b)])]), (byte[])value);
            return true;
        }
        catch (Exception e) when (e is StoreException or InvalidCastException or OverflowException)
        {
            return false;
        }
    }

    private static long Number(object? value) => Convert.ToInt64(value, CultureInfo.InvariantCulture);

    private static string Text(object? value) => (string)value!;

    private static byte[] Bytes(object? value) => (byte[])value!;
}
