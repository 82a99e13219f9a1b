using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using DataMatching.Tests.Sql;
using Npgsql;

namespace DataMatching.EndToEnd;

/// <summary>Several processes on one PostgreSQL that are killed, paused and cut off, against one process on a file.</summary>
[TestClass]
public sealed class NodesTests
{
    private const int Households = 600, MostStarts = 15;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(8);
    private static readonly string[][] Work = [["night", "--date", "2026-06-30"], ["night", "--date", "2026-09-30"], ["quarter", "run", "2026Q3", "--date", "2026-10-21"]];

    [TestMethod]
    public void Three_nodes_that_are_killed_paused_and_cut_off_write_the_same_bytes_as_one()
    {
        using var server = PostgresServer.Needed(PostgresServer.TryStart());
        using var folder = new TemporaryFolder();
        var alone = folder.At("alone");
        Prepare(alone);
        foreach (var command in Work) Datamatching.Succeed([.. command, "--site", alone]);

        var database = server.NewDatabase();
        using var storm = new Storm(folder, server, database, seed: 20261121);
        foreach (var command in Work) storm.Weather(command);
        Assert.AreEqual("", Differences(alone, storm.Leader), storm.Told);

        using var connection = new NpgsqlConnection(server.Connection(database));
        connection.Open();
        long Count(string sql)
        {
            using var statement = new NpgsqlCommand(sql, connection);
            return Convert.ToInt64(statement.ExecuteScalar(), CultureInfo.InvariantCulture);
        }

        Assert.IsGreaterThan(100, Count("SELECT COUNT(*) FROM unit"), "the work was not cut");
        Assert.AreEqual(0, Count("SELECT COUNT(*) FROM unit u JOIN stage s ON s.id = u.stage WHERE u.state <> 2 AND s.id IN (SELECT MAX(id) FROM stage GROUP BY subject, step)"), "units of the last stages that are not done");
        Assert.IsGreaterThan(0, Count("SELECT COUNT(*) FROM unit WHERE node LIKE 'worker1.%' OR node LIKE 'worker2.%'"), "no worker did anything");
        Assert.IsGreaterThan(3, storm.Happened, "it was no storm");
        Console.WriteLine($"{storm.Told}; {Count("SELECT COUNT(*) FROM unit WHERE attempts > 1")} of {Count("SELECT COUNT(*) FROM unit")} units begun more than once");
    }

    private static void Prepare(string site)
    {
        Datamatching.Succeed("sample", "--out", site, "--households", Households.ToString(CultureInfo.InvariantCulture), "--quiet");
        Datamatching.Succeed("init", "--site", site);
        Settings(site, s => s["unitHouseholds"] = 10);
    }

    private static void Settings(string site, Action<JsonNode> change)
    {
        var file = Path.Combine(site, "config", "site.json");
        var json = JsonNode.Parse(File.ReadAllText(file))!;
        change(json);
        File.WriteAllText(file, json.ToJsonString());
    }

