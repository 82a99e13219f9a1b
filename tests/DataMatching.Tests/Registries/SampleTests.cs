using System.Globalization;
using System.Security.Cryptography;
using DataMatching.Connectors.Registries;
using DataMatching.Identity;

namespace DataMatching.Tests.Registries;

/// <summary>The samples given to the agencies are read by the datasets as the contracts say.</summary>
[TestClass]
public sealed class SampleTests
{
    public static IEnumerable<object[]> Datasets => AllDatasets.InOrder.Select(d => new object[] { d.Registry, d.Id });

    [TestMethod]
    [DynamicData(nameof(Datasets))]
    public void GoodSampleBecomesTheExpectedFacts(string registry, string id)
    {
        var dataset = AllDatasets.Find(registry, id)!;
        var lines = new List<string>();
        var line = 1;
        foreach (var row in ContractFiles.Rows(dataset, "good"))
        {
            line++;
            for (var slot = 0; slot < dataset.People.Count; slot++)
            {
                var person = ContractFiles.Person(dataset, line, slot);
                var result = dataset.Read(ContractFiles.InColumnOrder(dataset, row), person);
                Assert.IsFalse(result.IsRejected, $"line {line}: {result.Column} {result.Reason}");
                foreach (var fact in result.Facts)
                {
                    Assert.AreEqual((person.Person, registry, id, person.Grade, person.Source), (fact.Person, fact.Registry, fact.Dataset, fact.Grade, fact.Source));
                    lines.Add(string.Create(CultureInfo.InvariantCulture, $"{line}: {FactText.Of(fact)}"));
                }
            }
        }

        AgainstGolden($"{registry}.{id}.txt", string.Concat(lines.Select(l => l + "\n")));
    }

    [TestMethod]
    [DynamicData(nameof(Datasets))]
    public void EveryBadRowIsRejectedForItsColumnWithoutRepeatingItsContent(string registry, string id)
    {
        var dataset = AllDatasets.Find(registry, id)!;
        var rows = ContractFiles.Rows(dataset, "bad");
        Assert.IsNotEmpty(rows);
        foreach (var row in rows)
        {
            var result = dataset.Read(ContractFiles.InColumnOrder(dataset, row), ContractFiles.Person(dataset, 2));
            Assert.AreEqual(row["应指出的列"], result.Column, $"{row["错在哪里"]}: {result.Reason}");
            Assert.IsEmpty(result.Facts);
            var found = row[result.Column!];
            if (found.Length > 2) Assert.DoesNotContain(found, result.Reason!, StringComparison.Ordinal);
            foreach (var personal in dataset.People.SelectMany(p => new[] { row[dataset.Columns[p.Name].Name], row[dataset.Columns[p.Id].Name] }).Where(v => v.Length > 0))
                Assert.DoesNotContain(personal, result.Reason!, StringComparison.Ordinal);
        }
    }

    /// <summary>Nothing is asked for that nobody uses (PIPL art. 6): without any agreed column the facts of the good sample change, or rows are rejected.</summary>
    [TestMethod]
    [DynamicData(nameof(Datasets))]
    public void EveryAgreedColumnIsUsedAndNoOther(string registry, string id)
    {
        var dataset = AllDatasets.Find(registry, id)!;
        var agreed = ContractFiles.AgreedColumns(dataset);
        var people = dataset.People.SelectMany(p => new[] { p.Name, p.Id }).ToHashSet();
        var details = dataset.People.SelectMany(p => p.Details).ToHashSet();
        var whole = Read(dataset, without: null);
        for (var i = 0; i < dataset.Columns.Count; i++)
        {
            var column = dataset.Columns[i].Name;
            if (people.Contains(i)) CollectionAssert.Contains(agreed, column);

            // Of a person's details nothing is made: by them rows without a number are matched, where an agency agrees to it.
            else if (!details.Contains(i)) Assert.AreEqual(agreed.Contains(column, StringComparer.Ordinal), Read(dataset, column) != whole, $"{column}: agreed or not, and used or not, differ");
        }
    }

    [TestMethod]
    [DynamicData(nameof(Datasets))]
    public void ManifestOfTheGoodSampleKeepsItsPromises(string registry, string id)
    {
        var dataset = AllDatasets.Find(registry, id)!;
        var manifest = ContractFiles.Manifest(dataset);
        Assert.AreEqual((registry, id), (manifest.Registry, manifest.Dataset));
        Assert.AreEqual(ContractFiles.Rows(dataset, "good").Count, manifest.Rows);
        Assert.AreEqual(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(ContractFiles.Sample(dataset, "good")))), manifest.Sha256);
    }

    /// <summary>No sample can be about somebody: its numbers are right in form but of a county code that was never assigned.</summary>
    [TestMethod]
    [DynamicData(nameof(Datasets))]
    public void PeopleOfTheSamplesCannotExist(string registry, string id)
    {
        var dataset = AllDatasets.Find(registry, id)!;
        var numbers = ContractFiles.Rows(dataset, "good").Concat(ContractFiles.Rows(dataset, "bad"))
            .SelectMany(row => dataset.People.Select(p => row[dataset.Columns[p.Id].Name])).Where(n => n.Length == 18).Distinct(StringComparer.Ordinal).ToArray();
        Assert.IsNotEmpty(numbers);
        foreach (var number in numbers)
        {
            var body = long.Parse(number.AsSpan(0, 17), CultureInfo.InvariantCulture);
            Assert.AreEqual(new District(449999), ResidentId.FromBody(body)?.Division);
            Assert.AreEqual(ResidentId.CheckDigit(body), number[17]);
        }
    }

    private static string Read(Dataset dataset, string? without)
    {
        var results = ContractFiles.Rows(dataset, "good").SelectMany(row =>
        {
            if (without is not null) row[without] = "";
            return Enumerable.Range(0, dataset.People.Count).Select(slot => dataset.Read(ContractFiles.InColumnOrder(dataset, row), ContractFiles.Person(dataset, 2, slot)));
        });
        return string.Join('\n', results.Select(r => r.IsRejected ? $"{r.Column}: {r.Reason}" : string.Join('|', r.Facts.Select(FactText.Of))));
    }

    private static void AgainstGolden(string name, string actual)
    {
        var file = Path.Combine(ContractFiles.Root, "tests", "DataMatching.Tests", "Registries", "golden", name);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
            Assert.Fail($"{name} was rewritten; read the difference, then run again without UPDATE_GOLDEN.");
        }

        Assert.AreEqual(File.ReadAllText(file), actual);
    }
}
