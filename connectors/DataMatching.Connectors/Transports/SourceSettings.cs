using DataMatching.Connectors.Registries;
using DataMatching.Connectors.Transports.Exchange;
using DataMatching.Connectors.Transports.Inquiry;
using DataMatching.Connectors.Transports.Sql;
using DataMatching.Identity;
using DataMatching.Time;

namespace DataMatching.Connectors.Transports;

/// <summary>How the deliveries of a dataset come when the agency puts no files into our folder: <c>source</c> of the dataset in config/registries.</summary>
/// <param name="Scope">The district that is asked about, as one delivery.</param>
/// <param name="EveryDays">Days after which it is brought again, 1 to 366; earlier when the union's files of the district have changed.</param>
/// <param name="FromMonths">First month, counted from that of the day: -240 to 0.</param>
/// <param name="ToMonths">Last month, counted likewise, not before the first.</param>
public abstract record SourceSettings(District Scope, int EveryDays, int FromMonths, int ToMonths)
{
    /// <summary>Short id of the transport, such as <c>http</c>; stands with every landing.</summary>
    public abstract string Kind { get; }

    /// <summary>The transport that brings them.</summary>
    public abstract ITransport Open(TransportSite site);

    /// <summary>Where what it needs and the settings do not hold is.</summary>
    public virtual IEnumerable<Secret> Secrets => [];

    /// <summary>Looks at its secrets as bringing would, and asks nobody.</summary>
    /// <param name="site">The site's folder.</param>
    /// <exception cref="TransportException">One is not there, is open to others, or is not what it has to be.</exception>
    public virtual void Check(string site)
    {
        foreach (var secret in Secrets) secret.Read(site);
    }

    /// <summary>What the settings allow on purpose that is less than safe; null: nothing.</summary>
    public virtual string? Weakness => null;

    /// <summary>Days after which a landing that did not come to its end is given up, 0 to 1000; 0: it is gone on with on the same day.</summary>
    public virtual int DaysToGoOn => 3;

    /// <summary>True when the question has left the house once and for all: it is neither given up nor asked anew because the union's files changed.</summary>
    public virtual bool IsSentOnce => false;

    /// <summary>Looks after what is left when nothing is asked, and tells what somebody has to do about it, without personal data.</summary>
    /// <param name="placeOfLast">Where the last landing that came whole stood; null when there is none.</param>
    public virtual IReadOnlyList<string> LeftOver(TransportSite site, string? placeOfLast) => [];

    /// <summary>Removes what lies about of landings of a dataset that have ended and holds personal data; called only while none is open. What is gone already is no fault.</summary>
    public virtual void Forget(TransportSite site, Dataset dataset)
    {
    }

    /// <summary>The months to ask about on a day.</summary>
    public (Month First, Month Last) Months(DateOnly day) => (Month.Of(day).Plus(FromMonths), Month.Of(day).Plus(ToMonths));
}

/// <summary>Where a transport works: the site's folder, in which secrets and requests lie, and the clock.</summary>
public sealed record TransportSite(string Root, TimeProvider Clock)
{
    /// <summary>What writing a request file needs of the house; null where no source writes one.</summary>
    public IRequestDesk? Desk { get; init; }

    /// <summary>The lines to services that are asked; a service that fails is left alone by all who share this.</summary>
    internal InquiryLines Lines { get; } = new(Clock);
}

/// <summary>Reads what a kind of source needs beside the settings common to all.</summary>
internal delegate SourceSettings? SourceReader(SettingsElement source, District scope, int everyDays, int fromMonths, int toMonths);

/// <summary>Reads <c>source</c> of a dataset; every fault is told.</summary>
internal static class SourceSettingsReader
{
    /// <summary>Settings that every kind has.</summary>
    private static readonly string[] Common = ["kind", "scope", "everyDays", "fromMonths", "toMonths"];

    /// <summary>The kinds there are, each with the settings it knows beside the common ones.</summary>
    private static readonly SortedDictionary<string, (string[] Known, SourceReader Read)> Kinds = new(StringComparer.Ordinal)
    {
        [ExchangeSettings.OfKind] = (ExchangeSettings.Known, ExchangeSettings.Read),
        ["http"] = (InquirySettings.Known, InquirySettings.Read),
        [SqlSettings.Postgres] = (SqlSettings.Known, SqlSettings.Reader(SqlSettings.Postgres)),
        [SqlSettings.SqlServer] = (SqlSettings.Known, SqlSettings.Reader(SqlSettings.SqlServer)),
    };

    public static SourceSettings? Read(SettingsElement source)
    {
        var kind = source.Text("kind");
        if (kind.Length == 0) return null;
        if (!Kinds.TryGetValue(kind, out var found))
        {
            source.Fault("kind", kind, "one of " + string.Join(", ", Kinds.Keys.Concat(["drop", "sftp"]).Order(StringComparer.Ordinal)));
            return null;
        }

        source.OnlyKnown([.. Common, .. found.Known]);
        if (!District.TryParse(source.Text("scope"), out var scope)) source.Fault("scope", "no division code", "the six-digit code of the district that is asked about");
        var (from, to) = source.Months();
        return found.Read(source, scope, (int)source.Number("everyDays", 1, 366, 30), from, to);
    }
}
