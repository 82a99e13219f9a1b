using System.Net;
using System.Net.Sockets;

namespace DataMatching.Tests.Sql;

/// <summary>A line to a server that is cut once, on the first connection, when so many bytes have come from there; whatever is spoken on it.</summary>
internal sealed class CutLine : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string _host;
    private readonly int _port;
    private long _left;

    public CutLine(string host, int port, long after)
    {
        (_host, _port, _left) = (host, port, after);
        _listener.Start();
        _ = Task.Run(Accept);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Connections { get; private set; }

    /// <summary>True when it was cut.</summary>
    public bool Cut => Interlocked.Read(ref _left) <= 0;

    public void Dispose() => _listener.Dispose();

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                Connections++;
                _ = Carry(client, Connections == 1);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task Carry(TcpClient client, bool first)
    {
        using (client)
        using (var server = new TcpClient())
        {
            await server.ConnectAsync(_host, _port);
            var (here, there) = (client.GetStream(), server.GetStream());
            await Task.WhenAny(here.CopyToAsync(there), Back(there, here, first));
        }
    }

    private async Task Back(NetworkStream there, NetworkStream here, bool first)
    {
        var buffer = new byte[4096];
        while (await there.ReadAsync(buffer) is var read and > 0)
        {
            if (first && Interlocked.Add(ref _left, -read) <= 0) return;
            await here.WriteAsync(buffer.AsMemory(0, read));
        }
    }
}
