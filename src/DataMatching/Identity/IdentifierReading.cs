namespace DataMatching.Identity;

/// <summary>What <see cref="IdentifierReader"/> made of one line. <see cref="ToString"/> shows no digit of it.</summary>
/// <param name="Kind"><c>resident-18</c>, <c>resident-15</c>, <c>credit-code</c> or <c>unknown</c>.</param>
/// <param name="Valid">True when it is a right identifier, perhaps after repairs.</param>
/// <param name="Normalised">The eighteen characters (for 15 digits too); empty when invalid.</param>
/// <param name="Reason">
/// Empty when valid as written; <c>repaired: </c> and a list of full-width, spaces, lower-case x, lower-case, fifteen digits when valid;
/// otherwise one of empty, length, characters, division, birth date, check digit.
/// </param>
public sealed record IdentifierReading(string Kind, bool Valid, string Normalised, string Reason)
{
    public override string ToString() => $"{Kind}, {(Valid ? "valid" : "invalid")}, {Reason}";
}
