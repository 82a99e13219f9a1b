using System.Text;
using System.Text.Unicode;
using DataMatching.Connectors.Extracts;

namespace DataMatching.Tests.Extracts;

[TestClass]
public sealed class Utf8BlocksTests
{
    private static readonly string[] Pieces = ["粤A12345,小型汽车,非营运,", "a", "é", "𠮷", "\u0800", "한", "\uFFFD", "\n", "王伟,449901195001010007\n", "\uD7FF", "\uE000", "ࠀ"];

    /// <summary>Single bytes that are wrong anywhere, or wrong where they stand.</summary>
    private static readonly byte[] Wrong = [0x80, 0xBF, 0xC0, 0xC1, 0xC2, 0xE0, 0xE4, 0xED, 0xEF, 0xF0, 0xF4, 0xF5, 0xFF];

    [TestMethod]
    public void Agrees_with_the_framework_on_texts_and_on_texts_with_a_few_bytes_changed()
    {
        var random = new Random(20261121);
        var (valid, invalid) = (0, 0);
        for (var round = 0; round < 60_000; round++)
        {
            var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => Pieces[random.Next(Pieces.Length)])));
            for (var change = random.Next(3); change > 0; change--)
            {
                var at = random.Next(bytes.Length);
                if (random.Next(4) == 0) bytes = [.. bytes[..at], .. bytes[(at + 1)..]];
                else bytes[at] = Wrong[random.Next(Wrong.Length)];
                if (bytes.Length == 0) break;
            }

            var expected = Utf8.IsValid(bytes);
            if (expected) valid++;
            else invalid++;
            if (Utf8Blocks.IsValid(bytes) != expected) Assert.Fail($"round {round}: the framework says {expected} of {Convert.ToHexString(bytes)}");
        }

        Assert.IsGreaterThan(10_000, valid);
        Assert.IsGreaterThan(10_000, invalid);
    }

    [TestMethod]
    public void Finds_a_character_cut_at_every_place_around_the_edge_of_a_block()
    {
        foreach (var character in new[] { "é", "中", "𠮷", "\u0800", "한" })
        {
            var whole = Encoding.UTF8.GetBytes(character);
            for (var before = 56; before <= 72; before++)
            {
                for (var kept = 0; kept <= whole.Length; kept++)
                {
                    for (var after = 0; after <= 70; after += 10)
                    {
                        byte[] bytes = [.. Enumerable.Repeat((byte)'a', before), .. whole[..kept], .. Enumerable.Repeat((byte)'b', after)];
                        Assert.AreEqual(kept == 0 || kept == whole.Length, Utf8Blocks.IsValid(bytes), $"{character} {kept} bytes at {before}, {after} behind");
                    }
                }
            }
        }
    }
}
