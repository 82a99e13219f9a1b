using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace DataMatching.Tests.Files.Sftp;

/// <summary>A real sshd on the loopback with the key of its host, a key that it accepts, and a folder. It needs root.</summary>
internal sealed class SshServer : IDisposable
{
    private const string Program = "/usr/sbin/sshd";
    private readonly string _folder = Directory.CreateTempSubdirectory("dm-sshd-").FullName;
    private Process? _process;

    public SshServer()
    {
        Port = FreePort();
        foreach (var key in new[] { "host", "ours", "other" }) Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", At(key));
        Directory.CreateDirectory(Out);
        File.Copy(At("ours.pub"), At("authorized"));
        Directory.CreateDirectory("/run/sshd");
        Start();
    }

    public static bool IsThere => File.Exists(Program) && Environment.UserName == "root";

    public int Port { get; }

    public string Out => At("out");

    public string HostKey => Key("host");

    public string OtherKey => Key("other");

    public string At(string name) => Path.Combine(_folder, name);

    public void Start(string more = "")
    {
        File.WriteAllText(At("config"), string.Create(CultureInfo.InvariantCulture, $"""
            Port {Port}
            ListenAddress 127.0.0.1
            HostKey {At("host")}
            AuthorizedKeysFile {At("authorized")}
            PidFile none
            StrictModes no
            UsePAM no
            PasswordAuthentication no
            KbdInteractiveAuthentication no
            PermitRootLogin prohibit-password
            Subsystem sftp internal-sftp
            {more}
            """) + "\n");
        _process = Process.Start(new ProcessStartInfo(Program, ["-D", "-e", "-f", At("config")]) { RedirectStandardError = true, UseShellExecute = false })!;
        _process.BeginErrorReadLine();
        for (var i = 0; i < 100 && !Answers(); i++) Thread.Sleep(50);
    }

    /// <summary>Ends the server and everything that came of it.</summary>
    public void Stop()
    {
        if (_process is { HasExited: false }) _process.Kill(entireProcessTree: true);
        _process?.WaitForExit();
        _process?.Dispose();
        _process = null;
    }

    /// <summary>Ends the connections and lets the server live.</summary>
    public int Cut()
    {
        var cut = 0;
        foreach (var child in File.ReadAllText($"/proc/{_process!.Id}/task/{_process.Id}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            using var process = Process.GetProcessById(int.Parse(child, CultureInfo.InvariantCulture));
            process.Kill(entireProcessTree: true);
            cut++;
        }

        return cut;
    }

    public void Dispose()
    {
        Stop();
        Directory.Delete(_folder, true);
    }

    private string Key(string name) => string.Join(' ', File.ReadAllText(At(name + ".pub")).Split(' ').Take(2)).Trim();

    private bool Answers()
    {
        try
        {
            using var client = new TcpClient();
            client.Connect(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments))!;
        process.WaitForExit();
        Assert.AreEqual(0, process.ExitCode, program);
    }
}
