using DataMatching.Identity;

namespace DataMatching.Tests.Identity;

[TestClass]
public sealed class IdentifierTests
{
    [TestMethod]
    [DataRow("11010519491231002X", "resident-18", "11010519491231002X", "")]
    [DataRow("１1010519491231002x", "resident-18", "11010519491231002X", "repaired: full-width, lower-case x")]
    [DataRow("110105491231002", "resident-15", "11010519491231002X", "repaired: fifteen digits")]
    [DataRow("110105491331002", "resident-15", "", "birth date")]
    [DataRow("110105194912310021", "resident-18", "", "check digit")]
    [DataRow("160105194912310021", "resident-18", "", "division")]
    [DataRow("91350100M000100Y43", "credit-code", "91350100M000100Y43", "")]
    [DataRow(" 91350100m000100Y43", "credit-code", "91350100M000100Y43", "repaired: spaces, lower-case")]
    [DataRow("91350100M000100Y44", "credit-code", "", "check digit")]
    [DataRow("91350100I000100Y43", "credit-code", "", "characters")]
    [DataRow("11010519491231002*", "unknown", "", "characters")]
    [DataRow("12345", "unknown", "", "length")]
    [DataRow("  ", "unknown", "", "empty")]
    public void Lines(string line, string kind, string normalised, string reason) =>
        Assert.AreEqual(new IdentifierReading(kind, normalised.Length > 0, normalised, reason), IdentifierReader.Read(line));

    [TestMethod]
    public void A_credit_code_of_digits_only_is_one_when_it_is_no_resident_number()
    {
        // 91 is a province code too; month 00 settles it.
        var code = Enumerable.Range(0, 10).Select(check => $"91350100000100000{check}").Single(text => CreditCode.TryParse(text) is not null);
        Assert.AreEqual("credit-code", IdentifierReader.Read(code).Kind);
    }

    [TestMethod]
    public void A_line_too_long_is_unknown_and_the_next_one_is_judged()
    {
        var longest = new string('1', IdentifierCsv.LongestLine);
        var rows = Rows($"{longest}\r\n{longest}1\r\n11010519491231002X\n\n{longest}{longest}");
        Assert.HasCount(7, rows);
        Assert.AreEqual(longest + ",unknown,false,,length", rows[1]);
        Assert.AreEqual(",unknown,false,,longer than 4096 characters", rows[2]);
        Assert.AreEqual("11010519491231002X,resident-18,true,11010519491231002X,", rows[3]);
        Assert.AreEqual(",unknown,false,,empty", rows[4]);
        Assert.AreEqual(",unknown,false,,longer than 4096 characters", rows[5]);
    }

    [TestMethod]
    [DataRow("a\rb\nc\r\nd")]
    [DataRow("a\r\n\r\n\n\r\rb\r\n")]
    [DataRow("\r\n")]
    [DataRow("a\r")]
    [DataRow("")]
    public void Lines_end_where_a_text_reader_ends_them(string text)
    {
        var expected = new List<string>();
        for (var reader = new StringReader(text); reader.ReadLine() is { } line;) expected.Add(line);
        var lines = new BoundedLines(new StringReader(text), 3);
        var found = new List<string>();
        while (lines.Next()) found.Add(lines.Text);
        CollectionAssert.AreEqual(expected, found);
    }

    /// <summary>A hundred million characters without a line end, and no more memory than for a short line.</summary>
    [TestMethod]
    public void An_endless_line_is_not_held_in_memory()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var output = new StringWriter();
        IdentifierCsv.Write(new Endless(100_000_000), output);
        Assert.IsLessThan(1_000_000, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.EndsWith(",unknown,false,,longer than 4096 characters\n", output.ToString(), StringComparison.Ordinal);
    }

    private static string[] Rows(string text)
    {
        var output = new StringWriter();
        IdentifierCsv.Write(new StringReader(text), output);
        return output.ToString().Split('\n');
    }

    private sealed class Endless(long characters) : TextReader
    {
        private long _left = characters;

        public override int Peek() => '7';
        public override int Read() => _left-- > 0 ? '7' : -1;
    }

    [TestMethod]
    public void One_row_for_each_line_in_its_order_with_quotes_where_needed()
    {
        var output = new StringWriter();
        IdentifierCsv.Write(new StringReader("\uFEFF110105491231002\r\n\n=1+1,\"x\"\n11010519491231002x"), output);
        Assert.AreEqual(""""
            input,kind,valid,normalised,reason
            110105491231002,resident-15,true,11010519491231002X,repaired: fifteen digits
            ,unknown,false,,empty
            "=1+1,""x""",unknown,false,,length
            11010519491231002x,resident-18,true,11010519491231002X,repaired: lower-case x

            """", output.ToString());
    }
}
