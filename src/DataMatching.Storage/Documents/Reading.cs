using System.Buffers.Text;
using System.Text.Json;
using DataMatching.Identity;

namespace DataMatching.Storage.Documents;

/// <summary>Reads what <see cref="Fields"/> writes in one pass, without a tree of it: by name, in any order.</summary>
internal static class Reading
{
    /// <summary>Goes to the next name of the object it stands in; false at its end.</summary>
    public static bool NextName(this ref Utf8JsonReader json) => json.Read() && json.TokenType == JsonTokenType.PropertyName;

    /// <summary>Goes to the array that is the value of the name it stands at.</summary>
    public static void NextArray(this ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartArray) throw new FormatException("A stored document has something else where an array is expected.");
    }

    /// <summary>Goes to the next element of the array it stands in; false at its end.</summary>
    public static bool NextElement(this ref Utf8JsonReader json) => json.Read() && json.TokenType != JsonTokenType.EndArray;

    public static void NextSkipped(this ref Utf8JsonReader json)
    {
        json.Read();
        json.Skip();
    }

    public static string NextText(this ref Utf8JsonReader json)
    {
        json.Read();
        return json.GetString()!;
    }

    public static int NextSmall(this ref Utf8JsonReader json)
    {
        json.Read();
        return json.GetInt32();
    }

    public static long NextWhole(this ref Utf8JsonReader json)
    {
        json.Read();
        return json.GetInt64();
    }

    public static bool NextFlag(this ref Utf8JsonReader json)
    {
        json.Read();
        return json.GetBoolean();
    }

    public static byte[] NextBytes(this ref Utf8JsonReader json)
    {
        json.Read();
        return json.GetBytesFromBase64();
    }

    /// <exception cref="FormatException">It is not written yyyy-MM-dd.</exception>
    public static DateOnly NextDay(this ref Utf8JsonReader json)
    {
        json.Read();
        var text = json.ValueSpan;
        if (json.TokenType != JsonTokenType.String || text is not [_, _, _, _, (byte)'-', _, _, (byte)'-', _, _]
            || !Utf8Parser.TryParse(text[..4], out int year, out var digits) || digits != 4
            || !Utf8Parser.TryParse(text[5..7], out int month, out digits) || digits != 2
            || !Utf8Parser.TryParse(text[8..], out int day, out digits) || digits != 2) throw new FormatException("A stored day is not written yyyy-MM-dd.");
        return new DateOnly(year, month, day);
    }

    /// <exception cref="FormatException">The text was a name when it was stored and is none now: the rules for names have become narrower.</exception>
    public static PersonName NextPersonName(this ref Utf8JsonReader json) =>
        PersonName.TryCreate(json.NextText()) ?? throw new FormatException("A stored name is no name any more.");
}
