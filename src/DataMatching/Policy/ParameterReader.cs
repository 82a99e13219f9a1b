using System.Globalization;
using System.Text.Json;

namespace DataMatching.Policy;

/// <summary>Reads the value of one dated entry by the parameter's kind.</summary>
internal static class ParameterReader
{
    /// <summary>The value; null with <paramref name="expected"/> null when the pack says null and may; <paramref name="expected"/> says what was wanted when it can't be read.</summary>
    public static ParameterValue? Read(JsonElement entry, PolicyParameter parameter, out string? expected)
    {
        expected = null;
        if (entry.TryGetProperty("value", out var value))
        {
            if (value.ValueKind == JsonValueKind.Null && parameter.NullMeans is not null) return null;
            if (Read(value, parameter) is { } read) return read;
        }

        expected = Expected(parameter) + (parameter.NullMeans is null ? "" : $", or null ({parameter.NullMeans})");
        return null;
    }

    private static ParameterValue? Read(JsonElement value, PolicyParameter parameter) => (parameter.Kind, value.ValueKind) switch
    {
        (ParameterKind.YesNo, JsonValueKind.True) => ParameterValue.Whole(1),
        (ParameterKind.YesNo, JsonValueKind.False) => ParameterValue.Whole(0),
        (ParameterKind.Count, JsonValueKind.Number) => value.TryGetInt32(out var count) && count is >= 0 and <= 1000 ? ParameterValue.Whole(count) : null,
        (ParameterKind.Yuan, JsonValueKind.Number) => Scaled(value, 100, 1_000_000_000) is { } fen ? ParameterValue.Whole(fen) : null,
        (ParameterKind.Multiple, JsonValueKind.Number) => Scaled(value, 1000, 1000) is { } thousandths ? new ParameterValue(thousandths, 1000, []) : null,
        (ParameterKind.Share, JsonValueKind.String) => Share(value.GetString()!),
        (ParameterKind.Words, JsonValueKind.Array) => Words(value, parameter),
        _ => null,
    };

    private static long? Scaled(JsonElement value, int scale, int most)
    {
        if (!value.TryGetDecimal(out var number) || number < 0 || number > most) return null;
        var scaled = number * scale;
        return scaled == decimal.Truncate(scaled) ? (long)scaled : null;
    }

    private static ParameterValue? Share(string text)
    {
        var parts = text.Split('/');
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var numerator)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var denominator)
            && numerator > 0 && numerator <= denominator ? new ParameterValue(numerator, denominator, []) : null;
    }

    private static ParameterValue? Words(JsonElement value, PolicyParameter parameter)
    {
        var words = new List<string>();
        foreach (var word in value.EnumerateArray())
        {
            if (word.ValueKind != JsonValueKind.String || !parameter.Words!.Contains(word.GetString()!, StringComparer.Ordinal)) return null;
            words.Add(word.GetString()!);
        }

        return new ParameterValue(0, 1, words);
    }

    private static string Expected(PolicyParameter parameter) => parameter.Kind switch
    {
        ParameterKind.YesNo => "true or false",
        ParameterKind.Count => "a whole number from 0 to 1000",
        ParameterKind.Yuan => "a number of yuan from 0, at most two decimals",
        ParameterKind.Multiple => "a number from 0 to 1000, at most three decimals",
        ParameterKind.Share => "a share such as \"1/2\", at most \"1/1\"",
        _ => "a list of words out of " + string.Join(", ", parameter.Words!),
    };
}
