using System.Globalization;
using System.Text.Json;
using DataMatching.Evidence;
using DataMatching.Identity;
using DataMatching.Time;

namespace DataMatching.Assessment;

/// <summary>One fact as JSON, with its provenance. May hold personal data (a found person's name and number, labels): whoever keeps it encrypts it.</summary>
internal static class FactJson
{
    public static string Text(Fact fact) => JsonText.Of(json => Write(json, fact));

    public static void Write(Utf8JsonWriter json, Fact fact)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, fact.GetType().Name);
        json.WriteString("person"u8, fact.Person);
        json.WriteString("registry"u8, fact.Registry);
        json.WriteString("dataset"u8, fact.Dataset);
        json.WriteString("grade"u8, fact.Grade.ToString());
        json.WriteNumber("batch"u8, fact.Source.Batch);
        json.WriteString("file"u8, fact.Source.File);
        json.WriteNumber("line"u8, fact.Source.Line);
        json.WriteNumber("byteOffset"u8, fact.Source.ByteOffset);
        json.WriteString("rowHash"u8, fact.Source.RowHash);
        json.WriteString("kind"u8, Kind(fact));
        switch (fact)
        {
            case MonthlyIncome f:
                json.WriteString("month"u8, f.Month.ToString());
                json.WriteNumber("amount"u8, f.Amount.Fen);
                break;
            case AverageIncome f:
                json.WriteString("month"u8, f.Month.ToString());
                json.WriteNumber("amount"u8, f.Base.Fen);
                break;
            case DeclaredIncome f:
                json.WriteString("month"u8, f.First.ToString());
                json.WriteString("last"u8, f.Last.ToString());
                json.WriteNumber("amount"u8, f.Monthly.Fen);
                break;
            case VerifiedIncome f:
                json.WriteString("month"u8, f.Month.ToString());
                json.WriteNumber("amount"u8, f.Amount.Fen);
                json.WriteString("verifiedBy"u8, f.VerifiedBy);
                json.WriteString("verifiedOn"u8, Iso(f.VerifiedOn));
                json.WriteString("document"u8, f.Document);
                break;
            case StatusFact f:
                Interval(json, f.Valid);
                Detail(json, f.Detail);
                break;
            case AssetFact f:
                Interval(json, f.Held);
                Detail(json, f.Detail);
                break;
            case ExpenseFact f:
                json.WriteString("on"u8, Iso(f.On));
                json.WriteNumber("amount"u8, f.SelfPaid.Fen);
                break;
        }

        json.WriteEndObject();
    }

    /// <summary>The kind as it is written, right after the place.</summary>
    public static string Kind(Fact fact) => fact switch
    {
        IncomeFact f => f.Kind.ToString(),
        StatusFact f => f.Kind.ToString(),
        AssetFact f => f.Kind.ToString(),
        ExpenseFact f => f.Kind.ToString(),
        _ => throw new ArgumentException($"No form is agreed for facts of type {fact.GetType().Name}.", nameof(fact)),
    };

    public static Fact Read(JsonElement e)
    {
        var (person, registry, dataset) = (Str(e, "person"), Str(e, "registry"), Str(e, "dataset"));
        var grade = Enum<MatchGrade>(e, "grade");
        var source = new Provenance(e.GetProperty("batch").GetInt64(), Str(e, "file"), e.GetProperty("line").GetInt64(), e.GetProperty("byteOffset").GetInt64(), Str(e, "rowHash"));
        IncomeKind Income() => Enum<IncomeKind>(e, "kind");
        Money Amount() => new(e.GetProperty("amount").GetInt64());
        Month MonthOf(string name) => Month.Parse(Str(e, name));
        return Str(e, "type") switch
        {
            nameof(MonthlyIncome) => new MonthlyIncome(person, registry, dataset, grade, source, Income(), MonthOf("month"), Amount()),
            nameof(AverageIncome) => new AverageIncome(person, registry, dataset, grade, source, Income(), MonthOf("month"), Amount()),
            nameof(DeclaredIncome) => new DeclaredIncome(person, source, Income(), MonthOf("month"), MonthOf("last"), Amount()),
            nameof(VerifiedIncome) => new VerifiedIncome(person, source, Income(), MonthOf("month"), Amount(), Str(e, "verifiedBy"), Date(e, "verifiedOn")!.Value, Str(e, "document")),
            nameof(StatusFact) => new StatusFact(person, registry, dataset, grade, source, Enum<StatusKind>(e, "kind"), Interval(e), Status(e)),
            nameof(AssetFact) => new AssetFact(person, registry, dataset, grade, source, Enum<AssetKind>(e, "kind"), Interval(e), Asset(e)),
            nameof(ExpenseFact) => new ExpenseFact(person, registry, dataset, grade, source, Enum<ExpenseKind>(e, "kind"), Date(e, "on")!.Value, Amount()),
            var other => throw new FormatException($"Found a fact of type \"{other}\"; expected one of those that a verdict is written with."),
        };
    }

    private static void Interval(Utf8JsonWriter json, DateInterval interval)
    {
        if (interval.Start is { } start) json.WriteString("from"u8, Iso(start));
        if (interval.End is { } end) json.WriteString("to"u8, Iso(end));
    }

    private static DateInterval Interval(JsonElement e) => new(Date(e, "from"), Date(e, "to"));

    private static void Detail(Utf8JsonWriter json, StatusDetail detail)
    {
        if (detail.Other is { } other)
        {
            json.WriteString("otherName"u8, other.Name.Written);
            if (other.Id is { } id) json.WriteString("otherId"u8, id.Reveal());
        }

        Optional(json, "cause"u8, detail.Cause);
        Optional(json, "employer"u8, detail.Employer);
        if (detail.Mark is { } mark) json.WriteBoolean("mark"u8, mark);
        Optional(json, "group"u8, detail.Group);
    }

    private static StatusDetail Status(JsonElement e)
    {
        var other = OptionalStr(e, "otherName") is { } name && PersonName.TryCreate(name) is { } read
            ? new FoundPerson(read, OptionalStr(e, "otherId") is { } id ? ResidentId.FromBody(long.Parse(id.AsSpan(0, 17), NumberStyles.None, CultureInfo.InvariantCulture)) : null) : null;
        return new StatusDetail(other, OptionalStr(e, "cause"), OptionalStr(e, "employer"), e.TryGetProperty("mark", out var mark) ? mark.GetBoolean() : null, OptionalStr(e, "group"));
    }

    private static void Detail(Utf8JsonWriter json, AssetDetail detail)
    {
        if (detail.Value is { } value) json.WriteNumber("value"u8, value.Fen);
        Optional(json, "class"u8, detail.Class);
        Optional(json, "use"u8, detail.Use);
        json.WriteBoolean("inForce"u8, detail.InForce);
        json.WriteNumber("shareNumerator"u8, detail.ShareNumerator);
        json.WriteNumber("shareDenominator"u8, detail.ShareDenominator);
        Optional(json, "acquisition"u8, detail.Acquisition);
        if (detail.AreaSquareDecimetres is { } area) json.WriteNumber("areaSquareDecimetres"u8, area);
        Optional(json, "label"u8, detail.Label);
        Optional(json, "key"u8, detail.Key);
        if (detail.OverLimit is { } over) json.WriteBoolean("overLimit"u8, over);
    }

    private static AssetDetail Asset(JsonElement e) => new(
        e.TryGetProperty("value", out var value) ? new Money(value.GetInt64()) : null,
        OptionalStr(e, "class"), OptionalStr(e, "use"), e.GetProperty("inForce").GetBoolean(),
        e.GetProperty("shareNumerator").GetInt32(), e.GetProperty("shareDenominator").GetInt32(), OptionalStr(e, "acquisition"),
        e.TryGetProperty("areaSquareDecimetres", out var area) ? area.GetInt32() : null, OptionalStr(e, "label"), OptionalStr(e, "key"),
        e.TryGetProperty("overLimit", out var over) ? over.GetBoolean() : null);

    private static void Optional(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null) json.WriteString(name, value);
    }

    private static string Iso(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
    private static string Str(JsonElement e, string name) => e.GetProperty(name).GetString()!;
    private static string? OptionalStr(JsonElement e, string name) => e.TryGetProperty(name, out var value) ? value.GetString() : null;
    private static T Enum<T>(JsonElement e, string name) where T : struct, Enum => System.Enum.Parse<T>(Str(e, name));

    private static DateOnly? Date(JsonElement e, string name) =>
        OptionalStr(e, name) is { } text ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
}
