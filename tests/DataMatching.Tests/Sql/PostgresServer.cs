using System.Diagnostics;
using Npgsql;

namespace DataMatching.Tests.Sql;

/// <summary>A PostgreSQL of the tests' own, reached by a socket in a temporary folder. It refuses to run as root, so there it runs as nobody.</summary>
internal sealed class PostgresServer : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dm-pg-").FullName;
    private readonly string _programs;
    private readonly Process _server;
    private int _databases;

    private PostgresServer(string programs)
    {
        _programs = programs;
        if (Environment.IsPrivilegedProcess) Run("chown", "nobody:nogroup", _folder);
        Run([.. AsNobody, Path.Combine(programs, "initdb"), "-D", Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "-N"]);
        _server = Start([.. AsNobody, Path.Combine(programs, "postgres"), "-D", Data, "-k", _folder, "-c", "listen_addresses=", "-c", "fsync=off", "-c", "deadlock_timeout=60s", "-c", "max_connections=200"]);
        for (var tries = 0; ; tries++)
        {
            try
            {
                Execute("SELECT 1");
                return;
            }
            catch (NpgsqlException) when (tries < 600)
            {
                Thread.Sleep(100);
            }
        }
    }

    private static string[] AsNobody => Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] : [];

    private string Data => Path.Combine(_folder, "data");

    /// <summary>Null where no PostgreSQL is installed; .ci/run installs it.</summary>
    public static PostgresServer? TryStart()
    {
        var installed = Directory.Exists("/usr/lib/postgresql") ? Directory.EnumerateDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin")) : [];
        var programs = installed.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
            .Where(d => File.Exists(Path.Combine(d, "initdb")) && File.Exists(Path.Combine(d, "postgres"))).Order(StringComparer.Ordinal).LastOrDefault();
        if (programs is null) return null;
        // In the folders of PATH there may be no more than links to some of the programs.
        var initdb = Path.Combine(programs, "initdb");
        return new PostgresServer(Path.GetDirectoryName(File.ResolveLinkTarget(initdb, returnFinalTarget: true)?.FullName ?? initdb)!);
    }

    /// <summary>Where there is none, the test is skipped and says so.</summary>
    public static PostgresServer Needed(PostgresServer? server)
    {
        if (server is null) Assert.Inconclusive("PostgreSQL is not installed; .ci/run installs it");
        return server;
    }

    /// <summary>Where it listens.</summary>
    public string Socket => Path.Combine(_folder, ".s.PGSQL.5432");

    /// <param name="pooled">How many connections are kept for reuse at most; 0: none.</param>
    public string Connection(string database = "postgres", string user = "postgres", int pooled = 0) =>
        FormattableString.Invariant($"Host={_folder};Database={database};Username={user};{(pooled == 0 ? "Pooling=false" : $"Maximum Pool Size={pooled}")};Timeout=60");

    public void Execute(string sql, string database = "postgres")
    {
        using var connection = new NpgsqlConnection(Connection(database));
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    /// <summary>A database of one test's own.</summary>
    public string NewDatabase()
    {
        var name = $"agency{Interlocked.Increment(ref _databases)}";
        // Two at once would wait for each other's template.
        lock (this) Execute($"CREATE DATABASE {name}");
        return name;
    }

    /// <summary>Writes a database into a file beside the server, as its administrators do, and answers with the file.</summary>
    public string Dump(string database)
    {
        var file = Path.Combine(_folder, database + ".dump");
        Run([.. AsNobody, Path.Combine(_programs, "pg_dump"), "-h", _folder, "-U", "postgres", "-Fc", "-f", file, database]);
        return file;
    }

    public void Restore(string file, string database) =>
        Run([.. AsNobody, Path.Combine(_programs, "pg_restore"), "-h", _folder, "-U", "postgres", "--exit-on-error", "--no-owner", "-d", database, file]);

    public void Dispose()
    {
        Run([.. AsNobody, Path.Combine(_programs, "pg_ctl"), "stop", "-m", "immediate", "-D", Data]);
        _server.WaitForExit();
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private Process Start(string[] command)
    {
        var start = new ProcessStartInfo(command[0]) { WorkingDirectory = _folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in command[1..]) start.ArgumentList.Add(argument);
        start.Environment["LC_ALL"] = "C";
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private void Run(params string[] command)
    {
        using var process = Start(command);
        process.WaitForExit();
        Assert.AreEqual(0, process.ExitCode, command[^1]);
    }
}
