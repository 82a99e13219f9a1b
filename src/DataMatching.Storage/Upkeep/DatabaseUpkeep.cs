using System.Data.Common;

namespace DataMatching.Storage;

/// <summary>What looking after a whole database takes and differs between databases.</summary>
internal abstract class DatabaseUpkeep
{
    /// <summary>As <c>database</c> of config/site.json names it.</summary>
    public abstract string Kind { get; }

    /// <summary>How somebody empties it, as the end of a sentence.</summary>
    public abstract string HowToEmpty { get; }

    /// <summary>A transaction that reads one state of the database from its first moment on, whatever others write meanwhile, and keeps nobody from writing.</summary>
    public abstract DbTransaction Snapshot(DbConnection connection);

    /// <summary>The schema as it stands: tables, columns in their order, keys, indexes, triggers; in the words of the migrations.</summary>
    public abstract IReadOnlyList<SchemaPart> Schema(DbConnection connection, DbTransaction? transaction);

    /// <summary>The schema that the migrations make, with what this database has beside it.</summary>
    public virtual IEnumerable<SchemaPart> Own(IReadOnlyList<SchemaPart> expected) => expected;

    /// <summary>What the database itself finds wrong with what it keeps, one sentence each, without personal data.</summary>
    public abstract IEnumerable<string> Faults(DbConnection connection, DbTransaction transaction, IReadOnlyList<TableShape> tables);

    /// <summary>Has a table that gives numbers begin behind the highest that is there.</summary>
    public abstract void Renumber(DbConnection connection, DbTransaction transaction, string table);

    /// <summary>Writes a copy of the whole database into a new file, while others work.</summary>
    /// <exception cref="StoreException">It is a server, which has tools of its own for that.</exception>
    public abstract void BackUp(DbConnection connection, string file);
}
