using System.Globalization;
using System.Text;
using DataMatching.Identity;

namespace DataMatching.Tests.Identity;

[TestClass]
public sealed class ResidentIdReaderTests
{
    [TestMethod]
    [DataRow("11010519491231002X", IdRepairs.None)]
    [DataRow("440524188001010014", IdRepairs.None)]
    [DataRow("11010519491231002x", IdRepairs.LowerCaseX)]
    [DataRow("１１０１０５１９４９１２３１００２Ｘ", IdRepairs.FullWidth)]
    [DataRow("１１０１０５１９４９１２３１００２ｘ", IdRepairs.FullWidth | IdRepairs.LowerCaseX)]
    [DataRow("\uFEFF110105 19491231\u3000002X\u200B\u00A0\r", IdRepairs.Spaces)]
    public void Reads_and_says_what_it_repaired(string text, IdRepairs repairs)
    {
        var reading = ResidentIdReader.Read(text);
        Assert.IsNotNull(reading.Id);
        Assert.AreEqual(repairs, reading.Repairs);
        Assert.AreEqual(IdFault.None, reading.Fault);
        Assert.AreEqual(reading.Id.Value.Body, reading.Body);
        Assert.AreEqual(IdRepairs.None, ResidentIdReader.Read(reading.Id.Value.Reveal()).Repairs);
    }

    [TestMethod]
    [DataRow("", IdFault.Empty)]
    [DataRow(" \u3000\uFEFF", IdFault.Empty)]
    [DataRow("11010519491231002", IdFault.LostDigit)]
    [DataRow("1101051949123100A", IdFault.Length)]
    [DataRow("11010519491231002XX", IdFault.Length)]
    [DataRow("1.10105E+17", IdFault.Scientific)]
    [DataRow("1.1E+17", IdFault.Scientific)]
    [DataRow("1.10105194912310e14", IdFault.Scientific)]
    [DataRow("4.49999197803121E+17", IdFault.Scientific)]
    [DataRow("1.1E+13", IdFault.Length)]
    [DataRow("11.1E+17", IdFault.Length)]
    [DataRow("110105194912310000", IdFault.TrailingZeros)]
    [DataRow("1101051949123100X2", IdFault.Characters)]
    [DataRow("11010519491231002A", IdFault.Characters)]
    [DataRow("+1010519491231002X", IdFault.Characters)]
    [DataRow("١١٠١٠٥١٩٤٩١٢٣١٠٠٢X", IdFault.Characters)]
    [DataRow("16010519491231002X", IdFault.Division)]
    [DataRow("000000000000000000", IdFault.Division)]
    [DataRow("110105194913310021", IdFault.BirthDate)]
    [DataRow("110105190002290021", IdFault.BirthDate)]
    [DataRow("110105179912310021", IdFault.BirthDate)]
    [DataRow("110105194912310021", IdFault.CheckDigit)]
    public void Refuses_and_says_why(string text, IdFault fault)
    {
        var reading = ResidentIdReader.Read(text);
        Assert.AreEqual(fault, reading.Fault);
        Assert.IsNull(reading.Id);
    }

    [TestMethod]
    public void A_wrong_check_digit_leaves_the_body_for_the_search_of_slips()
    {
        var reading = ResidentIdReader.Read("110105194912310021");
        Assert.AreEqual(11010519491231002L, reading.Body);
        Assert.AreEqual('1', reading.WrittenCheck);
        Assert.IsFalse(reading.ToString().Contains("1101", StringComparison.Ordinal));
    }

    [TestMethod]
    public void Fifteen_digits_become_eighteen_of_the_twentieth_century()
    {
        var reading = ResidentIdReader.Read("110105491231002");
        Assert.AreEqual("11010519491231002X", reading.Id!.Value.Reveal());
        Assert.AreEqual((IdKind.Resident15, IdRepairs.FifteenDigits), (reading.Kind, reading.Repairs));
        Assert.AreEqual(IdFault.BirthDate, ResidentIdReader.Read("110105491331002").Fault);
        Assert.AreEqual(IdFault.BirthDate, ResidentIdReader.Read("110105000229002").Fault); // 1900 was no leap year
    }

    [TestMethod]
    public void Every_wrong_digit_is_detected_and_fast_agrees_with_slow()
    {
        Span<byte> bytes = stackalloc byte[18];
        foreach (var id in RandomIds.Take(10_000, seed: 1))
        {
            var right = id.Reveal();
            Encoding.ASCII.GetBytes(right, bytes);
            Assert.IsTrue(ResidentIdReader.TryReadExact(bytes, out var body));
            Assert.AreEqual(id.Body, body);
            for (var i = 0; i < 17; i++)
            {
                var written = bytes[i];
                for (var digit = (byte)'0'; digit <= '9'; digit++)
                {
                    bytes[i] = digit;
                    if (digit != written) Assert.IsFalse(ResidentIdReader.TryReadExact(bytes, out _));
                }

                bytes[i] = written;
            }
        }
    }

    [TestMethod]
    public void Fast_is_true_exactly_when_slow_reads_without_repair()
    {
        var random = new Random(2);
        var accepted = 0;
        foreach (var id in RandomIds.Take(10_000, seed: 3))
        {
            // Any bytes at a few places, the check digit often put right again, so that each of the checks is the one that decides.
            var text = id.Reveal().ToCharArray();
            for (var n = random.Next(3); n > 0; n--) text[random.Next(18)] = random.Next(4) == 0 ? (char)random.Next(256) : (char)('0' + random.Next(10));
            if (random.Next(3) > 0 && long.TryParse(text.AsSpan(0, 17), NumberStyles.None, CultureInfo.InvariantCulture, out var digits)) text[17] = ResidentId.CheckDigit(digits);

            var slow = ResidentIdReader.Read(text);
            var fast = ResidentIdReader.TryReadExact(Encoding.Latin1.GetBytes(text), out var body);
            Assert.AreEqual(slow is { Id: not null, Repairs: IdRepairs.None, Kind: IdKind.Resident18 }, fast);
            Assert.AreEqual(fast ? slow.Id!.Value.Body : 0, body);
            if (fast) accepted++;
        }

        Assert.IsTrue(accepted is > 3_000 and < 9_900, $"{accepted} of 10,000 were accepted: the sample no longer tries both sides.");
    }
}
