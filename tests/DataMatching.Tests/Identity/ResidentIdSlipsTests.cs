using DataMatching.Identity;

namespace DataMatching.Tests.Identity;

[TestClass]
public sealed class ResidentIdSlipsTests
{
    [TestMethod]
    public void Every_slip_leads_back_to_the_number()
    {
        var random = new Random(5);
        foreach (var id in RandomIds.Take(10_000, seed: 4))
        {
            var text = id.Reveal().ToCharArray();
            var at = random.Next(18);
            if (random.Next(2) == 0) text[at] = "0123456789"[random.Next(10)];
            else if (at < 17) (text[at], text[at + 1]) = (text[at + 1], text[at]);
            var written = new string(text);

            var found = ResidentIdSlips.Neighbours(written);
            if (written == id.Reveal()) Assert.IsEmpty(found);
            else Assert.Contains(id.Body, found);
            Assert.IsTrue(found.Zip(found.Skip(1)).All(pair => pair.First < pair.Second));
            Assert.IsTrue(found.Length < 40 && found.All(body => ResidentId.FromBody(body) is not null));
        }
    }

    [TestMethod]
    public void Text_and_body_give_the_same()
    {
        var reading = ResidentIdReader.Read("110105194912310021");
        CollectionAssert.AreEqual(ResidentIdSlips.Neighbours("110105194912310021"), ResidentIdSlips.Neighbours(reading.Body!.Value, '1'));
    }

    [TestMethod]
    [DataRow("1101051949123100X2")] // the check position exchanged
    [DataRow("1101051949123１OO2x")] // one letter too many: two characters cannot be read
    [DataRow("11O10519491231002X")] // a letter O for a zero
    public void Characters_that_are_no_digits_are_slips_too(string text)
    {
        var found = ResidentIdSlips.Neighbours(text);
        Assert.AreEqual(!text.Contains("OO", StringComparison.Ordinal), found.Contains(11010519491231002L));
    }

    [TestMethod]
    [DataRow("11010519491231002X")]
    [DataRow("110105491231002")]
    [DataRow("")]
    public void A_right_number_and_a_wrong_length_have_no_neighbours(string text) => Assert.IsEmpty(ResidentIdSlips.Neighbours(text));
}
