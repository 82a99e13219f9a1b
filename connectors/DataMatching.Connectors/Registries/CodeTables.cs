namespace DataMatching.Connectors.Registries;

/// <summary>The code tables that are versioned by date; divisions are in <see cref="Identity.DivisionsByDate"/>.</summary>
internal static class CodeTables
{
    /// <summary>private, freight, passenger-hire, other.</summary>
    public static readonly DatedChoices<string> VehicleUse = new("vehicle-use.csv", Word);

    /// <summary>Whether the vehicle is still his to use.</summary>
    public static readonly DatedChoices<bool> VehicleState = new("vehicle-state.csv", text => text switch { "held" => true, "gone" => false, _ => throw new FormatException($"found {text}, expected held or gone") });

    /// <summary>Forms of ownership without a share written out, as the share they are taken for.</summary>
    public static readonly DatedChoices<(int Numerator, int Denominator)> PropertyShare = new("property-share.csv", text => text switch { "1/1" => (1, 1), "1/2" => (1, 2), _ => throw new FormatException($"found {text}, expected 1/1 or 1/2") });

    private static string Word(string text) => text is "private" or "freight" or "passenger-hire" or "other" ? text : throw new FormatException($"found {text}, expected private, freight, passenger-hire or other");
}
