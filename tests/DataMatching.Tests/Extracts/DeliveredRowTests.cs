using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using DataMatching.Batches;
using DataMatching.Connectors.Extracts;
using DataMatching.Connectors.Registries;
using DataMatching.Evidence;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Time;

namespace DataMatching.Tests.Extracts;

[TestClass]
public sealed class DeliveredRowTests
{
    private const string Header = "证件号码,姓名,扣缴义务人,税款所属期,收入额,联系电话\n";
    private static readonly Dataset Wages = AllDatasets.Find("tax", "wages")!;
    private static readonly string First = $"{ScanBench.Id(1)},王伟,广州某某电子有限公司,2026-07,9200.00,13800001111";
    private static readonly string Second = $"{ScanBench.Id(2)},李秀英,\"某某\"\"甲\"\"公司\n二行\",2026-08,100.00,";

    [TestMethod]
    public void An_unchanged_row_comes_back_with_what_became_of_each_field()
    {
        var row = Read(Encoding.UTF8.GetBytes(Header + First + "\n" + Second + "\n"), First);
        Assert.AreEqual(SourceRowState.Unchanged, row.State);
        Assert.AreEqual(
            "证件号码 Matched|姓名 Matched|扣缴义务人 Allowed|税款所属期 Mapped|收入额 Mapped|联系电话 Withheld", string.Join('|', row.Fields.Select(f => $"{f.Header} {f.Use}")));
        Assert.AreEqual("9200.00", row.Fields[4].Text);
        Assert.IsNull(row.Fields[5].Text, "a column outside the agreement never leaves the reader");
        Assert.AreEqual(new DeliveredPerson(ScanBench.Id(1), "王伟", new PersonDetails { Employer = "广州某某电子有限公司" }), row.People.Single());
    }

    [TestMethod]
    public void A_row_may_be_the_last_without_a_line_break_end_with_two_characters_and_stand_behind_a_BOM()
    {
        foreach (var text in new[] { Header + Second + "\n" + First, Header + First + "\r\n" + Second, "\uFEFF" + Header + First, (Header + First).Replace("\n", "\r\n", StringComparison.Ordinal) })
            Assert.AreEqual(SourceRowState.Unchanged, Read(Encoding.UTF8.GetBytes(text), First).State);
    }

    [TestMethod]
    public void A_line_break_within_quotes_belongs_to_the_row()
    {
        foreach (var end in new[] { "\n" + First, "\r\n", "" })
        {
            var row = Read(Encoding.UTF8.GetBytes(Header + First + "\n" + Second + end), Second);
            Assert.AreEqual(SourceRowState.Unchanged, row.State);
            Assert.AreEqual("某某\"甲\"公司\n二行", row.Fields[2].Text);
        }
    }

    [TestMethod]
    public void A_file_in_GB18030_is_read_in_its_encoding()
    {
        var file = ScanBench.Gb(Header + First.Replace("王伟", "䶮㛃", StringComparison.Ordinal));
        var row = Read(file, ScanBench.Gb(First.Replace("王伟", "䶮㛃", StringComparison.Ordinal)), ExtractEncoding.Gb18030);
        Assert.AreEqual(SourceRowState.Unchanged, row.State);
        Assert.AreEqual("䶮㛃", row.People[0].Name);
    }

    [TestMethod]
    public void A_row_that_differs_in_one_byte_is_changed_and_nothing_of_it_is_told()
    {
        var bytes = Encoding.UTF8.GetBytes(Header + First + "\n");
        var place = Place(bytes, Encoding.UTF8.GetBytes(First));
        bytes[^4]++;
        var row = Read(bytes, place);
        Assert.AreEqual(SourceRowState.Changed, row.State);
        Assert.IsEmpty(row.Fields);
        Assert.IsEmpty(row.People);
    }

    [TestMethod]
    [DataRow(-1L)]
    [DataRow(0L)]
    [DataRow(1L)]
    [DataRow(long.MinValue)]
    [DataRow(long.MaxValue)]
    public void A_place_where_no_row_begins_is_not_read(long at)
    {
        var bytes = Encoding.UTF8.GetBytes(Header + First + "\n");
        Assert.AreEqual(SourceRowState.Changed, Read(bytes, Place(bytes, Encoding.UTF8.GetBytes(First)) with { ByteOffset = at }).State);
    }

