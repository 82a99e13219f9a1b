using System.Security.Cryptography;
using System.Text;
using DataMatching.Connectors.Transports.Inquiry;
using DataMatching.Tests.Transports;

namespace DataMatching.Tests.Inquiry;

[TestClass]
public sealed class SignTests
{
    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    /// <summary>The first two are those of GB/T 32905 annex A; the others, around the edges of a block, are OpenSSL 3's.</summary>
    [TestMethod]
    [DataRow("abc", 1, "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0")]
    [DataRow("abcd", 16, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732")]
    [DataRow("", 1, "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b")]
    [DataRow("a", 1, "623476ac18f65a2909e43c7fec61b49c7e764a91a18ccb82f1917a29c86c5e88")]
    [DataRow("a", 55, "288337eef51eec62e7544d7270424c8dbe656254c99852870a73b2453a6a7fb1")]
    [DataRow("a", 56, "ba00ebedaab54065a5fd4f9f56326016203166bcee3eed44ea868d59d67aa3c8")]
    [DataRow("a", 63, "587308543551881ebd70d27ad358ff5dcdf24ac54822e2f7b7c3edce0985d21b")]
    [DataRow("a", 64, "616ec433c359e7c2b19f360e2b8f2a1b6e9ed76b8dc1a7d207b31a5341c611e9")]
    [DataRow("a", 65, "3d1d94afa238ec3e2bbc20ad504702b24c16f2889c94973f2f8da3526c44e4bc")]
    [DataRow("a", 119, "53282a90724e9eb79b18d06b5b8f7f02d046e18b29247dcdb064a136d5c4459a")]
    [DataRow("a", 120, "4c9f0fe9f36ffe0191af73560c4afb1b671be02ba2d0e0c161b1e03488c2a45c")]
    [DataRow("a", 1_000_000, "c8aaf89429554029e231941a2acc0ad61ff2a5acd8fadd25847a3a732b3b02c3")]
    public void Sm3_is_the_standard_s(string text, int times, string hash) =>
        Assert.AreEqual(hash, Hex(Sm3.Hash(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(text, times))))));

    [TestMethod]
    public void Hmac_sm3_is_openssl_s_with_a_short_and_a_long_key()
    {
        Assert.AreEqual("8d54716c0553990422ad09e63a7237386696a8952f64e546a4dee3b89a931a35", Hex(Sm3.Hmac("key"u8, "The quick brown fox"u8)));
        Assert.AreEqual("0980bc92b4d2387c9efa81b95a4e8dbd685aab0459492738bd854544372598f4", Hex(Sm3.Hmac(Encoding.ASCII.GetBytes(new string('k', 100)), "x"u8)));
    }

    [TestMethod]
    public void A_signature_covers_everything_that_is_sent()
    {
        var body = "{}"u8.ToArray();
        var right = SignRequest.Of(SignAlgorithm.HmacSha256, "key", "POST", "/wages", "1", "n", body);
        Assert.AreEqual(Hex(HMACSHA256.HashData("key"u8, Encoding.UTF8.GetBytes("POST\n/wages\n1\nn\n" + Hex(SHA256.HashData(body))))), right);
        string[] others =
        [
            SignRequest.Of(SignAlgorithm.HmacSm3, "key", "POST", "/wages", "1", "n", body), SignRequest.Of(SignAlgorithm.HmacSha256, "kez", "POST", "/wages", "1", "n", body),
            SignRequest.Of(SignAlgorithm.HmacSha256, "key", "GET", "/wages", "1", "n", body), SignRequest.Of(SignAlgorithm.HmacSha256, "key", "POST", "/wage", "1", "n", body),
            SignRequest.Of(SignAlgorithm.HmacSha256, "key", "POST", "/wages", "2", "n", body), SignRequest.Of(SignAlgorithm.HmacSha256, "key", "POST", "/wages", "1", "m", body),
            SignRequest.Of(SignAlgorithm.HmacSha256, "key", "POST", "/wages", "1", "n", "{ }"u8.ToArray()),
        ];
        Assert.HasCount(8, others.Append(right).Distinct(StringComparer.Ordinal));
    }

    [TestMethod]
    public void A_rate_lets_the_burst_through_and_then_so_many_a_second()
    {
        var clock = new JumpingClock(TimeSpan.FromHours(1));
        var rate = new RateLimit(2, 3, clock);
        Assert.AreEqual("0 0 0 0.5 1 1.5", string.Join(' ', Enumerable.Range(0, 6).Select(_ => rate.Take().TotalSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture))));
        clock.Advance(TimeSpan.FromSeconds(1.5));
        Assert.AreEqual(0.5, rate.Take().TotalSeconds);
        clock.Advance(TimeSpan.FromDays(1));
        Assert.AreEqual("0 0 0 0.5", string.Join(' ', Enumerable.Range(0, 4).Select(_ => rate.Take().TotalSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture))), "a pause saves up the burst and no more");
    }

    [TestMethod]
    public void Waiting_for_the_rate_takes_its_time()
    {
        var clock = new JumpingClock(TimeSpan.FromHours(1));
        var rate = new RateLimit(5, 1, clock);
        var from = clock.Now;
        for (var i = 0; i < 11; i++) rate.Wait(CancellationToken.None);
        Assert.AreEqual(2.0, (clock.Now - from).TotalSeconds, 0.001);
    }
}
