using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace DataMatching.Storage;

/// <summary>What a failure says of the database and the line to it.</summary>
public static class DatabaseFailure
{
    /// <summary>So deep in the stack a driver stands that used something of its own which its lost line took along.</summary>
    private const int Frames = 5;

    /// <summary>True when the database, or the line to it, is what failed.</summary>
    public static bool Is(Exception failure) => failure is DbException or TimeoutException || IsOfLostLine(failure);

    /// <summary>True for what may be otherwise in a while.</summary>
    public static bool MayPass(Exception failure) => failure is DbException { IsTransient: true } or TimeoutException || IsOfLostLine(failure);

    /// <summary>The database's own code of a failure, such as <c>SQLite 5 (517)</c> or <c>SQLSTATE 40001</c>: it repeats no data. Null when it is none of a database.</summary>
    public static string? CodeOf(Exception failure) => failure switch
    {
        SqliteException sqlite => string.Create(CultureInfo.InvariantCulture, $"SQLite {sqlite.SqliteErrorCode} ({sqlite.SqliteExtendedErrorCode})"),
        SqlException server => string.Create(CultureInfo.InvariantCulture, $"SQL Server {server.Number}"),
        DbException { SqlState: { } state } => "SQLSTATE " + state,
        _ => null,
    };

    /// <summary>Of a line that broke between two statements a driver says that it is not open, or that something of its own is disposed of.</summary>
    private static bool IsOfLostLine(Exception failure) => failure is ObjectDisposedException or InvalidOperationException
        && new StackTrace(failure).GetFrames().Take(Frames).Any(f => f.GetMethod()?.DeclaringType?.Assembly.GetName().Name is "Npgsql" or "Microsoft.Data.SqlClient");
}
