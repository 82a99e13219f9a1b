using System.Security.Cryptography;
using System.Text;
using DataMatching.Policy;
using DataMatching.Storage;
using DataMatching.Storage.Documents;

namespace DataMatching.Tests.Storage;

[TestClass]
public sealed class UsualWordsTests
{
    private static string Verdict => $$"""
        {"household":"KN1","flag":"Keep","findings":[{{string.Join(',', AllRules.InOrder.Select(r => $$"""{"rule":"{{r.Id}}","kind":"{{r.Kind}}","applies":true,"truth":"NotMet"}"""))}}],"months":[]}
        """;

    [TestMethod]
    public void What_was_packed_with_words_comes_back_and_is_much_smaller()
    {
        var plain = Encoding.UTF8.GetBytes(Verdict);
        var packed = Deflated.Write(plain, UsualWords.Verdict);
        CollectionAssert.AreEqual(plain, Deflated.ReadUtf8(packed));
        Assert.IsLessThan(Deflated.Write(plain).Length, 2 * packed.Length, "words are to save more than half");
    }

    [TestMethod]
    public void What_was_packed_by_itself_comes_back_too()
    {
        foreach (var text in new[] { "", "{}", Verdict, new string('档', 100_000) }) Assert.AreEqual(text, Deflated.Read(Deflated.Write(text)));
    }

    [TestMethod]
    public void Texts_of_every_length_come_back()
    {
        for (var length = 0; length < 2_000; length++)
        {
            var plain = Encoding.UTF8.GetBytes(new string('x', length) + "\"rule\":\"member-died\"");
            CollectionAssert.AreEqual(plain, Deflated.ReadUtf8(Deflated.Write(plain, UsualWords.Verdict)), $"{length}");
        }
    }

    [TestMethod]
    public void Words_of_a_newer_program_are_told()
    {
        var packed = Deflated.Write(Encoding.UTF8.GetBytes(Verdict), UsualWords.Verdict);
        packed[0] = (2 << 3) | 0b110;
        StringAssert.Contains(Assert.ThrowsExactly<StoreException>(() => Deflated.ReadUtf8(packed)).Message, "words no. 2", StringComparison.Ordinal);
    }

    [TestMethod]
    public void Words_never_change() => Assert.AreEqual(
        "698d1cf4e91ebc72dca5c54378cbf3565b34ba31fb59d40092c62758e2527f49", Convert.ToHexStringLower(SHA256.HashData(UsualWords.Verdict.Words)), "what was packed with them could not be read any more: put the file back, and add another one");
}
