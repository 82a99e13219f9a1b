using DataMatching.Assessment;

namespace DataMatching.Tests.Assessment;

[TestClass]
public sealed class JsonTextTests
{
    [TestMethod]
    public void ATextWithinATextAndAShortOneAfterALongOneKeepApart()
    {
        var longText = new string('长', 300_000);
        Assert.AreEqual($"\"{longText}\"", JsonText.Of(json => json.WriteStringValue(longText)));
        Assert.AreEqual("[\"1\",2]", JsonText.Of(json =>
        {
            json.WriteStartArray();
            json.WriteStringValue(JsonText.Of(inner => inner.WriteNumberValue(1)));
            json.WriteNumberValue(2);
            json.WriteEndArray();
        }));
        Assert.AreEqual("{}", JsonText.Of(json =>
        {
            json.WriteStartObject();
            json.WriteEndObject();
        }));
    }
}
