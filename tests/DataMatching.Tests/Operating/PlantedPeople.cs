using System.Text.RegularExpressions;
using DataMatching.Tests.Jobs;

namespace DataMatching.Tests.Operating;

/// <summary>Every ID number and every name in what the union and the agencies delivered to a test's site.</summary>
internal sealed partial class PlantedPeople
{
    private readonly HashSet<string> _numbers = new(StringComparer.Ordinal), _names = new(StringComparer.Ordinal);

    public PlantedPeople(NightSite site)
    {
        foreach (var file in new[] { "members.csv", "roll.csv" })
        {
            var lines = site.Lines("union", file);
            var header = lines[0].TrimStart('\uFEFF').Split(',').ToList();
            var (name, number) = (header.FindIndex(h => h.Contains("姓名", StringComparison.Ordinal)), header.FindIndex(h => h.Contains("证件号码", StringComparison.Ordinal)));
            foreach (var fields in lines.Skip(1).Select(l => l.Split(',')).Where(f => f.Length > Math.Max(name, number)))
            {
                if (fields[name].Length > 1) _names.Add(fields[name]);
                _numbers.Add(fields[number]);
            }
        }

        _numbers.RemoveWhere(n => n.Length < 15);
        Assert.IsGreaterThan(300, _numbers.Count);
        Assert.IsGreaterThan(100, _names.Count);
    }

    /// <summary>Fails when a text holds one of them, or anything that looks like a number of a person.</summary>
    public void AssertNotIn(string text, string where)
    {
        foreach (var name in _names) Assert.DoesNotContain(name, text, StringComparison.Ordinal, $"a name stands in {where}");
        foreach (var number in _numbers) Assert.DoesNotContain(number, text, StringComparison.OrdinalIgnoreCase, $"a number stands in {where}");
        Assert.IsFalse(LongNumber().IsMatch(text), $"something like a number of a person stands in {where}");
    }

    [GeneratedRegex("(?<![0-9])([1-9][0-9]{16}[0-9Xx])(?![0-9])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LongNumber();
}