    [TestMethod]
    public void A_place_in_the_middle_of_a_row_is_none_even_when_the_hash_of_the_rest_is_right()
    {
        var bytes = Encoding.UTF8.GetBytes(Header + First + "\n");
        var rest = Encoding.UTF8.GetBytes(First)[5..];
        Assert.AreEqual(SourceRowState.Changed, Read(bytes, Place(bytes, rest)).State);
    }

    [TestMethod]
    public void No_more_than_the_limit_is_read_of_a_row_that_never_ends()
    {
        var bytes = Encoding.UTF8.GetBytes(Header + new string('1', 3 * ExtractScan.LongestRow));
        using var counted = new CountedStream(bytes);
        var row = DeliveredRow.Read(counted, Manifest(ExtractEncoding.Utf8), Wages, Settings(), new Provenance(1, "tax/w.csv", 2, Encoding.UTF8.GetByteCount(Header), new string('0', 64)));
        Assert.AreEqual(SourceRowState.TooLong, row.State);
        Assert.IsLessThanOrEqualTo(2L * ExtractScan.LongestRow + 1, counted.Given);
    }

    [TestMethod]
    public void A_packed_file_and_one_that_can_only_be_read_from_its_start_cannot_be_opened_in_place()
    {
        var bytes = Encoding.UTF8.GetBytes(Header + First + "\n");
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(bytes);
        var place = Place(bytes, Encoding.UTF8.GetBytes(First));
        Assert.AreEqual(SourceRowState.Packed, Read(packed.ToArray(), place).State);
        packed.Position = 0;
        using var unpacking = new GZipStream(packed, CompressionMode.Decompress);
        Assert.AreEqual(SourceRowState.Packed, DeliveredRow.Read(unpacking, Manifest(ExtractEncoding.Utf8), Wages, Settings(), place).State);
    }

    [TestMethod]
    public void A_header_that_the_configuration_no_longer_knows_is_said_to_be_so()
    {
        var bytes = Encoding.UTF8.GetBytes(Header.Replace("收入额", "甲", StringComparison.Ordinal) + First + "\n");
        Assert.AreEqual(SourceRowState.NotConfigured, Read(bytes, First).State);
    }

    private static DeliveredRow Read(byte[] file, string row) => Read(file, Encoding.UTF8.GetBytes(row));

    private static DeliveredRow Read(byte[] file, byte[] row, ExtractEncoding encoding = ExtractEncoding.Utf8) => Read(file, Place(file, row), encoding);

    private static DeliveredRow Read(byte[] file, Provenance source, ExtractEncoding encoding = ExtractEncoding.Utf8)
    {
        using var stream = new MemoryStream(file);
        return DeliveredRow.Read(stream, Manifest(encoding), Wages, Settings(), source);
    }

    private static Provenance Place(byte[] file, byte[] row) => new(1, "tax/w.csv", 2, file.AsSpan().IndexOf(row), Convert.ToHexStringLower(SHA256.HashData(row)));

    private static Manifest Manifest(ExtractEncoding encoding) =>
        new("tax", "wages", new District(440000), new DateOnly(2026, 9, 30), new Month(2026, 4), new Month(2026, 9), DeliveryMode.Full, encoding, 1, new string('0', 64), null);

    private static RegistrySettings Settings()
    {
        var columns = new Dictionary<string, IReadOnlySet<string>>(StringComparer.Ordinal) { ["wages"] = new HashSet<string>(StringComparer.Ordinal) { "姓名", "证件号码", "扣缴义务人", "税款所属期", "收入额" } };
        return new RegistrySettings("tax", "", "", new SharingAgreement("", "", DateInterval.Always, AgreementCovers.Authorised, columns),
            new Dictionary<string, DatasetSettings>(StringComparer.Ordinal) { ["wages"] = ScanBench.Terms() });
    }

    /// <summary>Bytes that count how many of them were read.</summary>
    private sealed class CountedStream(byte[] bytes) : MemoryStream(bytes)
    {
        public long Given { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            var read = base.Read(buffer);
            Given += read;
            return read;
        }
    }
}
