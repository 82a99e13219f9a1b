using DataMatching.Connectors.Transports;
using DataMatching.Storage;

namespace DataMatching.Jobs;

/// <summary>Where a site's database is: the SQLite file in data/, or, when site.json names one, a PostgreSQL or SQL Server of the union's own. Keys stay in data/keys either way.</summary>
/// <param name="Server">The server; null: SQLite.</param>
public sealed record SiteDatabase(SiteFolder Folder, DatabaseServer? Server)
{
    public static SiteDatabase Of(SiteFolder folder, SiteSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new SiteDatabase(folder, settings.Database);
    }

    /// <summary>What it is called where it is told of.</summary>
    public string Name => Server is null ? Folder.Database : $"The site's data in the {Product} of config/site.json";

    /// <summary>What the database is a make of.</summary>
    public string Product => Kind.Product();

    private DatabaseKind Kind => Server?.Kind ?? DatabaseKind.Sqlite;

    /// <summary>By site.json as far as it is there and right.</summary>
    public static SiteDatabase At(SiteFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var settings = Path.Combine(folder.Config, "site.json");
        return Of(folder, File.Exists(settings) ? SiteSettings.Parse(File.ReadAllText(settings), []) : new SiteSettings(""));
    }

    /// <summary>True when there are data that keys belong to.</summary>
    /// <exception cref="JobRefused">The connection string is not to be had.</exception>
    /// <exception cref="StoreException">The server cannot be asked.</exception>
    public bool IsBegun => Server is null ? File.Exists(Folder.Database) : Store.IsBegun(Place());

    /// <summary>True when the file of the SQLite database is not there; of a server nobody knows before it is asked.</summary>
    public bool IsMissing => Server is null && !File.Exists(Folder.Database);

    /// <exception cref="JobRefused">The file of the SQLite database is not there.</exception>
    public void RefuseMissing()
    {
        if (IsMissing) throw new JobRefused($"{Folder.Database} is missing. Restore it from your backup; for a new site run 'datamatching init --site {Folder.Root}'.");
    }

    /// <summary>Opens it and brings it up to date.</summary>
    /// <exception cref="JobRefused">The connection string is not to be had.</exception>
    /// <exception cref="StoreException">It cannot be opened.</exception>
    public Store Open(KeyRing keys, TimeProvider clock) => Store.Open(Place(), keys, clock);

    /// <summary>Opens it as it is, to read.</summary>
    /// <exception cref="JobRefused">The connection string is not to be had.</exception>
    /// <exception cref="StoreException">It cannot be opened.</exception>
    public Store Look(KeyRing keys, TimeProvider clock) => Store.Look(Place(), keys, clock);

    /// <summary>Opens it to work beside the node that runs nights and quarters; changes no schema.</summary>
    /// <exception cref="JobRefused">It is a file, which one process has for itself, or its connection string is not to be had.</exception>
    /// <exception cref="StoreException">It cannot be opened, or is of another version.</exception>
    public Store Join(KeyRing keys, TimeProvider clock) => Server is not null ? Store.Join(Place(), keys, clock)
        : throw new JobRefused("This site's database is a file, which one process has for itself. Several nodes share a PostgreSQL or SQL Server: name one under \"database\" in config/site.json.");

    /// <summary>The database as a whole, to look after it.</summary>
    /// <exception cref="JobRefused">The connection string is not to be had.</exception>
    public Database Whole() => Database.At(Place());

    private DatabasePlace Place() => new(Kind, Server is null ? Folder.Database : Read());

    private string Read()
    {
        try
        {
            return Server!.Connection.Read(Folder.Root);
        }
        catch (TransportException e)
        {
            throw new JobRefused($"config/site.json, database: {e.Message}");
        }
    }
}
