using System.Security.Cryptography;
using System.Text;
using DataMatching.Evidence;

namespace DataMatching.Review;

/// <summary>
/// What a record is about, whatever delivery wrote it: the same vehicle or flat whose status changed, the same wage of the same month in another order of columns. A
/// wage of another month is another record.
/// </summary>
public static class FactThing
{
    /// <summary>
    /// What a correction of the record goes on knowing it by; null for a doubtful one, which is known by its row alone: another that says the same may be his all the same.
    /// </summary>
    public static string? ToKnowAgain(Fact fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        return fact.Grade == MatchGrade.Doubtful ? null : Of(fact);
    }

    /// <summary>SHA-256 in 64 lower-case hex digits of what the record says; of a thing that the registry numbers only of which thing it is.</summary>
    public static string Of(Fact fact)
    {
        var what = fact switch
        {
            AssetFact { Detail.Key: { } key } a => $"asset\n{a.Kind}\n{key}",
            AssetFact a => $"asset\n{a.Kind}\n{Days(a.Held)}\n{a.Detail.Value?.Fen}\n{a.Detail.Class}\n{a.Detail.Use}\n{a.Detail.ShareNumerator}/{a.Detail.ShareDenominator}\n{a.Detail.AreaSquareDecimetres}\n{a.Detail.Label}{(a.Detail.OverLimit is { } over ? $"\n{over}" : "")}",
            MonthlyIncome i => $"income\n{i.Kind}\n{i.Month}\n{i.Amount.Fen}",
            AverageIncome i => $"average\n{i.Kind}\n{i.Month}\n{i.Base.Fen}",
            StatusFact s => $"status\n{s.Kind}\n{Days(s.Valid)}\n{s.Detail.Other?.Name.Written}\n{s.Detail.Other?.Id?.Reveal()}\n{s.Detail.Cause}\n{s.Detail.Employer}\n{s.Detail.Mark}\n{s.Detail.Group}",
            ExpenseFact e => $"expense\n{e.Kind}\n{e.On:yyyy-MM-dd}\n{e.SelfPaid.Fen}",
            _ => $"row\n{fact.Source.RowHash}",
        };
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(what)));
    }

    private static string Days(Time.DateInterval span) => FormattableString.Invariant($"{span.Start:yyyy-MM-dd}..{span.End:yyyy-MM-dd}");
}
