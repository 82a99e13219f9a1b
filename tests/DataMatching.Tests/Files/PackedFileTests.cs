using System.IO.Compression;
using System.Text;
using DataMatching.Connectors.Files;

namespace DataMatching.Tests.Files;

/// <summary>gzip and zip, their parts, and what an archive may not hold.</summary>
[TestClass]
public sealed class PackedFileTests
{
    private static readonly byte[] One = Encoding.UTF8.GetBytes("a,b\n1,2\n");
    private static readonly byte[] Two = Encoding.UTF8.GetBytes("a,b\n\n3,4\n");

    [TestMethod]
    public void A_gzip_and_a_zip_of_several_parts_are_read_as_one_delivery_in_the_order_of_their_numbers()
    {
        Assert.AreEqual("a,b\n1,2\n", Unfolding.Of(Unfolding.Gzip(One), FileForm.PlainCsv).Text);
        var zip = Unfolding.Of(Unfolding.Zip(("10.csv", Two), ("9.csv", One), ("folder/", [])), FileForm.PlainCsv);
        Assert.AreEqual("a,b\n1,2\n\n3,4\n", zip.Text, zip.Refusal);
        Assert.AreEqual("10.csv, row 3", zip.Places!.Describe(4));
        Assert.AreEqual("9.csv, row 2", zip.Places.Describe(2));
    }

    [TestMethod]
    public void Parts_with_other_headers_are_refused() =>
        Refused("header is not that of the first part", Unfolding.Zip(("1.csv", One), ("2.csv", Encoding.UTF8.GetBytes("b,a\n1,2\n"))));

    [TestMethod]
    [DataRow("../x.csv", "leads out")]
    [DataRow("/x.csv", "leads out")]
    [DataRow("a/../x.csv", "leads out")]
    [DataRow("a\\x.csv", "backslash")]
    [DataRow("c:x.csv", "drive")]
    [DataRow("a\nb.csv", "control")]
    public void A_name_that_leads_elsewhere_is_refused(string name, string told) => Refused(told, Unfolding.Zip((name, One)));

    [TestMethod]
    public void An_archive_inside_twice_the_same_part_and_an_empty_zip_are_refused()
    {
        Refused("inside an archive", Unfolding.Zip(("x.csv", Unfolding.Zip(("y.csv", One)))));
        Refused("packed once more", Unfolding.Zip(("x.gz", Unfolding.Gzip(One))));
        Refused("packed once more", Unfolding.Gzip(Unfolding.Gzip(One)));
        Refused("same name", Unfolding.Zip(("x.csv", One), ("X.CSV", One)));
        Refused("no file", Unfolding.Zip(("x/", [])));
    }

    [TestMethod]
    public void Links_and_encrypted_parts_are_refused()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, true))
        {
            var link = zip.CreateEntry("x.csv");
            link.ExternalAttributes = unchecked((int)0xA1FF0000);
            using var part = link.Open();
            part.Write("/etc/passwd"u8);
        }

        Refused("a link", stream.ToArray());

        // The flag of encryption, in the local header and in the list of parts.
        var bytes = Unfolding.Zip(("x.csv", One));
        bytes[6] |= 1;
        bytes[bytes.AsSpan().IndexOf("PK\u0001\u0002"u8) + 8] |= 1;
        Refused("encrypted", bytes);
    }

    [TestMethod]
    public void What_inflates_beyond_the_limits_is_refused_while_it_is_inflated()
    {
        var zeros = new byte[30_000_000];
        Refused("200 times", Unfolding.Gzip(zeros));
        Refused("200 times", Unfolding.Zip(("x.csv", zeros)));
        var small = FileForm.PlainCsv with { Limits = FileLimits.Usual with { Bytes = 1000 } };
        Assert.Contains("more than 1000 bytes", Unfolding.Of(Unfolding.Zip(("1.csv", new byte[600]), ("2.csv", new byte[600])), small).Refusal!, StringComparison.Ordinal);
        var few = FileForm.PlainCsv with { Limits = FileLimits.Usual with { Parts = 2 } };
        Assert.Contains("3 parts, more than 2", Unfolding.Of(Unfolding.Zip(("1", One), ("2", One), ("3", One)), few).Refusal!, StringComparison.Ordinal);

        // A header that lies about the length does not help.
        var lying = Unfolding.Zip(("x.csv", zeros));
        var list = lying.AsSpan().IndexOf("PK\u0001\u0002"u8);
        BitConverter.TryWriteBytes(lying.AsSpan(list + 24), 10);
        Assert.IsNotNull(Unfolding.Of(lying, FileForm.PlainCsv).Refusal);
    }

    [TestMethod]
    public void What_was_cut_off_or_changed_is_refused()
    {
        var text = Encoding.UTF8.GetBytes("a,b\n" + string.Concat(Enumerable.Range(0, 5000).Select(i => $"{i},{i * 7919}\n")));
        var (gzip, zip) = (Unfolding.Gzip(text), Unfolding.Zip(("x.csv", text)));
        foreach (var cut in new[] { 1, 4, 8, 9, 100, gzip.Length - 20 }) Assert.IsNotNull(Unfolding.Of(gzip[..^cut], FileForm.PlainCsv).Refusal, $"gzip cut by {cut}");
        foreach (var cut in new[] { 1, 30, 100, zip.Length / 2 }) Assert.IsNotNull(Unfolding.Of(zip[..^cut], FileForm.PlainCsv).Refusal, $"zip cut by {cut}");
        zip[200] ^= 1;
        Assert.IsNotNull(Unfolding.Of(zip, FileForm.PlainCsv).Refusal, "a changed byte");
    }

    private static void Refused(string told, byte[] bytes) => Assert.Contains(told, Unfolding.Of(bytes, FileForm.PlainCsv).Refusal ?? "taken", StringComparison.Ordinal);
}
