using System.Globalization;
using System.Text;

namespace DataMatching.Storage.Protection;

/// <summary>Where a sealed value stands: table, column and row key. It is authenticated with the value, not stored.</summary>
internal readonly record struct Place(string Column, string Row)
{
    public static Place HouseholdVersion(string household, byte[] content) => new("household_version.document_enc", household + "\n" + Convert.ToHexString(content));

    public static Place FactDetail(long batch, long ordinal) => new("fact.detail_enc", Number(batch) + "\n" + Number(ordinal));

    public static Place Verdict(long run, string household) => new("verdict.document_enc", Number(run) + "\n" + household);

    public static readonly Place KeyMark = new("key_mark.mark_enc", "1");

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(Column + "\n" + Row);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
