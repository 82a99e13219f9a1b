using System.Data.Common;

namespace DataMatching.Connectors.Transports.Sql;

/// <summary>Asks the server to stop a statement when the night is to stop.</summary>
internal static class StopStatement
{
    /// <summary>Not on the thread that stops the night: to ask, a client may have to wait for the line, or open another.</summary>
    public static CancellationTokenRegistration On(CancellationToken cancel, DbCommand command) => cancel.Register(() => ThreadPool.QueueUserWorkItem(_ => Ask(command)));

    private static void Ask(DbCommand command)
    {
        try
        {
            command.Cancel();
        }
        catch (Exception e) when (e is DbException or InvalidOperationException or IOException)
        {
            // It has ended already, or the line is gone.
        }
    }
}
