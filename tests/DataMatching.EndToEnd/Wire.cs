using System.Net;
using System.Net.Sockets;

namespace DataMatching.EndToEnd;

/// <summary>The network between a node and the database's server: a port of this machine, which can be cut.</summary>
internal sealed class Wire : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string _socket;
    private readonly Lock _gate = new();
    private readonly HashSet<Socket> _lines = [];
    private bool _cut;

    /// <param name="socket">Where the server listens.</param>
    public Wire(string socket)
    {
        _socket = socket;
        _listener.Start();
        _ = Task.Run(Accept);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Nothing goes through for a while, and what was on its way is lost.</summary>
    public void Cut(TimeSpan during)
    {
        lock (_gate)
        {
            _cut = true;
            foreach (var line in _lines) line.Dispose();
            _lines.Clear();
        }

        Thread.Sleep(during);
        lock (_gate) _cut = false;
    }

    public void Dispose()
    {
        _listener.Stop();
        lock (_gate)
        {
            foreach (var line in _lines) line.Dispose();
        }
    }

    private async Task Accept()
    {
        while (true)
        {
            Socket near;
            try
            {
                near = await _listener.AcceptSocketAsync();
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }

            _ = Carry(near);
        }
    }

    private async Task Carry(Socket near)
    {
        using var far = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            lock (_gate)
            {
                if (_cut) return;
                _lines.Add(near);
                _lines.Add(far);
            }

            await far.ConnectAsync(new UnixDomainSocketEndPoint(_socket));
            using NetworkStream one = new(near), other = new(far);
            await Task.WhenAny(one.CopyToAsync(other), other.CopyToAsync(one));
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException)
        {
            // Cut.
        }
        finally
        {
            near.Dispose();
            lock (_gate)
            {
                _lines.Remove(near);
                _lines.Remove(far);
            }
        }
    }
}
