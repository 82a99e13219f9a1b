using System.Data.Common;
using System.Security.Cryptography;
using Dapper;
using DataMatching.Storage.Protection;

namespace DataMatching.Storage;

/// <summary>By which keys a database was begun: a wrong file is told before anything is written with it.</summary>
internal sealed record KeyMark
{
    public byte[] Sealed { get; init; } = [];
    public byte[] Indexed { get; init; } = [];

    public static KeyMark Of(KeyRing keys) => new() { Sealed = keys.Seal(Place.KeyMark, "datamatching"u8), Indexed = IndexOf(keys) };

    /// <summary>Null: the database is not begun.</summary>
    public static KeyMark? In(DbConnection connection, DbTransaction? transaction) =>
        connection.QuerySingleOrDefault<KeyMark>("SELECT mark_enc AS Sealed, mark_index AS Indexed FROM key_mark WHERE id = 1", transaction: transaction);

    /// <exception cref="KeyRingException">There are none, or they are not those of the database.</exception>
    public static KeyRing Fitting(DbConnection connection, DbTransaction transaction, KeyRing? keys) => keys is not null && In(connection, transaction)?.Fits(keys) == true ? keys
        : throw new KeyRingException("The key file is not the one of this database. Put back the data/keys that were saved with it; nothing was changed.");

    public bool Fits(KeyRing keys)
    {
        try
        {
            keys.Unseal(Place.KeyMark, Sealed);
            return CryptographicOperations.FixedTimeEquals(IndexOf(keys), Indexed);
        }
        catch (StoreException)
        {
            return false;
        }
    }

    private static byte[] IndexOf(KeyRing keys) => keys.Index(KeyedIndex.KeyMark, "datamatching");
}
