namespace DataMatching.Identity;

/// <summary>Which form of identity number a text has by its shape: how many characters, digits in their places.</summary>
public enum IdKind { None, Resident18, Resident15 }

/// <summary>What had to be put right before a text was a number. None of these changes whose number it is.</summary>
[Flags]
public enum IdRepairs
{
    None = 0,

    /// <summary>Full-width digits or X were written.</summary>
    FullWidth = 1,

    /// <summary>Spaces (also U+3000, no-break, zero-width, BOM) stood before, in or after the number.</summary>
    Spaces = 2,

    /// <summary>The check character was a lower-case x.</summary>
    LowerCaseX = 4,

    /// <summary>The old form of 15 digits, made into 18 by inserting 19 before the year and computing the check digit.</summary>
    FifteenDigits = 8,
}

/// <summary>Why a text is no identity number; the first that applies in this order.</summary>
public enum IdFault
{
    None,

    /// <summary>Nothing but spaces.</summary>
    Empty,

    /// <summary>Neither 15 nor 18 characters.</summary>
    Length,

    /// <summary>Something else than digits, or than an X as the eighteenth character.</summary>
    Characters,

    /// <summary>The first two digits are no province that GB/T 2260 has or had. Further digits are not judged.</summary>
    Division,

    /// <summary>No day of the calendar, or before 1800.</summary>
    BirthDate,

    /// <summary>The eighteenth character is not what GB 11643 demands.</summary>
    CheckDigit,

    /// <summary>A quantity in scientific notation, such as 4.49999E+17: a spreadsheet took the number for one, and digits are lost.</summary>
    Scientific,

    /// <summary>Eighteen digits that end in 000 and fail the check digit: a spreadsheet kept fifteen of them.</summary>
    TrailingZeros,

    /// <summary>Seventeen digits: one was lost, as a leading zero or a last X is.</summary>
    LostDigit,
}

/// <summary>What <see cref="ResidentIdReader"/> made of a text. <see cref="ToString"/> shows no digit of it.</summary>
/// <param name="Id">The number; null exactly when there is a <paramref name="Fault"/>.</param>
/// <param name="Kind">None when the shape is wrong (Empty, Length, Characters, Scientific, LostDigit).</param>
/// <param name="Repairs">What was put right, also when the text then failed.</param>
/// <param name="Fault">None exactly when there is an <paramref name="Id"/>.</param>
/// <param name="Body">The first 17 digits, where there is an Id, and where 18 characters have the right shape but fail: for <see cref="ResidentIdSlips"/>.</param>
/// <param name="WrittenCheck">The eighteenth character as written (0–9 or X); null for 15 digits and for a wrong shape.</param>
public readonly record struct ResidentIdReading(
    ResidentId? Id, IdKind Kind, IdRepairs Repairs, IdFault Fault, long? Body, char? WrittenCheck)
{
    /// <summary>True when a spreadsheet damaged the number: whose it was can't be told from it.</summary>
    public bool IsDamaged => Fault is IdFault.Scientific or IdFault.TrailingZeros or IdFault.LostDigit;

    /// <summary>True when it is no number, but somebody may have meant one with a single slip of the pen (<see cref="ResidentIdSlips"/>).</summary>
    public bool MayBeSlip => Id is null && (Body is not null || Fault is IdFault.CheckDigit);

    public override string ToString() => $"{Kind}, fault {Fault}, repairs {Repairs}";
}
