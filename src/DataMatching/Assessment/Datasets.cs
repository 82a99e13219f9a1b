using System.Collections.Frozen;
using DataMatching.Evidence;

namespace DataMatching.Assessment;

/// <summary>The datasets whose answers an assessment asks for, written <c>registry/dataset</c>.</summary>
public static class Datasets
{
    public const string Wages = "tax/wages";
    public const string Business = "tax/business";
    public const string Pensions = "social-security/pensions";
    public const string Contributions = "social-security/contributions";
    public const string Unemployment = "social-security/unemployment";
    public const string Employment = "social-security/employment";
    public const string Dibao = "civil-affairs/dibao";
    public const string Marriages = "civil-affairs/marriages";
    public const string Deaths = "civil-affairs/deaths";
    public const string TemporaryAid = "civil-affairs/temporary-aid";
    public const string Vehicles = "vehicle/vehicles";
    public const string Units = "property/units";
    public const string Deposits = "finance/deposits";
    public const string HukouBooks = "household-register/members";
    public const string Settlements = "medical-insurance/settlements";
    public const string Businesses = "market-supervision/holdings";

    /// <summary>All must answer for a month before a member's income of it has an upper limit.</summary>
    public static readonly IReadOnlyList<string> Income = [Wages, Business, Pensions, Unemployment];

    /// <summary>The same with their parts.</summary>
    internal static readonly (string Dataset, string Registry, string Name)[] IncomeInParts = [.. Income.Select(d => (d, Split(d).Registry, Split(d).Name))];

    /// <summary>True when the dataset would have told of income of this kind: a reviewer's document for it answers in its place.</summary>
    public static bool TellsOf(string dataset, IncomeKind kind) => (dataset, kind) is (Wages, IncomeKind.Wage) or (Business, IncomeKind.Business)
        or (Pensions, IncomeKind.EmployeePension or IncomeKind.ResidentPension) or (Unemployment, IncomeKind.UnemploymentBenefit);

    /// <summary>What a policy may demand.</summary>
    public static readonly IReadOnlyList<string> MayBeRequired =
        [Dibao, Marriages, Deaths, Pensions, Unemployment, Contributions, Wages, Business, Vehicles, Units, Employment, TemporaryAid, Deposits, "civil-affairs/destitute", "housing-fund/deposits",
            HukouBooks, "medical-insurance/enrolment", Settlements, Businesses];

    // Asked for hundreds of times a household.
    private static readonly FrozenDictionary<string, (string Registry, string Name)> Known = MayBeRequired.ToFrozenDictionary(d => d, Split, StringComparer.Ordinal);

    /// <summary>True when rows belong to months, so that each month of the window needs its answer; others are asked for the quarter's last month.</summary>
    public static bool ByMonth(string dataset) => dataset is Wages or Business or Pensions or Contributions or "housing-fund/deposits";

    public static string Registry(string dataset) => Known.TryGetValue(dataset, out var parts) ? parts.Registry : Split(dataset).Registry;
    public static string Name(string dataset) => Known.TryGetValue(dataset, out var parts) ? parts.Name : Split(dataset).Name;

    private static (string Registry, string Name) Split(string dataset)
    {
        var slash = dataset.IndexOf('/', StringComparison.Ordinal);
        return (dataset[..slash], dataset[(slash + 1)..]);
    }

    /// <summary>True when the answer says yes or no.</summary>
    public static bool IsKnown(Answer answer) => answer is Answer.Found or Answer.NoRecord;
}
