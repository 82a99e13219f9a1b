namespace DataMatching.Policy;

/// <summary>How a parameter's value is written in a pack.</summary>
public enum ParameterKind
{
    /// <summary><c>true</c> or <c>false</c>.</summary>
    YesNo = 0,

    /// <summary>A whole number from 0 to 1,000.</summary>
    Count = 1,

    /// <summary>Yuan, a number with at most two decimals, 0 to 1,000,000,000.</summary>
    Yuan = 2,

    /// <summary>A text such as <c>1/2</c>, above 0 and at most 1/1.</summary>
    Share = 3,

    /// <summary>A number with at most three decimals, such as 1.5; 0 to 1,000.</summary>
    Multiple = 4,

    /// <summary>A list of words.</summary>
    Words = 5,
}

/// <summary>
/// One parameter that a pack may set. <paramref name="NullMeans"/>: what a null value says; null when no null is allowed.
/// </summary>
public sealed record PolicyParameter(string Name, ParameterKind Kind, string? NullMeans, IReadOnlyList<string>? Words = null)
{
    public const string ResidentPensionCounted = "resident-pension-counted";
    public const string UndeclaredTolerance = "undeclared-tolerance";
    public const string HardshipMultiple = "hardship-multiple";
    public const string HardshipMultipleAccident = "hardship-multiple-accident";
    public const string VehicleLimit = "vehicle-limit";
    public const string VehicleExemptClasses = "vehicle-exempt-classes";
    public const string VehicleExemptValue = "vehicle-exempt-value";
    public const string HomeLimit = "home-limit";
    public const string HomeShareCountsFrom = "home-share-counts-from";
    public const string InheritedShareCountsFrom = "inherited-share-counts-from";
    public const string DepositMonths = "deposit-months";
    public const string BusinessAllowed = "business-allowed";
    public const string RequiredDatasets = "required-datasets";

    /// <summary>True when null says that no text says: what depends on it is Unknown.</summary>
    public bool MayRunOut => NullMeans == TextRunOut;

    private const string TextRunOut = "no text says: unknown";

    /// <summary>Every parameter there is, in the order in which the documentation names them.</summary>
    public static readonly IReadOnlyList<PolicyParameter> All =
    [
        new(ResidentPensionCounted, ParameterKind.YesNo, TextRunOut),
        new(UndeclaredTolerance, ParameterKind.Yuan, null),
        new(HardshipMultiple, ParameterKind.Multiple, null),
        new(HardshipMultipleAccident, ParameterKind.Multiple, null),
        new(VehicleLimit, ParameterKind.Count, TextRunOut),
        new(VehicleExemptClasses, ParameterKind.Words, null, ["car", "motorcycle", "disability-scooter", "truck", "bus", "other"]),
        new(VehicleExemptValue, ParameterKind.Yuan, "no vehicle is exempt for its value"),
        new(HomeLimit, ParameterKind.Count, TextRunOut),
        new(HomeShareCountsFrom, ParameterKind.Share, null),
        new(InheritedShareCountsFrom, ParameterKind.Share, null),
        new(DepositMonths, ParameterKind.Count, TextRunOut),
        new(BusinessAllowed, ParameterKind.YesNo, TextRunOut),
        new(RequiredDatasets, ParameterKind.Words, null, Assessment.Datasets.MayBeRequired),
    ];

    /// <summary>The parameter of this name; null when there is none.</summary>
    public static PolicyParameter? Find(string name) => All.FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.Ordinal));
}

/// <summary>
/// A value as read: <paramref name="Numerator"/>/<paramref name="Denominator"/> (yes = 1, no = 0; a count over 1; money in fen over 1; a multiple over 1,000)
/// or a list of <paramref name="Words"/>.
/// </summary>
public sealed record ParameterValue(long Numerator, long Denominator, IReadOnlyList<string> Words)
{
    public static ParameterValue Whole(long number) => new(number, 1, []);
}

/// <summary>A value in force from <paramref name="From"/> (included) until the next. Null: what <see cref="PolicyParameter.NullMeans"/> says. <paramref name="Source"/>: the text it stands in.</summary>
public sealed record DatedValue(DateOnly From, ParameterValue? Value, string Source);
