using System.Text;
using DataMatching.Batches;
using DataMatching.Connectors.Extracts;
using DataMatching.Time;

namespace DataMatching.Tests.Extracts;

/// <summary>Under what a value is counted, whatever way it is written.</summary>
[TestClass]
public sealed class FieldValueTests
{
    [TestMethod]
    [DataRow("", null)]
    [DataRow(" \u3000\t", null)]
    [DataRow("2026-09", "m0")]
    [DataRow("202608", "m1")]
    [DataRow("2026/7", "m2")]
    [DataRow("2026年06月", "m3")]
    [DataRow("2026-05-31", "m4")]
    [DataRow("20260430", "m5")]
    [DataRow("2026.3.1", "m6")]
    [DataRow("2026年2月1日", "m7")]
    [DataRow("2026-01-05 12:30:00", "m8")]
    [DataRow("2026-10-01", "m-")]
    [DataRow("2023-12-01", "y2")]
    [DataRow("1950-01-01", "y32")]
    [DataRow("2026.09", "2^10")]
    [DataRow("2026-13", "text")]
    [DataRow("20260230", "2^24")]
    [DataRow("0", "0")]
    [DataRow("0.00", "0")]
    [DataRow("0.5", "<1")]
    [DataRow("-12.50", "-")]
    [DataRow("1023.99", "2^9")]
    [DataRow("1,024", "2^10")]
    [DataRow("1234元", "text")]
    [DataRow("-", "text")]
    [DataRow("养老", "text")]
    [DataRow("12345678901234567890", "text")]
    public void A_value_is_counted_by_its_form(string written, string? bucket)
    {
        foreach (var encoding in new[] { ExtractEncoding.Utf8, ExtractEncoding.Gb18030 })
        {
            var bytes = encoding == ExtractEncoding.Utf8 ? Encoding.UTF8.GetBytes(written) : ScanBench.Gb(written);
            var value = FieldValue.Of(bytes, false, new Month(2026, 9), encoding);
            var name = value.Bucket < 0 ? null : ValueBucket.NameOf(value.Bucket);
            Assert.AreEqual(bucket, name?.StartsWith('#') == true ? "text" : name);
            Assert.AreEqual(bucket is ['m' or 'y', ..], value.Time > 0);
        }
    }

    [TestMethod]
    public void Digits_of_a_code_are_a_word_and_blanks_around_a_word_are_nothing()
    {
        Assert.AreNotEqual(Of("440103", true), Of("440104", true));
        Assert.AreEqual(Of("440103", false), Of("440104", false));
        Assert.AreEqual(Of("养老", false), Of("\u3000养老 ", false));
        Assert.AreNotEqual(FieldValue.HashOf("abcdefgh"u8), FieldValue.HashOf("abcdefgh\0"u8));
    }

    private static FieldValue Of(string text, bool isCode) => FieldValue.Of(Encoding.UTF8.GetBytes(text), isCode, new Month(2026, 9), ExtractEncoding.Utf8);
}
