using System.Data;
using System.Data.Common;

namespace DataMatching.Connectors.Transports.Sql;

/// <summary>Reads the rows of a statement to their end.</summary>
internal static class ReadRows
{
    /// <summary>When a row cannot be taken, the statement is stopped; closed plainly, the reader would first take in all the rows that are left, of a view that may have millions.</summary>
    public static void Of(DbCommand command, Action<DbDataReader> row)
    {
        var reader = command.ExecuteReader(CommandBehavior.SingleResult);
        try
        {
            while (reader.Read()) row(reader);
            // A failure that the server tells after the last row is told here, not swallowed when the reader is closed.
            reader.NextResult();
        }
        catch
        {
            Stop(command, reader);
            throw;
        }

        reader.Dispose();
    }

    private static void Stop(DbCommand command, DbDataReader reader)
    {
        try
        {
            command.Cancel();
            reader.Dispose();
        }
        catch (Exception e) when (e is DbException or InvalidOperationException or IOException)
        {
            // That it was stopped, or that the line is gone; what came first is thrown.
        }
    }
}
