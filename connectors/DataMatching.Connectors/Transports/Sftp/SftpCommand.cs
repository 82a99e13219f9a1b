using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace DataMatching.Connectors.Transports;

/// <summary>What a run of the client came to. <paramref name="Refusal"/>: in our words, null when it went well; <paramref name="Connected"/>: false when the server was not reached or not trusted.</summary>
internal sealed record SftpOutcome(IReadOnlyList<string> Lines, string? Refusal, bool Connected);

/// <summary>
/// Runs the system's OpenSSH client in batch mode: key authentication only, and no other host key than the pinned one. Nothing of the user's own configuration counts, no agent, no
/// password, no question.
/// </summary>
internal sealed class SftpCommand(SftpSource source, string keyFile, string knownHosts)
{
    private const string PinnedAlias = "datamatching-pinned";
    private const int MostLines = 100_000;

    /// <param name="commands">Of the client's batch language; names in them were checked by <see cref="SftpName"/>.</param>
    public async Task<SftpOutcome> Run(IEnumerable<string> commands, CancellationToken cancel)
    {
        await File.WriteAllTextAsync(knownHosts, $"{PinnedAlias} {source.HostKey}\n", cancel).ConfigureAwait(false);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(source.TimeoutSeconds));
        using var process = new Process { StartInfo = Start() };
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return new SftpOutcome([], $"the program '{source.Program}' cannot be started; install the OpenSSH client, or name it as \"program\"", false);
        }

        try
        {
            var (output, errors) = (Read(process.StandardOutput, limit.Token), Read(process.StandardError, limit.Token));
            await Write(process, commands).ConfigureAwait(false);
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            var told = await errors.ConfigureAwait(false);
            return new SftpOutcome(await output.ConfigureAwait(false), process.ExitCode == 0 ? null : Words(process.ExitCode, told), process.ExitCode != 255);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new SftpOutcome([], $"the transfer took longer than {source.TimeoutSeconds} seconds and was ended; what came is kept and gone on with next time", false);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private ProcessStartInfo Start()
    {
        var start = new ProcessStartInfo(source.Program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            StandardInputEncoding = new UTF8Encoding(false),
        };

        // In another locale the client writes names beyond ASCII as escapes.
        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment.Remove("SSH_AUTH_SOCK");
        string[] options =
        [
            "BatchMode=yes", "LogLevel=ERROR", "StrictHostKeyChecking=yes", "HostKeyAlias=" + PinnedAlias, "CheckHostIP=no", "UpdateHostKeys=no", "UserKnownHostsFile=" + knownHosts, "GlobalKnownHostsFile=/dev/null",
            "HostKeyAlgorithms=" + Algorithms(), "IdentityFile=" + keyFile, "IdentitiesOnly=yes", "IdentityAgent=none", "PreferredAuthentications=publickey", "PasswordAuthentication=no",
            "KbdInteractiveAuthentication=no", "ForwardAgent=no", "ProxyCommand=none", "PermitLocalCommand=no", "ConnectTimeout=15", "ServerAliveInterval=15", "ServerAliveCountMax=3",
        ];
        foreach (var argument in new[] { "-F", "none" }.Concat(options.Select(o => "-o" + o)).Concat(["-P", source.Port.ToString(CultureInfo.InvariantCulture), "-b", "-", Address()])) start.ArgumentList.Add(argument);
        return start;
    }

    private string Address() => source.Host.Contains(':', StringComparison.Ordinal) ? $"{source.User}@[{source.Host}]" : $"{source.User}@{source.Host}";

    private string Algorithms() => source.HostKey.Split(' ')[0] is "ssh-rsa" ? "rsa-sha2-512,rsa-sha2-256" : source.HostKey.Split(' ')[0];

    private static async Task Write(Process process, IEnumerable<string> commands)
    {
        try
        {
            foreach (var command in commands) await process.StandardInput.WriteAsync(command + "\n").ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The client has ended; its exit code says why.
        }
    }

    private static async Task<IReadOnlyList<string>> Read(StreamReader reader, CancellationToken cancel)
    {
        List<string> lines = [];
        while (await reader.ReadLineAsync(cancel).ConfigureAwait(false) is { } line)
        {
            if (lines.Count < MostLines) lines.Add(line);
        }

        return lines;
    }

    /// <summary>The client's own words may name files and accounts; ours say what to do.</summary>
    private string Words(int code, IReadOnlyList<string> errors)
    {
        bool Said(string text) => errors.Any(e => e.Contains(text, StringComparison.OrdinalIgnoreCase));
        if (code == 255 && (Said("host key verification failed") || Said("no matching host key type"))) return "the server's host key is not the pinned one: it was changed, or this is another server. Nothing was fetched. Ask the agency by another way for its key, then correct \"hostKey\"";
        if (Said("bad permissions") || Said("UNPROTECTED PRIVATE KEY")) return "our private key can be read by others, so the client does not use it; make it readable by its owner only (chmod 600)";
        if (Said("permission denied (")) return "the server does not accept our key for this account; ask the agency to enter our public key, or correct \"user\" and \"key\"";
        if (Said("could not resolve")) return "the server's name cannot be resolved; correct \"host\", or ask your network people";
        if (Said("refused") || Said("timed out") || Said("unreachable") || Said("no route")) return "the server cannot be reached; the next pull tries again. Ask the agency or your network people";
        if (code == 255 || Said("connection closed") || Said("connection reset") || Said("broken pipe")) return "the connection was cut; what came is kept, and the next pull goes on from there";
        if (Said("no space left")) return "there is no space left on our disk; make room and pull again";
        return "the server or the disk refused the file or folder (missing, a folder, or no right); ask the agency, or correct \"folder\"";
    }
}
