using System.Text.Json;
using System.Text.RegularExpressions;
using DataMatching.Connectors.Registries;

namespace DataMatching.Connectors.Transports;

/// <summary>Reads a dataset's <c>"source": { "kind": "sftp", … }</c> and names every fault of it. What reaches the client's command line is checked here.</summary>
internal sealed partial class SftpSourceReader(string place, Action<SettingsFault> tell)
{
    private const string KeyPrefix = "file:";
    private static readonly string[] Known = ["kind", "host", "port", "user", "folder", "key", "hostKey", "program", "timeoutSeconds"];

    public SftpSource Read(JsonElement source)
    {
        foreach (var property in source.EnumerateObject().Where(p => !Known.Contains(p.Name, StringComparer.Ordinal))) tell(new SettingsFault($"{place}.{property.Name}", "an unknown setting", string.Join(", ", Known)));
        var key = Text(source, "key", KeyFile(), "file: and the path of the private key below the site, such as file:secrets/wages_ed25519");
        if (key.Split('/').Contains("..")) tell(new SettingsFault(place + ".key", "a path that leads out of the site", "a path below the site"));
        return new SftpSource(
            Text(source, "host", Host(), "a host name or address"), Number(source, "port", 1, 65_535, 22), Text(source, "user", User(), "the account's name"),
            Text(source, "folder", Folder(), "a folder without quotes, backslashes or wildcards"), key.Length > KeyPrefix.Length ? key[KeyPrefix.Length..] : "",
            Text(source, "hostKey", HostKey(), "the server's key as ssh-keyscan prints it, without the host: ssh-ed25519 AAAA…"),
            source.TryGetProperty("program", out _) ? Text(source, "program", Program(), "the client's program, such as sftp") : "sftp", Number(source, "timeoutSeconds", 1, 86_400, 3600));
    }

    private string Text(JsonElement source, string name, Regex form, string expected)
    {
        if (source.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && form.IsMatch(value.GetString()!)) return value.GetString()!;
        tell(new SettingsFault($"{place}.{name}", "nothing usable", expected));
        return "";
    }

    private int Number(JsonElement source, string name, int least, int most, int otherwise)
    {
        if (!source.TryGetProperty(name, out var value)) return otherwise;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= most) return number;
        tell(new SettingsFault($"{place}.{name}", value.GetRawText(), $"a whole number from {least} to {most}"));
        return otherwise;
    }

    [GeneratedRegex(@"^(?:[A-Za-z0-9][A-Za-z0-9.-]{0,252}|[0-9A-Fa-f:]{2,45})\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Host();

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex User();

    [GeneratedRegex(@"^[^""'\\*?\[\]{}\p{C}-][^""'\\*?\[\]{}\p{C}]{0,254}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Folder();

    [GeneratedRegex(@"^file:[^/\\\p{C}-][^\\\p{C}]{0,254}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex KeyFile();

    [GeneratedRegex(@"^(?:ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(?:256|384|521)) [A-Za-z0-9+/]{40,4000}={0,2}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HostKey();

    [GeneratedRegex(@"^[^\p{C}-][^\p{C}]{0,254}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Program();
}
