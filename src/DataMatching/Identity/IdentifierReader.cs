namespace DataMatching.Identity;

/// <summary>Says of any line whether it is a resident identity number or a credit code, and whether a right one.</summary>
public static class IdentifierReader
{
    private const string Resident18 = "resident-18";
    private const string Resident15 = "resident-15";
    private const string CreditCodeKind = "credit-code";
    private const string Unknown = "unknown";

    /// <summary>Never throws for what the line holds. The kind follows from the shape, so a number with a wrong digit still has one.</summary>
    public static IdentifierReading Read(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        Span<char> characters = stackalloc char[18];
        var length = WrittenText.Compact(line, characters, out var fullWidth, out var spaces);
        if (length is not (15 or 18)) return Invalid(Unknown, length == 0 ? "empty" : "length");
        characters = characters[..length];

        var resident = ResidentIdReader.Read(line);
        if (resident.Id is { } id) return Resident(id, resident);
        var faulty = resident.Kind switch
        {
            IdKind.Resident18 => Invalid(Resident18, Words(resident.Fault)),
            IdKind.Resident15 => Invalid(Resident15, Words(resident.Fault)),
            _ => Invalid(Unknown, "characters"),
        };
        if (length != 18 || !IsLettersAndDigits(characters)) return faulty;

        // Eighteen characters that fail as a resident number may be the credit code of a body whose code happens to hold digits only.
        var repairs = new List<string>();
        if (fullWidth) repairs.Add("full-width");
        if (spaces) repairs.Add("spaces");
        if (characters.ContainsAnyInRange('a', 'z')) repairs.Add("lower-case");
        if (CreditCode.FromCompact(characters, out var fault) is { } code) return Valid(CreditCodeKind, code.Text, repairs);
        return resident.Kind == IdKind.Resident18 ? faulty : Invalid(CreditCodeKind, fault);
    }

    private static IdentifierReading Resident(ResidentId id, ResidentIdReading reading)
    {
        var repairs = new List<string>();
        if (reading.Repairs.HasFlag(IdRepairs.FullWidth)) repairs.Add("full-width");
        if (reading.Repairs.HasFlag(IdRepairs.Spaces)) repairs.Add("spaces");
        if (reading.Repairs.HasFlag(IdRepairs.LowerCaseX)) repairs.Add("lower-case x");
        if (reading.Repairs.HasFlag(IdRepairs.FifteenDigits)) repairs.Add("fifteen digits");
        return Valid(reading.Kind == IdKind.Resident15 ? Resident15 : Resident18, id.Reveal(), repairs);
    }

    private static string Words(IdFault fault) => fault switch
    {
        IdFault.Division => "division",
        IdFault.BirthDate => "birth date",
        IdFault.CheckDigit => "check digit",
        IdFault.Characters => "characters",
        IdFault.Empty => "empty",
        IdFault.Scientific => "scientific notation",
        IdFault.TrailingZeros => "trailing zeros",
        IdFault.LostDigit => "lost digit",
        _ => "length",
    };

    private static bool IsLettersAndDigits(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c)) return false;
        }

        return true;
    }

    private static IdentifierReading Valid(string kind, string normalised, List<string> repairs) =>
        new(kind, true, normalised, repairs.Count == 0 ? "" : "repaired: " + string.Join(", ", repairs));

    private static IdentifierReading Invalid(string kind, string reason) => new(kind, false, "", reason);
}
