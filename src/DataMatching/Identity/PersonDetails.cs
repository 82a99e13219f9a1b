namespace DataMatching.Identity;

/// <summary>
/// What is known of a person besides number and name, as it was written; empty where nothing is. By it a row without a usable number is matched (tier 4). Kept only of our own people, and shown to nobody but who checks matches.
/// </summary>
public sealed record PersonDetails
{
    public static PersonDetails None { get; } = new();

    /// <summary>A day in any common form.</summary>
    public string Birth { get; init; } = "";

    /// <summary>男 or 女.</summary>
    public string Sex { get; init; } = "";

    public string Phone { get; init; } = "";

    /// <summary>Where he lives.</summary>
    public string Address { get; init; } = "";

    public string Employer { get; init; } = "";

    public bool IsEmpty => Birth.Length == 0 && Sex.Length == 0 && Phone.Length == 0 && Address.Length == 0 && Employer.Length == 0;

    /// <summary>Says nothing: no log can leak it.</summary>
    public override string ToString() => nameof(PersonDetails);
}
