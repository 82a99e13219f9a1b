using System.Text;
using DataMatching.Connectors.Extracts;

namespace DataMatching.Tests.Extracts;

/// <summary>One pass over a chunk sees what three would.</summary>
[TestClass]
public sealed class ChunkLookTests
{
    [TestMethod]
    public void A_quote_or_a_NUL_is_seen_wherever_it_stands_and_every_line_feed_counts()
    {
        for (var length = 0; length < 100; length++)
        {
            var bytes = Encoding.ASCII.GetBytes(new string('x', length));
            Assert.AreEqual(new ChunkLook(false, false, 0), ChunkLook.At(bytes), $"{length}");
            for (var at = 0; at < length; at++)
            {
                bytes[at] = (byte)'"';
                Assert.AreEqual(new ChunkLook(true, false, at), ChunkLook.At(bytes), $"quote at {at} of {length}");
                bytes[at] = 0;
                Assert.AreEqual(new ChunkLook(false, true, at), ChunkLook.At(bytes), $"NUL at {at} of {length}");
                bytes[at] = (byte)'\n';
                Assert.AreEqual(new ChunkLook(false, false, at + 1), ChunkLook.At(bytes), $"line feeds up to {at} of {length}");
            }
        }
    }
}
