using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace DataMatching.Storage;

/// <summary>Tells why a database could not take something down.</summary>
public static class DiskOfDatabase
{
    /// <summary>True when the disk that the database lies on, or the room it was given there, is full.</summary>
    public static bool IsFull(DbException failure) => failure is SqliteException { SqliteErrorCode: 13 } or { SqlState: "53100" } or SqlException { Number: 1105 or 9002 };
}
