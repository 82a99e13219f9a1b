using DataMatching.Evidence;

namespace DataMatching.Tests.Registries;

/// <summary>A fact on one line, as golden files hold it; what stays at its default is left out.</summary>
internal static class FactText
{
    public static string Of(Fact fact) => fact switch
    {
        MonthlyIncome f => $"{f.Person} income {f.Kind} {f.Month} {f.Amount}",
        AverageIncome f => $"{f.Person} average {f.Kind} {f.Month} {f.Base}",
        StatusFact f => $"{f.Person} status {f.Kind} {f.Valid}{Detail(f.Detail)}",
        AssetFact f => $"{f.Person} asset {f.Kind} {f.Held}{Detail(f.Detail)}",
        ExpenseFact f => $"{f.Person} expense {f.Kind} {f.On:O} {f.SelfPaid}",
        _ => throw new ArgumentException($"No dataset makes a {fact.GetType().Name}.", nameof(fact)),
    };

    private static string Detail(StatusDetail d) => string.Concat(
        Part("other", d.Other is { } other ? $"{other.Name} {(other.Id is { } id ? id.ToString() : "(no number)")}" : null),
        Part("cause", d.Cause), Part("employer", d.Employer), Part("mark", d.Mark?.ToString()), Part("group", d.Group));

    private static string Detail(AssetDetail d) => string.Concat(
        Part("value", d.Value?.ToString()), Part("class", d.Class), Part("use", d.Use), Part("in-force", d.InForce ? null : "no"),
        Part("share", d is { ShareNumerator: 1, ShareDenominator: 1 } ? null : FormattableString.Invariant($"{d.ShareNumerator}/{d.ShareDenominator}")),
        Part("acquired", d.Acquisition), Part("dm2", d.AreaSquareDecimetres is { } area ? FormattableString.Invariant($"{area}") : null), Part("label", d.Label), Part("key", d.Key), Part("over-limit", d.OverLimit?.ToString()));

    private static string Part(string name, string? value) => value is null ? "" : $" {name}={value}";
}
