using System.Data.Common;

namespace DataMatching.Storage;

/// <summary>How other libraries reach the server: <paramref name="Connection"/> holds the password, and is told nowhere.</summary>
public sealed record SharedServer(string Kind, DbProviderFactory Factory, string Connection)
{
    public override string ToString() => Kind;
}

/// <summary>
/// What differs between databases; every statement and every migration is written once, outside. A new database is one folder with its dialect.
/// </summary>
internal abstract class Dialect
{
    /// <summary>Folder of the embedded migrations.</summary>
    public virtual string Migrations => "Sqlite/Migrations/";

    /// <summary>What to do when it cannot be opened.</summary>
    public abstract string WhenNotOpened { get; }

    /// <summary>The statement that answers with 1 when there is a table of that name, 0 otherwise.</summary>
    public abstract string Has(string table);

    /// <summary>Makes the database if there is none.</summary>
    public abstract void Prepare();

    /// <summary>An open connection for one short piece of work.</summary>
    public abstract DbConnection Connect();

    /// <summary>An open connection of its own, whose scratch tables vanish with it: for bulk writing.</summary>
    public abstract DbConnection ConnectAlone();

    /// <summary>An open connection for a stream that is read. Scratch tables made in it are seen by nobody else, and gone before anybody else has it.</summary>
    public virtual DbConnection ConnectToRead() => ConnectAlone();

    /// <summary>A transaction that holds the right to write from its first moment; another writer waits for it.</summary>
    public abstract DbTransaction Write(DbConnection connection);

    /// <summary>A transaction in which only scratch tables are written; it keeps nobody from writing. Null where they are filled without one.</summary>
    public abstract DbTransaction? Scratch(DbConnection connection);

    /// <summary>How a scratch table (seen by its connection only) is called in a statement.</summary>
    public abstract string ScratchName(ScratchTable table);

    /// <summary>The statement that makes a scratch table.</summary>
    public abstract string CreateScratch(ScratchTable table);

    /// <summary>An insert of one row, parameters named like the columns without underscores, that answers with the new id.</summary>
    public virtual string InsertForId(string table, params string[] columns) =>
        $"INSERT INTO {table} ({Storage.Bulk.Names(columns)}) VALUES ({string.Join(", ", columns.Select(Storage.Bulk.Parameter))}) RETURNING id";

    /// <summary>The same with the number after the largest there is: where it can, none is left out, whatever was rolled back before.</summary>
    public virtual string InsertNext(string table, params string[] columns) => InsertForId(table, columns);

    /// <summary>Many rows, by the way that is fastest here. Where <c>id</c> is among the columns, rows keep the numbers they are given.</summary>
    public virtual Bulk Bulk(DbConnection connection, DbTransaction? transaction, string table, params string[] columns) => new PreparedInsert(connection, transaction, table, columns);

    /// <summary>The condition that a column has one of the values of a parameter that is a list.</summary>
    public virtual string In(string column, string parameter) => $"{column} IN {parameter}";

    /// <summary>What follows a table's name to have it read by that index; empty where the database finds it itself.</summary>
    public virtual string By(string index) => "";

    /// <summary>Has the database look at tables that have grown much just now, where it would else go on planning statements for them as they were.</summary>
    public virtual void Survey(DbConnection connection, params ReadOnlySpan<string> tables)
    {
    }

    /// <summary>The tail of an ordered query that keeps the first @Count rows.</summary>
    public virtual string FirstCount => "LIMIT @Count";

    /// <summary>The tail of a query in no order that keeps any @Count rows.</summary>
    public virtual string AnyCount => FirstCount;

    /// <summary>A migration, which is written for SQLite, in this database's words: one statement or several, to be run one after the other.</summary>
    public virtual IReadOnlyList<string> Translate(string sql) => [sql];

    /// <summary>The server, when several nodes may share it; null for a file.</summary>
    public virtual SharedServer? Server => null;

    /// <summary>A statement that answers with the server's clock, in milliseconds since 1970 (UTC); null where it is this machine's.</summary>
    public virtual string? ServerTime => null;

    /// <summary>Tries to take the right to run nights and quarters for as long as the connection lives; false when another has it.</summary>
    public virtual bool TakeWorkRight(DbConnection connection) => true;

    /// <summary>Gives back what <see cref="TakeWorkRight"/> got on this connection.</summary>
    /// <param name="seconds">To wait for the server at most.</param>
    public virtual void ReturnWorkRight(DbConnection connection, int seconds)
    {
    }

    /// <summary>True when the connection has that right still.</summary>
    public virtual bool HasWorkRight(DbConnection connection) => true;

    /// <summary>What looking after the whole database takes: its schema, its own checks, numbers, backup.</summary>
    public abstract DatabaseUpkeep Upkeep { get; }

    /// <summary>Closes connections kept for reuse.</summary>
    public abstract void Release();
}
