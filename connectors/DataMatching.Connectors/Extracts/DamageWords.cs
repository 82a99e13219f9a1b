using DataMatching.Identity;

namespace DataMatching.Connectors.Extracts;

/// <summary>What a spreadsheet did to an identity number, for the quarantine: the agency has to read it too.</summary>
internal static class DamageWords
{
    /// <param name="fault">One that <see cref="ResidentIdReading.IsDamaged"/>.</param>
    public static string Of(IdFault fault) => fault switch
    {
        IdFault.Scientific => "damaged by a spreadsheet: scientific notation (被表格软件改成科学计数)",
        IdFault.TrailingZeros => "damaged by a spreadsheet: the last three digits are zeros (末三位被表格软件改成零)",
        _ => "damaged by a spreadsheet: seventeen digits, one is lost (只有十七位，丢失一位)",
    };
}
