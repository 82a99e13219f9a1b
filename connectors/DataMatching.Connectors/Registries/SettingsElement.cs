using System.Text.Json;

namespace DataMatching.Connectors.Registries;

/// <summary>An object of a settings file, its place in it, and where faults are told. Nothing of a secret is ever repeated.</summary>
internal sealed class SettingsElement(JsonElement element, string place, List<SettingsFault> faults)
{
    public string Place => place;

    /// <summary>A text that has to be there; empty, with its fault told, when it is not.</summary>
    public string Text(string name) => Optional(name) is { Length: > 0 } text ? text : Missing(name, "a text", "");

    /// <summary>The first and the last month, counted from that of the day: -240 to 0; the last six when nothing is said.</summary>
    public (int From, int To) Months()
    {
        var (from, to) = ((int)Number("fromMonths", -240, 0, -5), (int)Number("toMonths", -240, 0, 0));
        if (to < from) Fault("toMonths", "a month before 'fromMonths'", "the last month, counted back from the day's");
        return (from, to);
    }

    /// <summary>A text; null when it is absent.</summary>
    public string? Optional(string name)
    {
        if (!Has(name, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        if (value.ValueKind == JsonValueKind.String) return value.GetString();
        Fault(name, value.ValueKind.ToString(), "a text");
        return null;
    }

    /// <summary>A number within its edges, both included; the usual one when it is absent.</summary>
    public decimal Number(string name, decimal least, decimal most, decimal otherwise)
    {
        if (!Has(name, out var value)) return otherwise;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) && number >= least && number <= most) return number;
        Fault(name, value.ValueKind == JsonValueKind.Number ? value.GetRawText() : value.ValueKind.ToString(), $"a number from {least} to {most}");
        return otherwise;
    }

    /// <summary>One of a few words; the first when it is absent.</summary>
    public string OneOf(string name, params string[] words)
    {
        var text = Optional(name) ?? words[0];
        if (words.Contains(text, StringComparer.Ordinal)) return text;
        Fault(name, "another word", string.Join(", ", words));
        return words[0];
    }

    /// <summary>An object of texts by name; empty when it is absent.</summary>
    public IReadOnlyDictionary<string, string> Texts(string name)
    {
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (!Has(name, out var value)) return texts;
        if (value.ValueKind != JsonValueKind.Object) Fault(name, value.ValueKind.ToString(), "an object of texts");
        else
        {
            foreach (var member in value.EnumerateObject())
            {
                if (member.Value.ValueKind == JsonValueKind.String) texts[member.Name] = member.Value.GetString()!;
                else faults.Add(new SettingsFault($"{place}.{name}.{member.Name}", member.Value.ValueKind.ToString(), "a text"));
            }
        }

        return texts;
    }

    /// <summary>The texts of an object in the order in which they are written; empty when it is absent.</summary>
    public IReadOnlyList<(string Name, string Text)> Pairs(string name)
    {
        var texts = Texts(name);
        return Has(name, out var value) && value.ValueKind == JsonValueKind.Object
            ? [.. value.EnumerateObject().Where(m => texts.ContainsKey(m.Name) && m.Value.ValueKind == JsonValueKind.String).Select(m => (m.Name, m.Value.GetString()!))]
            : [];
    }

    /// <summary>Texts of a list; empty when it is absent.</summary>
    public IReadOnlyList<string> List(string name)
    {
        if (!Has(name, out var value)) return [];
        if (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(e => e.ValueKind == JsonValueKind.String)) return [.. value.EnumerateArray().Select(e => e.GetString()!)];
        Fault(name, value.ValueKind.ToString(), "a list of texts");
        return [];
    }

    /// <summary>True when the setting is there, whatever it says.</summary>
    public bool Holds(string name) => Has(name, out _);

    /// <summary>An object within this one; null when it is absent.</summary>
    public SettingsElement? Object(string name)
    {
        if (!Has(name, out var value)) return null;
        if (value.ValueKind == JsonValueKind.Object) return new SettingsElement(value, $"{place}.{name}", faults);
        Fault(name, value.ValueKind.ToString(), "an object");
        return null;
    }

    public void OnlyKnown(params string[] known)
    {
        if (element.ValueKind != JsonValueKind.Object) return;
        foreach (var property in element.EnumerateObject().Where(p => !known.Contains(p.Name, StringComparer.Ordinal)))
            faults.Add(new SettingsFault($"{place}.{property.Name}", "an unknown setting", string.Join(", ", known)));
    }

    public void Fault(string name, string found, string expected) => faults.Add(new SettingsFault($"{place}.{name}", found, expected));

    private bool Has(string name, out JsonElement value)
    {
        value = default;
        return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out value);
    }

    private T Missing<T>(string name, string expected, T otherwise)
    {
        Fault(name, "nothing usable", expected);
        return otherwise;
    }
}
