using System.Text.Json;
using DataMatching.Households;
using DataMatching.Identity;

namespace DataMatching.Storage.Documents;

/// <summary>A household of the union's files as one JSON document; the same household gives the same bytes, so that they can be compared by hash.</summary>
internal static class HouseholdDocument
{
    public static void Write(Utf8JsonWriter json, Household household)
    {
        json.WriteStartObject();
        json.Text("key", household.Key);
        json.Whole("district", household.District.Code);
        json.Whole("state", (int)household.State);
        json.Whole("tier", (int?)household.Tier);
        json.WriteStartArray("causes");
        foreach (var cause in household.Causes) json.WriteNumberValue((int)cause);
        json.WriteEndArray();
        json.Day("filed", household.FiledOn);
        json.Day("exited", household.ExitedOn);
        json.WriteStartArray("members");
        foreach (var member in household.Members) Write(json, member);
        json.WriteEndArray();
        json.WriteStartArray("authorisations");
        foreach (var authorisation in household.Authorisations) Write(json, authorisation);
        json.WriteEndArray();
        json.WriteStartArray("incomes");
        foreach (var income in household.DeclaredIncomes) IncomeDocument.Write(json, income);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static Household Read(byte[] bytes)
    {
        using var document = JsonDocument.Parse(bytes);
        var json = document.RootElement;
        return new Household(
            json.Text("key"), new District(json.Small("district")), (FileState)json.Small("state"), (Tier?)json.SmallOrNull("tier"),
            Each(json, "causes", c => (HardshipCause)c.GetInt32()), json.Day("filed"), json.Day("exited"),
            Each(json, "members", Member), Each(json, "authorisations", Authorisation), Each(json, "incomes", IncomeDocument.Read));
    }

    private static void Write(Utf8JsonWriter json, HouseholdMember member)
    {
        json.WriteStartObject();
        json.Text("person", member.Person);
        json.Text("name", member.Name.Written);
        json.Text("written", member.IdAsWritten);
        json.Whole("id", member.Id?.Body);
        json.Whole("relation", (int)member.Relation);
        if (member.Counted) json.WriteBoolean("counted", true);
        if (member.Student) json.WriteBoolean("student", true);
        if (member.MigrantWorker) json.WriteBoolean("migrant", true);
        json.Interval(member.Membership);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Authorisation authorisation)
    {
        json.WriteStartObject();
        json.Text("person", authorisation.Person);
        json.WriteStartArray("registries");
        foreach (var registry in authorisation.Registries) json.WriteStringValue(registry);
        json.WriteEndArray();
        // Written only where it is so: files of before are not thereby changed.
        if (authorisation.ByGuardian) json.WriteBoolean("guardian", true);
        json.Interval(authorisation.Valid);
        json.WriteEndObject();
    }

    private static HouseholdMember Member(JsonElement json) => new(
        json.Text("person"), json.Name("name"), json.Text("written"), json.Id("id"), (Relation)json.Small("relation"),
        json.Flag("counted") ?? false, json.Flag("student") ?? false, json.Flag("migrant") ?? false, json.Interval());

    private static Authorisation Authorisation(JsonElement json) =>
        new(json.Text("person"), Each(json, "registries", r => r.GetString()!), json.Interval(), json.Flag("guardian") ?? false);

    private static T[] Each<T>(JsonElement json, string name, Func<JsonElement, T> read)
    {
        var array = json.GetProperty(name);
        var result = new T[array.GetArrayLength()];
        for (var i = 0; i < result.Length; i++) result[i] = read(array[i]);
        return result;
    }
}