    /// <summary>The lists that are not the same to the byte, and the lines of them that only one site has.</summary>
    private static string Differences(string one, string other)
    {
        var told = new StringBuilder();
        string[] Lists(string site) => [.. Directory.EnumerateFiles(Path.Combine(site, "lists"), "*.csv", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(site, f))];
        foreach (var list in Lists(one).Union(Lists(other), StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var (here, there) = (Bytes(Path.Combine(one, list)), Bytes(Path.Combine(other, list)));
            if (here.SequenceEqual(there)) continue;
            var (lines, others) = (Lines(here), Lines(there));
            told.AppendLine(CultureInfo.InvariantCulture, $"{list}: {lines.Length} and {others.Length} lines");
            foreach (var line in lines.Except(others, StringComparer.Ordinal).Take(10)) told.AppendLine(CultureInfo.InvariantCulture, $"- {line}");
            foreach (var line in others.Except(lines, StringComparer.Ordinal).Take(10)) told.AppendLine(CultureInfo.InvariantCulture, $"+ {line}");
        }

        return told.ToString();

        static byte[] Bytes(string file) => File.Exists(file) ? File.ReadAllBytes(file) : [];
        static string[] Lines(byte[] bytes) => Encoding.UTF8.GetString(bytes).Split('\n');
    }

    /// <summary>The node that runs nights and quarters, two that help it, and what happens to them.</summary>
    private sealed class Storm : IDisposable
    {
        private readonly TemporaryFolder _folder;
        private readonly Random _random;
        private readonly Wire[] _wires;
        private readonly Process[] _workers;
        private readonly int[] _count = new int[4];

        public Storm(TemporaryFolder folder, PostgresServer server, string database, int seed)
        {
            (_folder, _random, Leader) = (folder, new Random(seed), folder.At("leader"));
            Prepare(Leader);
            File.Delete(Path.Combine(Leader, "data", "datamatching.db"));
            _wires = [.. Enumerable.Range(0, 3).Select(_ => new Wire(server.Socket))];
            Settings(Leader, s => s["database"] = new JsonObject { ["kind"] = "postgresql", ["connection"] = "file:secrets/database" });
            Connect(Leader, database, _wires[0]);
            Datamatching.Succeed("init", "--site", Leader);
            for (var i = 1; i <= 2; i++) Join(Worker(i), database, _wires[i]);
            _workers = [Start(1), Start(2)];
        }

        public string Leader { get; }

        public string Told => $"workers killed {_count[0]} times, paused {_count[1]}, cut off {_count[2]}; the leader killed {_count[3]}";

        public int Happened => _count.Sum();

        /// <summary>Gives the command until it succeeds, as whoever sees to it would, while things happen.</summary>
        public void Weather(string[] command)
        {
            List<string> ends = [];
            for (var starts = 1; starts <= MostStarts; starts++)
            {
                using var leader = Datamatching.Start([.. command, "--site", Leader]);
                var (output, errors) = (leader.StandardOutput.ReadToEndAsync(), leader.StandardError.ReadToEndAsync());
                var since = TimeProvider.System.GetTimestamp();
                while (!leader.WaitForExit(TimeSpan.FromMilliseconds(_random.Next(400, 1500))) && TimeProvider.System.GetElapsedTime(since) < Longest)
                {
                    // It abates: what does not end in calm weather would never end.
                    if (starts < MostStarts) Happen(starts < MostStarts / 2 ? leader : null);
                }

                if (!leader.HasExited)
                {
                    leader.Kill(true);
                    ends.Add($"start {starts}: it hung. {output.Result}{errors.Result}");
                    break;
                }

                if (leader.ExitCode == 0) return;
                ends.Add($"start {starts}: exit {leader.ExitCode} {output.Result}{errors.Result}");
            }

            Assert.Fail($"{string.Join(' ', command)} did not end after {ends.Count} starts ({Told}):\n{string.Join('\n', ends)}");
        }

        public void Dispose()
        {
            foreach (var worker in _workers)
            {
                worker.Kill(true);
                worker.WaitForExit();
                worker.Dispose();
            }

            foreach (var wire in _wires) wire.Dispose();
        }

        private void Happen(Process? leader)
        {
            for (var i = 0; i < 2; i++)
            {
                // One that was cut off while it started has ended, and says so; a service manager starts it again.
                if (!_workers[i].HasExited) continue;
                _workers[i].Dispose();
                _workers[i] = Start(i + 1);
            }

            var worker = _random.Next(2);
            switch (_random.Next(10))
            {
                case < 3:
                    _count[0]++;
                    _workers[worker].Kill(true);
                    _workers[worker].WaitForExit();
                    _workers[worker].Dispose();
                    _workers[worker] = Start(worker + 1);
                    return;
                case < 6:
                    // Longer than the others wait for a sign of life, or not.
                    _count[1]++;
                    Signal(_workers[worker], "-STOP");
                    Thread.Sleep(_random.Next(3) == 0 ? 11_000 : _random.Next(300, 1500));
                    Signal(_workers[worker], "-CONT");
                    return;
                case < 9:
                    _count[2]++;
                    _wires[leader is null ? _random.Next(1, 3) : _random.Next(3)].Cut(TimeSpan.FromMilliseconds(_random.Next(100, 3000)));
                    return;
                default:
                    if (leader is null) return;
                    _count[3]++;
                    leader.Kill(true);
                    leader.WaitForExit();
                    return;
            }
        }

        private Process Start(int worker)
        {
            var process = Datamatching.Start(["worker", "--name", $"worker{worker}", "--hands", "2", "--site", Worker(worker)]);
            _ = process.StandardOutput.ReadToEndAsync();
            _ = process.StandardError.ReadToEndAsync();
            return process;
        }

        private string Worker(int number) => _folder.At($"worker{number}");

        /// <summary>A node's own folder: the configuration, the keys and the way to the database are copies, what is delivered is shared.</summary>
        private void Join(string site, string database, Wire wire)
        {
            foreach (var file in Directory.EnumerateFiles(Leader, "*", SearchOption.AllDirectories).Where(f => Path.GetRelativePath(Leader, f) is var name && (name.StartsWith("config", StringComparison.Ordinal) || name.StartsWith(Path.Combine("data", "keys"), StringComparison.Ordinal))))
            {
                var copy = Path.Combine(site, Path.GetRelativePath(Leader, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }

            Directory.CreateSymbolicLink(Path.Combine(site, "drop"), Path.Combine(Leader, "drop"));
            Connect(site, database, wire);
        }

        private static void Connect(string site, string database, Wire wire)
        {
            var secrets = Directory.CreateDirectory(Path.Combine(site, "secrets")).FullName;
            var secret = Path.Combine(secrets, "database");
            File.WriteAllText(secret, FormattableString.Invariant($"Host=127.0.0.1;Port={wire.Port};Database={database};Username=postgres;Maximum Pool Size=30;Timeout=5"));
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(secret, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        private static void Signal(Process process, string signal)
        {
            using var kill = Process.Start("kill", [signal, process.Id.ToString(CultureInfo.InvariantCulture)])!;
            kill.WaitForExit();
        }
    }
}
