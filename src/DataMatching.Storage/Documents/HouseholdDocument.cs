using System.Text.Json;
using DataMatching.Evidence;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Time;

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

    public static Household Read(ReadOnlySpan<byte> bytes)
    {
        var json = new Utf8JsonReader(bytes);
        json.Read();
        var (key, district, state, tier, filed, exited) = ("", default(District), default(FileState), (Tier?)null, (DateOnly?)null, (DateOnly?)null);
        (List<HardshipCause> causes, List<HouseholdMember> members, List<Authorisation> authorisations, List<IncomeFact> incomes) = ([], [], [], []);
        while (json.NextName())
        {
            if (json.ValueTextEquals("key"u8)) key = json.NextText();
            else if (json.ValueTextEquals("district"u8)) district = new District(json.NextSmall());
            else if (json.ValueTextEquals("state"u8)) state = (FileState)json.NextSmall();
            else if (json.ValueTextEquals("tier"u8)) tier = (Tier)json.NextSmall();
            else if (json.ValueTextEquals("filed"u8)) filed = json.NextDay();
            else if (json.ValueTextEquals("exited"u8)) exited = json.NextDay();
            else if (json.ValueTextEquals("causes"u8)) for (json.NextArray(); json.NextElement();) causes.Add((HardshipCause)json.GetInt32());
            else if (json.ValueTextEquals("members"u8)) for (json.NextArray(); json.NextElement();) members.Add(Member(ref json));
            else if (json.ValueTextEquals("authorisations"u8)) for (json.NextArray(); json.NextElement();) authorisations.Add(Authorisation(ref json));
            else if (json.ValueTextEquals("incomes"u8)) for (json.NextArray(); json.NextElement();) incomes.Add(IncomeDocument.Read(ref json));
            else json.NextSkipped();
        }

        // Whoever lost his members would look richer than he is.
        if (key.Length == 0 || members.Count == 0) throw new FormatException("A stored household has no key or no members.");
        return new Household(key, district, state, tier, causes.ToArray(), filed, exited, members.ToArray(), authorisations.ToArray(), incomes.ToArray());
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
        if (member.SharesId) json.WriteBoolean("shares", true);
        if (member.FormerIds.Count > 0)
        {
            json.WriteStartArray("former");
            foreach (var id in member.FormerIds) json.WriteNumberValue(id.Body);
            json.WriteEndArray();
        }

        WriteDetails(json, member.Details);
        json.Interval(member.Membership);
        json.WriteEndObject();
    }

    /// <summary>Only what there is: files without it are not thereby changed.</summary>
    private static void WriteDetails(Utf8JsonWriter json, PersonDetails details)
    {
        if (details.Birth.Length > 0) json.Text("birth", details.Birth);
        if (details.Sex.Length > 0) json.Text("sex", details.Sex);
        if (details.Phone.Length > 0) json.Text("phone", details.Phone);
        if (details.Address.Length > 0) json.Text("address", details.Address);
        if (details.Employer.Length > 0) json.Text("employer", details.Employer);
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

    private static HouseholdMember Member(ref Utf8JsonReader json)
    {
        var (person, name, written, id, relation) = ("", (PersonName?)null, "", (ResidentId?)null, default(Relation));
        var (counted, student, migrant, shares, from, to) = (false, false, false, false, (DateOnly?)null, (DateOnly?)null);
        List<ResidentId> former = [];
        var details = PersonDetails.None;
        while (json.NextName())
        {
            if (json.ValueTextEquals("person"u8)) person = json.NextText();
            else if (json.ValueTextEquals("name"u8)) name = json.NextPersonName();
            else if (json.ValueTextEquals("written"u8)) written = json.NextText();
            else if (json.ValueTextEquals("id"u8)) id = ResidentId.FromBody(json.NextWhole());
            else if (json.ValueTextEquals("relation"u8)) relation = (Relation)json.NextSmall();
            else if (json.ValueTextEquals("counted"u8)) counted = json.NextFlag();
            else if (json.ValueTextEquals("student"u8)) student = json.NextFlag();
            else if (json.ValueTextEquals("migrant"u8)) migrant = json.NextFlag();
            else if (json.ValueTextEquals("shares"u8)) shares = json.NextFlag();
            else if (json.ValueTextEquals("former"u8)) for (json.NextArray(); json.NextElement();) former.Add(ResidentId.FromBody(json.GetInt64()) ?? throw new FormatException("A former number of a stored member is none."));
            else if (json.ValueTextEquals("birth"u8)) details = details with { Birth = json.NextText() };
            else if (json.ValueTextEquals("sex"u8)) details = details with { Sex = json.NextText() };
            else if (json.ValueTextEquals("phone"u8)) details = details with { Phone = json.NextText() };
            else if (json.ValueTextEquals("address"u8)) details = details with { Address = json.NextText() };
            else if (json.ValueTextEquals("employer"u8)) details = details with { Employer = json.NextText() };
            else if (json.ValueTextEquals("from"u8)) from = json.NextDay();
            else if (json.ValueTextEquals("to"u8)) to = json.NextDay();
            else json.NextSkipped();
        }

        return new HouseholdMember(person, name ?? throw new FormatException("A stored member has no name."), written, id, relation, counted, student, migrant, new DateInterval(from, to))
        {
            FormerIds = former.Count == 0 ? [] : former.ToArray(),
            SharesId = shares,
            Details = details,
        };
    }

    private static Authorisation Authorisation(ref Utf8JsonReader json)
    {
        var (person, byGuardian, from, to) = ("", false, (DateOnly?)null, (DateOnly?)null);
        List<string> registries = [];
        while (json.NextName())
        {
            if (json.ValueTextEquals("person"u8)) person = json.NextText();
            else if (json.ValueTextEquals("registries"u8)) for (json.NextArray(); json.NextElement();) registries.Add(json.ValueTextEquals("*"u8) ? "*" : json.GetString()!);
            else if (json.ValueTextEquals("guardian"u8)) byGuardian = json.NextFlag();
            else if (json.ValueTextEquals("from"u8)) from = json.NextDay();
            else if (json.ValueTextEquals("to"u8)) to = json.NextDay();
            else json.NextSkipped();
        }

        return new Authorisation(person, registries.ToArray(), new DateInterval(from, to), byGuardian);
    }
}
