using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using DataMatching.Evidence;
using DataMatching.Identity;
using DataMatching.Storage.Schema;
using DataMatching.Time;

namespace DataMatching.Storage.Evidence;

/// <summary>A fact as columns: what rules and lists ask by in plain columns, what names people or things in one encrypted detail.</summary>
internal static class FactCodec
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private enum Family { Monthly = 0, Average = 1, Status = 2, Asset = 3, Expense = 4 }

    internal sealed record Columns(int Family, int Kind, string? Month, string? ValidFrom, string? ValidTo, long? AmountFen, string? Detail);

    public static Columns Write(Fact fact) => fact switch
    {
        MonthlyIncome f => new((int)Family.Monthly, (int)f.Kind, f.Month.ToString(), null, null, f.Amount.Fen, null),
        AverageIncome f => new((int)Family.Average, (int)f.Kind, f.Month.ToString(), null, null, f.Base.Fen, null),
        StatusFact f => new((int)Family.Status, (int)f.Kind, null, Text(f.Valid.Start), Text(f.Valid.End), null,
            f.Detail == StatusDetail.None ? null : JsonSerializer.Serialize(Status.Of(f.Detail), Options)),
        AssetFact f => new((int)Family.Asset, (int)f.Kind, null, Text(f.Held.Start), Text(f.Held.End), f.Detail.Value?.Fen,
            JsonSerializer.Serialize(f.Detail with { Value = null }, Options)),
        ExpenseFact f => new((int)Family.Expense, (int)f.Kind, null, Text(f.On), null, f.SelfPaid.Fen, null),
        _ => throw new ArgumentException($"A {fact.GetType().Name} belongs into the union file, not into a batch.", nameof(fact)),
    };

    public static Fact Read(FactRow row, string? detail)
    {
        var source = new Provenance(row.Batch, row.File, row.Line, row.ByteOffset, row.RowHash);
        var grade = (MatchGrade)row.Grade;
        return (Family)row.Family switch
        {
            Family.Monthly => new MonthlyIncome(row.Person, row.Registry, row.Dataset, grade, source, (IncomeKind)row.Kind, Month.Parse(row.Month!), new Money(row.AmountFen!.Value)),
            Family.Average => new AverageIncome(row.Person, row.Registry, row.Dataset, grade, source, (IncomeKind)row.Kind, Month.Parse(row.Month!), new Money(row.AmountFen!.Value)),
            Family.Status => new StatusFact(row.Person, row.Registry, row.Dataset, grade, source, (StatusKind)row.Kind, Interval(row),
                detail is null ? StatusDetail.None : JsonSerializer.Deserialize<Status>(detail, Options)!.ToDetail()),
            Family.Asset => new AssetFact(row.Person, row.Registry, row.Dataset, grade, source, (AssetKind)row.Kind, Interval(row),
                JsonSerializer.Deserialize<AssetDetail>(detail!, Options)! with { Value = row.AmountFen is { } fen ? new Money(fen) : null }),
            Family.Expense => new ExpenseFact(row.Person, row.Registry, row.Dataset, grade, source, (ExpenseKind)row.Kind, Database.Day(row.ValidFrom!), new Money(row.AmountFen!.Value)),
            _ => throw new InvalidOperationException($"The database holds a fact of an unknown family {row.Family}: it was written by a newer program."),
        };
    }

    private static string? Text(DateOnly? day) => day is { } d ? Database.Text(d) : null;

    private static DateInterval Interval(FactRow row) => new(
        row.ValidFrom is { } from ? Database.Day(from) : null, row.ValidTo is { } to ? Database.Day(to) : null);

    private sealed class Status
    {
        public string? OtherName { get; init; }
        public string? OtherId { get; init; }
        public string? Cause { get; init; }
        public string? Employer { get; init; }
        public bool? Mark { get; init; }
        public string? Group { get; init; }

        public static Status Of(StatusDetail detail) => new()
        {
            OtherName = detail.Other?.Name.Written, OtherId = detail.Other?.Id?.Reveal(), Cause = detail.Cause, Employer = detail.Employer, Mark = detail.Mark, Group = detail.Group,
        };

        public StatusDetail ToDetail() => new(
            OtherName is null ? null : new FoundPerson(PersonName.TryCreate(OtherName)!, OtherId is null ? null : ResidentIdReader.Read(OtherId).Id), Cause, Employer, Mark, Group);
    }
}

/// <summary>A stored fact with the columns of its batch.</summary>
internal sealed class FactRow
{
    public long Batch { get; init; }
    public string Household { get; init; } = "";
    public long Number { get; init; }
    public string Registry { get; init; } = "";
    public string Dataset { get; init; } = "";
    public string File { get; init; } = "";
    public string Person { get; init; } = "";
    public int Family { get; init; }
    public int Kind { get; init; }
    public int Grade { get; init; }
    public string? Month { get; init; }
    public string? ValidFrom { get; init; }
    public string? ValidTo { get; init; }
    public long? AmountFen { get; init; }
    public long Line { get; init; }
    public long ByteOffset { get; init; }
    public string RowHash { get; init; } = "";
    public byte[]? DetailEnc { get; init; }
}
