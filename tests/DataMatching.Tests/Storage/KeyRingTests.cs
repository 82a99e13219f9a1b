using System.Text;
using DataMatching.Storage;
using DataMatching.Storage.Protection;

namespace DataMatching.Tests.Storage;

[TestClass]
public sealed class KeyRingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("datamatching-keys-").FullName;

    private string File => Path.Combine(_folder, KeyRing.FileName);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void A_loaded_ring_opens_what_the_new_one_sealed_each_time_with_another_nonce()
    {
        var made = KeyRing.Create(_folder);
        byte[] one = made.Seal(Place.Verdict(1, "A"), "text"u8), two = made.Seal(Place.Verdict(1, "A"), "text"u8);
        CollectionAssert.AreNotEqual(one, two);
        var loaded = KeyRing.Load(_folder);
        Assert.AreEqual("text", Encoding.UTF8.GetString(loaded.Unseal(Place.Verdict(1, "A"), one)));
        CollectionAssert.AreEqual(made.Index(KeyedIndex.PersonId, "x"), loaded.Index(KeyedIndex.PersonId, "x"));
        CollectionAssert.AreNotEqual(made.Index(KeyedIndex.PersonId, "x"), made.Index(KeyedIndex.FactContent, "x"));
        Assert.ThrowsExactly<StoreException>(() => loaded.Unseal(Place.Verdict(2, "A"), one));
    }

    [TestMethod]
    public void Every_changed_byte_is_noticed()
    {
        var ring = KeyRing.Create(_folder);
        var good = ring.Seal(Place.KeyMark, "ab"u8);
        for (var i = 0; i < good.Length; i++)
        {
            var bad = good.ToArray();
            bad[i] ^= 1;
            Assert.ThrowsExactly<StoreException>(() => ring.Unseal(Place.KeyMark, bad), $"byte {i}");
        }
    }

    [TestMethod]
    public void A_key_file_is_never_overwritten()
    {
        KeyRing.Create(_folder);
        var before = System.IO.File.ReadAllText(File);
        Assert.Contains("already", Assert.ThrowsExactly<KeyRingException>(() => KeyRing.Create(_folder)).Message, StringComparison.Ordinal);
        Assert.AreEqual(before, System.IO.File.ReadAllText(File));
    }

    [TestMethod]
    public void A_missing_file_a_cut_one_and_one_with_a_slip_are_told_apart_from_a_good_one()
    {
        Assert.Contains("missing", Assert.ThrowsExactly<KeyRingException>(() => KeyRing.Load(_folder)).Message, StringComparison.Ordinal);
        KeyRing.Create(_folder);
        var good = System.IO.File.ReadAllText(File);
        var key = good.IndexOf("\"index\": \"", StringComparison.Ordinal) + 12;
        string[] bad = ["", "{}", good[..^20], good[..key] + (good[key] == 'A' ? 'B' : 'A') + good[(key + 1)..], good.Replace("\"format\": 1", "\"format\": 2", StringComparison.Ordinal)];
        foreach (var text in bad)
        {
            System.IO.File.WriteAllText(File, text);
            Assert.Contains("damaged", Assert.ThrowsExactly<KeyRingException>(() => KeyRing.Load(_folder)).Message, StringComparison.Ordinal);
        }
    }

    [TestMethod]
    [DataRow(UnixFileMode.GroupRead)]
    [DataRow(UnixFileMode.OtherRead)]
    [DataRow(UnixFileMode.OtherWrite)]
    public void A_file_open_to_others_is_refused(UnixFileMode other)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Inconclusive("Unix modes only.");
            return;
        }

        KeyRing.Create(_folder);
        const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.AreEqual(Own, System.IO.File.GetUnixFileMode(File));
        System.IO.File.SetUnixFileMode(File, Own | other);
        Assert.Contains("chmod 600", Assert.ThrowsExactly<KeyRingException>(() => KeyRing.Load(_folder)).Message, StringComparison.Ordinal);
    }
}
