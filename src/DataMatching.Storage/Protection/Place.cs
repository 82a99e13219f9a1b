using System.Globalization;
using System.Text;

namespace DataMatching.Storage.Protection;

/// <summary>Where a sealed value stands: table, column and row key. It is authenticated with the value, not stored.</summary>
internal readonly record struct Place(string Column, string Row)
{
    public static Place HouseholdVersion(string household, byte[] content) => new("household_version.document_enc", household + "\n" + Convert.ToHexString(content));

    public static Place Evidence(long batch, string household, int part) => new("evidence.facts_enc", Number(batch) + "\n" + household + "\n" + Number(part));

    public static Place BatchContent(long batch, int part) => new("batch_content.households_enc", Number(batch) + "\n" + Number(part));

    /// <summary>In databases of before migration 10.</summary>
    public static Place FactDetail(long batch, long ordinal) => new("fact.detail_enc", Number(batch) + "\n" + Number(ordinal));

    public static Place Verdict(long run, string household) => new("verdict.document_enc", Number(run) + "\n" + household);

    public static Place CaseEvent(long reviewCase, int sequence) => new("case_event.document_enc", Number(reviewCase) + "\n" + Number(sequence));

    public static Place DisplayName(string account) => new("account.display_name_enc", account);

    public static Place Password(string account) => new("account.password_enc", account);

    public static Place SavedFilter(long account, byte[] name) => new("saved_filter.document_enc", Number(account) + "\n" + Convert.ToHexString(name));

    public static Place Disclosure(long account, long reviewCase, string person, string at) =>
        new("disclosure.purpose_enc", Number(account) + "\n" + Number(reviewCase) + "\n" + person + "\n" + at);

    public static Place AttachmentContent(byte[] sha256, int ordinal) => new("attachment_content.content_enc", Convert.ToHexString(sha256) + "\n" + Number(ordinal));

    public static Place AttachmentName(long reviewCase, byte[] sha256) => new("case_attachment.name_enc", Number(reviewCase) + "\n" + Convert.ToHexString(sha256));

    public static Place ClosingReason(string quarter) => new("quarter_closing.reason_enc", quarter);

    public static Place Adjustment(string quarter, string at) => new("adjustment_export.purpose_enc", quarter + "\n" + at);

    public static Place UnitOutcome(long stage, int ordinal) => new("unit.outcome_enc", Number(stage) + "\n" + Number(ordinal));

    public static Place OverrideReason(long batch) => new("batch_override.why_enc", Number(batch));

    public static Place DescribedSample(long batch) => new("described_sample.sample_enc", Number(batch));

    public static Place SkipReason(int kind, string subject) => new("schedule_skip.why_enc", Number(kind) + "\n" + subject);

    public static readonly Place KeyMark = new("key_mark.mark_enc", "1");

    /// <summary>Bytes that <see cref="Write"/> writes at most.</summary>
    public int LengthAtMost => Encoding.UTF8.GetMaxByteCount(Column.Length + 1 + Row.Length);

    /// <returns>Bytes written.</returns>
    public int Write(Span<byte> to)
    {
        var length = Encoding.UTF8.GetBytes(Column, to);
        to[length++] = (byte)'\n';
        return length + Encoding.UTF8.GetBytes(Row, to[length..]);
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
