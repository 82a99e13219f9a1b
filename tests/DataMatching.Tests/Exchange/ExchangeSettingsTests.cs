using DataMatching.Connectors.Transports.Exchange;
using DataMatching.Tests.Transports;

namespace DataMatching.Tests.Exchange;

[TestClass]
public sealed class ExchangeSettingsTests
{
    [TestMethod]
    public void What_is_not_said_is_usual()
    {
        var settings = Orders.Source<ExchangeSettings>(ExchangeBench.Json());
        Assert.AreEqual(("exchange", 15, true, false), (settings.Kind, settings.AnswersWithinDays, settings.Answer.HasManifests, settings.Answer.AbsentIsNoRecord));
        Assert.AreEqual("流水号 被查询人 身份证号 旧证号 起 止 协议 用途 委托书", string.Join(' ', settings.Template.Columns.Select(c => c.Title)), "in the order of the template");
        Assert.IsNull(settings.Answer.OncePer);
    }

    [TestMethod]
    [DataRow("\"requests\": \"../out\"", ".requests", DisplayName = "a folder out of the site")]
    [DataRow("\"requests\": \"/out\"", ".requests", DisplayName = "a folder of the machine")]
    [DataRow("\"answers\": \"drop/tax\"", ".answers", DisplayName = "a folder of our own")]
    [DataRow("\"answers\": \"exchange/a\"", ".answers", DisplayName = "one folder for both")]
    [DataRow("\"answersWithinDays\": 0", ".answersWithinDays", DisplayName = "no day to answer")]
    [DataRow("\"template\": { \"form\": \"pdf\", \"columns\": { \"a\": \"id\", \"b\": \"reference\" } }", ".template.form", DisplayName = "another form")]
    [DataRow("\"template\": { \"columns\": { \"a\": \"id\" } }", ".template.columns", DisplayName = "nothing to know the answer by")]
    [DataRow("\"template\": { \"columns\": { \"a\": \"id\", \"b\": \"reference\", \"c\": \"phone\" } }", ".template.columns.c", DisplayName = "what we do not have")]
    [DataRow("\"template\": { \"form\": \"sheet\", \"encoding\": \"gb18030\", \"columns\": { \"a\": \"id\", \"b\": \"reference\" } }", ".template.encoding", DisplayName = "an encoding of a sheet")]
    [DataRow("\"answer\": { \"reference\": \"b\", \"none\": [\"无\"] }", ".answer.state", DisplayName = "values of a state without a state")]
    [DataRow("\"answer\": { \"reference\": \"b\", \"state\": \"s\", \"found\": [\"0\"], \"none\": [\"0\"] }", ".answer.found", DisplayName = "one value for two states")]
    [DataRow("\"answer\": { \"reference\": \"b\", \"oncePer\": [\"月份\"] }", ".answer.oncePer", DisplayName = "no column of the dataset")]
    [DataRow("\"answer\": { \"reference\": \"b\", \"finished\": \"rename\", \"absent\": \"noRecord\" }", ".answer.absent", DisplayName = "absence without a number of rows")]
    [DataRow("\"colour\": \"red\"", ".colour", DisplayName = "an unknown setting")]
    public void A_fault_is_told_with_its_place(string change, string place)
    {
        // The last of two properties of one name counts.
        var faults = Orders.Read($$"""
            { "kind": "exchange", "scope": "440000", "requests": "exchange/a", "answers": "exchange/b",
              "template": { "columns": { "a": "id", "b": "reference" } }, "answer": { "reference": "b" }, {{change}} }
            """).Faults;
        CollectionAssert.Contains(faults.Select(f => f.Place).ToArray(), "$.datasets.wages.source" + place, string.Join('\n', faults));
    }

    [TestMethod]
    public void Everything_is_told_at_once()
    {
        var faults = Orders.Read("""{ "kind": "exchange", "scope": "x", "template": { "columns": {} }, "answer": {} }""").Faults.Select(f => f.Place["$.datasets.wages.source".Length..]).Distinct().ToArray();
        CollectionAssert.AreEquivalent(new[] { ".scope", ".requests", ".answers", ".template.columns", ".answer.reference" }, faults);
    }

    [TestMethod]
    public void Two_datasets_do_not_share_a_folder_of_answers()
    {
        var source = ExchangeBench.Json();
        var (_, faults) = Connectors.Registries.RegistrySettingsReader.Parse($$"""
            { "registry": "tax", "title": "税务", "agency": "某税务局", "datasets": { "wages": { "required": true, "source": {{source}} }, "business": { "required": true, "source": {{source}} } },
              "agreement": { "number": "1", "purpose": "核对", "from": "2026-01-01", "to": "2026-12-31", "covers": "roll", "columns": { "wages": [], "business": [] } } }
            """);
        Assert.AreEqual("$.datasets.wages.source.answers", faults.Single().Place);
    }
}
