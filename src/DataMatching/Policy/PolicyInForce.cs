using DataMatching.Time;

namespace DataMatching.Policy;

/// <summary>
/// The policy that one district follows: its pack with everything it extends. A look-up takes the newest value not after the day.
/// Null answers mean that no text says (unless the member says otherwise): what depends on it is Unknown.
/// </summary>
public sealed class PolicyInForce
{
    private readonly IReadOnlyList<PolicyPack> _line;

    internal PolicyInForce(IReadOnlyList<PolicyPack> line) => _line = line;

    public string Id => _line[0].Id;
    public string Title => _line[0].Title;

    /// <summary>Whether the residents' basic pension of this month counts as income (审核确认办法 art. 13).</summary>
    public bool? ResidentPensionCounted(Month month) => YesNo(PolicyParameter.ResidentPensionCounted, month.FirstDay);

    /// <summary>By how much a proved income of the month may exceed the declared one.</summary>
    public Money? UndeclaredTolerance(Month month) => Amount(PolicyParameter.UndeclaredTolerance, month.FirstDay);

    /// <summary>Up to how many thousandths of the standard a hardship may lie; another value after an accident.</summary>
    public int? HardshipThousandths(bool accident, DateOnly day) =>
        (int?)Value(accident ? PolicyParameter.HardshipMultipleAccident : PolicyParameter.HardshipMultiple, day)?.Numerator;

    public int? VehicleLimit(DateOnly day) => Count(PolicyParameter.VehicleLimit, day);
    public IReadOnlyList<string> VehicleExemptClasses(DateOnly day) => Value(PolicyParameter.VehicleExemptClasses, day)?.Words ?? [];

    /// <summary>A vehicle worth at most this is exempt; null = none is.</summary>
    public Money? VehicleExemptValue(DateOnly day) => Amount(PolicyParameter.VehicleExemptValue, day);

    public int? HomeLimit(DateOnly day) => Count(PolicyParameter.HomeLimit, day);

    /// <summary>True when a share of <paramref name="numerator"/>/<paramref name="denominator"/> of a home makes it count; without a text every share does.</summary>
    public bool HomeShareCounts(int numerator, int denominator, bool inherited, DateOnly day) =>
        AtLeast(PolicyParameter.HomeShareCountsFrom, numerator, denominator, day)
        && (!inherited || AtLeast(PolicyParameter.InheritedShareCountsFrom, numerator, denominator, day));

    /// <summary>How many months of the standard a head may have in deposits and securities.</summary>
    public int? DepositMonths(DateOnly day) => Count(PolicyParameter.DepositMonths, day);

    public bool? BusinessAllowed(DateOnly day) => YesNo(PolicyParameter.BusinessAllowed, day);

    /// <summary>Datasets (<c>registry/dataset</c>) whose answer the policy demands.</summary>
    public IReadOnlyList<string> RequiredDatasets(DateOnly day) => Value(PolicyParameter.RequiredDatasets, day)?.Words ?? [];

    /// <summary>The clause that a rule rests on.</summary>
    public string Citation(string rule)
    {
        foreach (var pack in _line)
        {
            if (pack.Citations.TryGetValue(rule, out var citation)) return citation;
        }

        throw new ArgumentException($"No pack cites a clause for the rule {rule}.", nameof(rule));
    }

    /// <summary>The entry in force on the day, with its source; null before the first.</summary>
    public DatedValue? Entry(string parameter, DateOnly day)
    {
        foreach (var pack in _line)
        {
            if (pack.Parameters.TryGetValue(parameter, out var dated)) return dated.LastOrDefault(d => d.From <= day);
        }

        return null;
    }

    private ParameterValue? Value(string parameter, DateOnly day) => Entry(parameter, day)?.Value;
    private bool? YesNo(string parameter, DateOnly day) => Value(parameter, day) is { } value ? value.Numerator == 1 : null;
    private int? Count(string parameter, DateOnly day) => (int?)Value(parameter, day)?.Numerator;
    private Money? Amount(string parameter, DateOnly day) => Value(parameter, day) is { } value ? new Money(value.Numerator) : null;

    private bool AtLeast(string parameter, int numerator, int denominator, DateOnly day) =>
        Value(parameter, day) is not { } value || numerator * value.Denominator >= value.Numerator * denominator;
}
