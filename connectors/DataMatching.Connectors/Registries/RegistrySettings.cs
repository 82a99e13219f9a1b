using DataMatching.Batches;
using DataMatching.Connectors.Files;
using DataMatching.Connectors.Transports;
using DataMatching.Households;
using DataMatching.Time;

namespace DataMatching.Connectors.Registries;

/// <summary>
/// config/registries/NAME.json: one agency's registry, what is expected of its datasets, and the sharing agreement (DESIGN.md principle 6).
/// </summary>
public sealed record RegistrySettings(
    string Registry, string Title, string Agency, SharingAgreement Sharing, IReadOnlyDictionary<string, DatasetSettings> Datasets)
{
    public AgreementCovers Covers => Sharing.Covers;

    /// <summary>The days on which the agreement is in force, both edges included.</summary>
    public DateInterval Agreement => Sharing.Valid;
}

/// <summary>
/// The agreement's number, purpose and days, whom it covers, and by dataset the columns (standard headers) it allows; all others are dropped at the parser.
/// </summary>
public sealed record SharingAgreement(
    string Number, string Purpose, DateInterval Valid, AgreementCovers Covers, IReadOnlyDictionary<string, IReadOnlySet<string>> Columns);

/// <summary>
/// <paramref name="Required"/>: without it a household cannot be judged. <paramref name="MaxAgeDays"/>: how old a state may be (1 to 400).
/// <paramref name="QuarantineLimitPercent"/>: share of bad rows above which a delivery is refused whole (0 to 100; never for fewer than ten bad rows).
/// <paramref name="Renamed"/>: the agency's header by standard header, where no alias fits.
/// </summary>
public sealed record DatasetSettings(
    bool Required, int MaxAgeDays, decimal QuarantineLimitPercent, IReadOnlyDictionary<string, string> Renamed)
{
    /// <summary>How unlike the deliveries before it one may be.</summary>
    public DriftLimits Drift { get; init; } = DriftLimits.Usual;

    /// <summary>Share of rows whose ID number a spreadsheet damaged above which a delivery is refused whole (0 to 100).</summary>
    public decimal ExcelDamagePercent { get; init; } = 0.1m;

    /// <summary>Where its files are fetched from; null when they come into the drop folder by themselves.</summary>
    public SftpSource? Sftp { get; init; }

    /// <summary>Files without manifests that are finished when they have their name; null: every file has a manifest.</summary>
    public NamedFiles? Named { get; init; }

    /// <summary>How its files are laid out.</summary>
    public FileForm File { get; init; } = FileForm.PlainCsv;

    /// <summary>How its deliveries come; null: the agency puts files into the drop folder.</summary>
    public Transports.SourceSettings? Source { get; init; }
}
