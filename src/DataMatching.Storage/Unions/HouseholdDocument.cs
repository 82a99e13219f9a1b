using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using DataMatching.Evidence;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Time;

namespace DataMatching.Storage.Unions;

/// <summary>A household as the JSON document that is encrypted and stored whole. Written in one fixed order, so that equal households give equal text.</summary>
internal static class HouseholdDocument
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    };

    public static string Write(Household household) => JsonSerializer.Serialize(
        new Document
        {
            Key = household.Key, District = household.District.Code, State = household.State, Tier = household.Tier, Causes = [.. household.Causes],
            FiledOn = household.FiledOn, ExitedOn = household.ExitedOn,
            Members = [.. household.Members.Select(m => new Member
            {
                Person = m.Person, Name = m.Name.Written, Id = m.IdAsWritten, Relation = m.Relation, Apart = !m.Counted, Student = m.Student,
                Migrant = m.MigrantWorker, From = m.Membership.Start, To = m.Membership.End,
            })],
            Authorisations = [.. household.Authorisations.Select(a => new Consent { Person = a.Person, Registries = [.. a.Registries], From = a.Valid.Start, To = a.Valid.End })],
            Incomes = [.. household.DeclaredIncomes.Select(Income)],
        },
        Options);

    public static Household Read(string json)
    {
        var d = JsonSerializer.Deserialize<Document>(json, Options)!;
        return new Household(
            d.Key, new District(d.District), d.State, d.Tier, d.Causes, d.FiledOn, d.ExitedOn,
            [.. d.Members.Select(m => new HouseholdMember(
                m.Person, PersonName.TryCreate(m.Name)!, m.Id, ResidentIdReader.Read(m.Id).Id, m.Relation, !m.Apart, m.Student, m.Migrant, new DateInterval(m.From, m.To)))],
            [.. d.Authorisations.Select(a => new Authorisation(a.Person, a.Registries, new DateInterval(a.From, a.To)))],
            [.. d.Incomes.Select(Income)]);
    }

    private static Declared Income(IncomeFact fact) => fact switch
    {
        DeclaredIncome d => new Declared
        {
            Person = d.Person, Kind = d.Kind, First = d.First.ToString(), Last = d.Last.ToString(), Fen = d.Monthly.Fen,
            Line = d.Source.Line, Offset = d.Source.ByteOffset, Hash = d.Source.RowHash, File = d.Source.File,
        },
        VerifiedIncome v => new Declared
        {
            Person = v.Person, Kind = v.Kind, First = v.Month.ToString(), Last = v.Month.ToString(), Fen = v.Amount.Fen, By = v.VerifiedBy, On = v.VerifiedOn,
            Document = v.Document, Line = v.Source.Line, Offset = v.Source.ByteOffset, Hash = v.Source.RowHash, File = v.Source.File,
        },
        _ => throw new ArgumentException($"A {fact.GetType().Name} does not belong into a union file.", nameof(fact)),
    };

    private static IncomeFact Income(Declared d)
    {
        var source = new Provenance(0, d.File, d.Line, d.Offset, d.Hash);
        return d.By is null || d.On is null
            ? new DeclaredIncome(d.Person, source, d.Kind, Month.Parse(d.First), Month.Parse(d.Last), new Money(d.Fen))
            : new VerifiedIncome(d.Person, source, d.Kind, Month.Parse(d.First), new Money(d.Fen), d.By, d.On.Value, d.Document ?? "");
    }

    private sealed class Document
    {
        public string Key { get; init; } = "";
        public int District { get; init; }
        public FileState State { get; init; }
        public Tier? Tier { get; init; }
        public HardshipCause[] Causes { get; init; } = [];
        public DateOnly? FiledOn { get; init; }
        public DateOnly? ExitedOn { get; init; }
        public Member[] Members { get; init; } = [];
        public Consent[] Authorisations { get; init; } = [];
        public Declared[] Incomes { get; init; } = [];
    }

    private sealed class Member
    {
        public string Person { get; init; } = "";
        public string Name { get; init; } = "";
        public string Id { get; init; } = "";
        public Relation Relation { get; init; }
        public bool Apart { get; init; }
        public bool Student { get; init; }
        public bool Migrant { get; init; }
        public DateOnly? From { get; init; }
        public DateOnly? To { get; init; }
    }

    private sealed class Consent
    {
        public string Person { get; init; } = "";
        public string[] Registries { get; init; } = [];
        public DateOnly? From { get; init; }
        public DateOnly? To { get; init; }
    }

    private sealed class Declared
    {
        public string Person { get; init; } = "";
        public IncomeKind Kind { get; init; }
        public string First { get; init; } = "";
        public string Last { get; init; } = "";
        public long Fen { get; init; }
        public string? By { get; init; }
        public DateOnly? On { get; init; }
        public string? Document { get; init; }
        public string File { get; init; } = "";
        public long Line { get; init; }
        public long Offset { get; init; }
        public string Hash { get; init; } = "";
    }
}
