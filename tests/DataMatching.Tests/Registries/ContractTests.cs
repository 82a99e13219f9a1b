using DataMatching.Connectors.Registries;

namespace DataMatching.Tests.Registries;

/// <summary>Code, configuration, contract and samples of a registry say the same. Offenders are listed by name.</summary>
[TestClass]
public sealed class ContractTests
{
    /// <summary>docs/rules.md, "Required registries".</summary>
    private static readonly string[] Required =
    [
        "civil-affairs/dibao", "civil-affairs/marriages", "civil-affairs/deaths", "social-security/pensions", "social-security/unemployment",
        "social-security/contributions", "tax/wages", "tax/business", "vehicle/vehicles", "property/units",
    ];

    public static IEnumerable<object[]> Registries => ContractFiles.Registries.Select(r => new object[] { r });

    [TestMethod]
    public void EveryRegistryHasCodeConfigurationContractAndSamples()
    {
        var registries = ContractFiles.Registries.Order(StringComparer.Ordinal).ToArray();
        CollectionAssert.AreEqual(registries, Names("config/registries", "*.json"));
        CollectionAssert.AreEqual(registries, Names("docs/contracts", "*.md"));
        foreach (var registry in registries)
        {
            var expected = AllDatasets.InOrder.Where(d => d.Registry == registry)
                .SelectMany(d => new[] { $"{d.Id}.bad.csv", $"{d.Id}.good.csv", $"{d.Id}.good.csv.manifest.json" }).Order(StringComparer.Ordinal).ToArray();
            var found = Directory.GetFiles(Path.Combine(ContractFiles.Root, "docs/contracts/samples", registry)).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal).ToArray();
            CollectionAssert.AreEqual(expected, found);
        }
    }

    [TestMethod]
    public void DatasetsAreThoseOfTheFormatPage()
    {
        var page = File.ReadAllLines(Path.Combine(ContractFiles.Root, "docs", "formats.md"));
        var rows = page.SkipWhile(l => !l.StartsWith("## Extracts", StringComparison.Ordinal)).Skip(1).TakeWhile(l => !l.StartsWith("## ", StringComparison.Ordinal)).Where(l => l.StartsWith("| ", StringComparison.Ordinal))
            .Select(l => l.Split('|', StringSplitOptions.TrimEntries)).Where(c => c[1].Length > 0 && c[1] != "registry" && c[1] != "---").ToArray();
        var expected = rows.Select(c => $"{c[1]}/{c[2]}: {string.Join(", ", c[3].Split(", ").Select(n => n.Split(" (")[0]))}").ToArray();
        var actual = AllDatasets.InOrder.Select(d => $"{d.Registry}/{d.Id}: {string.Join(", ", d.Columns.Select(c => c.Name))}").ToArray();
        CollectionAssert.AreEqual(expected, actual);
    }

    [TestMethod]
    [DynamicData(nameof(Registries))]
    public void ConfigurationIsWholeAndItsAgreementFits(string registry)
    {
        var config = ContractFiles.Config(registry);
        Assert.AreEqual(registry, config.GetProperty("registry").GetString());
        var agreement = config.GetProperty("agreement");
        Assert.AreEqual(registry is "civil-affairs" or "social-security" ? "roll" : "authorised", agreement.GetProperty("covers").GetString());
        var ids = AllDatasets.InOrder.Where(d => d.Registry == registry).Select(d => d.Id).ToArray();
        CollectionAssert.AreEqual(ids, config.GetProperty("datasets").EnumerateObject().Select(p => p.Name).ToArray());
        CollectionAssert.AreEqual(ids, agreement.GetProperty("columns").EnumerateObject().Select(p => p.Name).ToArray());
        foreach (var id in ids)
        {
            var dataset = AllDatasets.Find(registry, id)!;
            Assert.AreEqual(Required.Contains($"{registry}/{id}", StringComparer.Ordinal), config.GetProperty("datasets").GetProperty(id).GetProperty("required").GetBoolean(), id);
            var agreed = ContractFiles.AgreedColumns(dataset);
            CollectionAssert.IsSubsetOf(agreed, dataset.Columns.Select(c => c.Name).ToArray());
            CollectionAssert.IsSubsetOf(dataset.Columns.Where(c => c.Required).Select(c => c.Name).ToArray(), agreed);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Registries))]
    public void FieldTablesOfTheContractAreThoseOfTheCode(string registry)
    {
        var sections = ContractFiles.Contract(registry).Split("\n## ");
        foreach (var dataset in AllDatasets.InOrder.Where(d => d.Registry == registry))
        {
            var section = sections.Single(s => s.Split('\n')[0].EndsWith($"（{dataset.Id}）", StringComparison.Ordinal));
            Assert.Contains(dataset.ByMonth ? "按月数据" : "状态数据", section, StringComparison.Ordinal);
            var written = section.Split('\n').Where(l => l.StartsWith("| ", StringComparison.Ordinal)).Skip(2)
                .Select(l => l.Split('|', StringSplitOptions.TrimEntries)).Select(c => $"{c[1]} ({c[3]}) 必备{c[5]} 协议内{c[7]}").ToArray();
            var agreed = ContractFiles.AgreedColumns(dataset);
            var actual = dataset.Columns
                .Select(c => $"{c.Name} ({string.Join('、', c.Aliases)}) 必备{(c.Required ? "是" : "否")} 协议内{(agreed.Contains(c.Name, StringComparer.Ordinal) ? "是" : "否")}").ToArray();
            CollectionAssert.AreEqual(actual, written, dataset.Id);
        }
    }

    /// <summary>What an error message offers as allowed values is what the contract promised.</summary>
    [TestMethod]
    [DynamicData(nameof(Registries))]
    public void AllowedValuesOfTheContractAreThoseOfTheCode(string registry)
    {
        const string Offer = "取值不在约定范围内，应为：";
        var contract = ContractFiles.Contract(registry);
        foreach (var dataset in AllDatasets.InOrder.Where(d => d.Registry == registry))
        {
            var rejections = ContractFiles.Rows(dataset, "bad").Select(row => dataset.Read(ContractFiles.InColumnOrder(dataset, row), ContractFiles.Person(dataset, 2)));
            foreach (var rejection in rejections.Where(r => r.Reason!.StartsWith(Offer, StringComparison.Ordinal)))
                Assert.Contains($"`{rejection.Column}`可填：{rejection.Reason![Offer.Length..]}。", contract, StringComparison.Ordinal);
        }
    }

    [TestMethod]
    public void NoHeaderMeansTwoColumns()
    {
        var offenders = AllDatasets.InOrder.SelectMany(d => d.Columns.SelectMany(c => c.Aliases.Append(c.Name)).GroupBy(h => h, StringComparer.Ordinal)
            .Where(g => g.Count() > 1).Select(g => $"{d.Registry}/{d.Id}: {g.Key}")).ToArray();
        Assert.IsEmpty(offenders, string.Join(", ", offenders));
    }

    [TestMethod]
    [DataRow("tax", "wages", "身份证号", "证件号码")]
    [DataRow("tax", "wages", "公民身份号码", "证件号码")]
    [DataRow("tax", "wages", "身份证件号码", "证件号码")]
    [DataRow("tax", "wages", "纳税人姓名", "姓名")]
    [DataRow("tax", "wages", "所属月份", "税款所属期")]
    [DataRow("tax", "business", "所属期", "税款所属期")]
    [DataRow("social-security", "contributions", "参保人姓名", "姓名")]
    [DataRow("vehicle", "vehicles", "所有人", "姓名")]
    [DataRow("property", "units", "姓名", "权利人")]
    public void HeadersThatAgenciesUseAreKnown(string registry, string id, string header, string column)
    {
        var dataset = AllDatasets.Find(registry, id)!;
        Assert.AreEqual(column, dataset.Columns.Single(c => c.Name == header || c.Aliases.Contains(header, StringComparer.Ordinal)).Name);
    }

    [TestMethod]
    public void UnknownDatasetIsNotFound()
    {
        Assert.IsNull(AllDatasets.Find("tax", "dibao"));
        Assert.IsNull(AllDatasets.Find("TAX", "wages"));
    }

    private static string[] Names(string folder, string pattern) =>
        [.. Directory.GetFiles(Path.Combine(ContractFiles.Root, folder), pattern).Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];
}
