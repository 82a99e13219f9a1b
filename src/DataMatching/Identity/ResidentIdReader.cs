using System.Globalization;

namespace DataMatching.Identity;

/// <summary>
/// Reads citizen identity numbers (GB 11643) as people and old systems write them. It repairs what leaves no doubt
/// (<see cref="IdRepairs"/>) and refuses the rest with a <see cref="IdFault"/>; it never guesses a digit.
/// A birth date in the future is accepted, since a reader has no clock; county codes are not looked up, since old ones are valid for ever.
/// </summary>
public static partial class ResidentIdReader
{
    public static ResidentIdReading Read(ReadOnlySpan<char> text)
    {
        if (TryReadExact(text, out var exact)) return new ResidentIdReading(ResidentId.FromBody(exact), IdKind.Resident18, IdRepairs.None, IdFault.None, exact, text[17]);
        if (text.ContainsAny('E', 'e') && DamagedNumber.IsScientific(text)) return Refused(IdFault.Scientific, IdRepairs.None);
        Span<char> buffer = stackalloc char[18];
        var length = WrittenText.Compact(text, buffer, out var fullWidth, out var spaces);
        var repairs = (fullWidth ? IdRepairs.FullWidth : 0) | (spaces ? IdRepairs.Spaces : 0);
        return length switch
        {
            0 => Refused(IdFault.Empty, repairs),
            18 => ReadEighteen(buffer, repairs),
            15 => ReadFifteen(buffer[..15], repairs | IdRepairs.FifteenDigits),
            17 => Refused(TryDigits(buffer[..17], out _) ? IdFault.LostDigit : IdFault.Length, repairs),
            _ => Refused(IdFault.Length, repairs),
        };
    }

    private static ResidentIdReading ReadEighteen(ReadOnlySpan<char> text, IdRepairs repairs)
    {
        var check = text[17];
        if (check == 'x')
        {
            repairs |= IdRepairs.LowerCaseX;
            check = 'X';
        }

        if (!TryDigits(text[..17], out var body) || !(char.IsAsciiDigit(check) || check == 'X')) return Refused(IdFault.Characters, repairs);
        var id = FromBody(body, out var fault);
        if (id is not null && check != ResidentId.CheckDigit(body))
        {
            id = null;
            fault = check == '0' && body % 100 == 0 ? IdFault.TrailingZeros : IdFault.CheckDigit;
        }

        return new ResidentIdReading(id, IdKind.Resident18, repairs, fault, body, check);
    }

    private static ResidentIdReading ReadFifteen(ReadOnlySpan<char> text, IdRepairs repairs)
    {
        if (!TryDigits(text, out var digits)) return Refused(IdFault.Characters, repairs & ~IdRepairs.FifteenDigits);
        const long AfterDivision = 1_000_000_000;
        var body = (((digits / AfterDivision * 100) + 19) * AfterDivision) + (digits % AfterDivision);
        var id = FromBody(body, out var fault);
        return new ResidentIdReading(id, IdKind.Resident15, repairs, fault, id?.Body, null);
    }

    private static ResidentId? FromBody(long body, out IdFault fault)
    {
        fault = IdFault.Division;
        if (!Provinces.ExistsIn(body)) return null;
        var id = ResidentId.FromBody(body);
        fault = id is null ? IdFault.BirthDate : IdFault.None;
        return id;
    }

    private static bool TryDigits(ReadOnlySpan<char> text, out long digits) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out digits);

    private static ResidentIdReading Refused(IdFault fault, IdRepairs repairs) => new(null, IdKind.None, repairs, fault, null, null);
}
