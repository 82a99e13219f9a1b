using DataMatching.Connectors.Registries.CivilAffairs;
using DataMatching.Connectors.Registries.Finance;
using DataMatching.Connectors.Registries.HouseholdRegister;
using DataMatching.Connectors.Registries.HousingFund;
using DataMatching.Connectors.Registries.MarketSupervision;
using DataMatching.Connectors.Registries.MedicalInsurance;
using DataMatching.Connectors.Registries.Property;
using DataMatching.Connectors.Registries.SocialSecurity;
using DataMatching.Connectors.Registries.Tax;
using DataMatching.Connectors.Registries.Vehicle;

namespace DataMatching.Connectors.Registries;

/// <summary>Every dataset that can be read. A new one is added here by hand: nothing is found by reflection.</summary>
public static class AllDatasets
{
    /// <summary>In the order of docs/formats.md.</summary>
    public static IReadOnlyList<Dataset> InOrder { get; } =
    [
        new Dibao(), new Destitute(), new TemporaryAid(), new Marriages(), new Deaths(),
        new Contributions(), new Pensions(), new Unemployment(), new Employment(),
        new Deposits(),
        new Vehicles(),
        new Units(),
        new Wages(), new Business(),
        new Members(),
        new Enrolment(), new Settlements(),
        new Holdings(),
        new Totals(),
    ];

    /// <summary>The dataset of these identifiers, such as <c>tax</c> and <c>wages</c>; null when there is none.</summary>
    public static Dataset? Find(string registry, string dataset) =>
        InOrder.FirstOrDefault(d => string.Equals(d.Registry, registry, StringComparison.Ordinal) && string.Equals(d.Id, dataset, StringComparison.Ordinal));
}
