using System.Data.Common;

namespace DataMatching.Connectors.Transports.Sql;

/// <summary>
/// Asks the server to stop a statement when the night is to stop. Not on the thread that stops the night: to ask, a client may have to wait for the line, or open another. Until it has asked, the
/// statement's own thread goes no further, for a connection that is closed meanwhile would fail in the client's hands.
/// </summary>
internal sealed class StopStatement : IDisposable
{
    private readonly CancellationTokenRegistration _registration;
    private Task? _asking;

    public StopStatement(CancellationToken cancel, DbCommand command) => _registration = cancel.Register(() => Volatile.Write(ref _asking, Task.Run(() => Ask(command), CancellationToken.None)));

    public void Dispose()
    {
        // Returns when the callback has run, or will not.
        _registration.Dispose();
        if (Volatile.Read(ref _asking) is { } asking) asking.GetAwaiter().GetResult();
    }

    private static void Ask(DbCommand command)
    {
        try
        {
            command.Cancel();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // It has ended already, or the line is gone; what became of the statement is told by the statement.
        }
    }
}
