namespace DataMatching.Evidence;

/// <summary>The agencies' registries, by the identifiers used in configuration, manifests and the database.</summary>
public static class RegistryId
{
    public const string CivilAffairs = "civil-affairs";
    public const string SocialSecurity = "social-security";
    public const string HousingFund = "housing-fund";
    public const string Vehicle = "vehicle";
    public const string Property = "property";
    public const string Tax = "tax";
    public const string HouseholdRegister = "household-register";
    public const string MedicalInsurance = "medical-insurance";
    public const string MarketSupervision = "market-supervision";
    public const string Finance = "finance";
}
