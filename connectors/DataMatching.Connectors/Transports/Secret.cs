using DataMatching.Connectors.Registries;

namespace DataMatching.Connectors.Transports;

/// <summary>
/// Where a secret is: <c>env:NAME</c>, or <c>file:PATH</c> below the site, readable by its owner alone. The settings hold the place, never the secret; it is read when it is needed and
/// stands in no message.
/// </summary>
public sealed record Secret
{
    private Secret(string place) => Place = place;

    /// <summary>As the settings write it.</summary>
    public string Place { get; }

    /// <summary>Null when it is neither form, or a path that leaves the site.</summary>
    public static Secret? TryParse(string place)
    {
        ArgumentNullException.ThrowIfNull(place);
        if (place.StartsWith("env:", StringComparison.Ordinal)) return place.Length > 4 && place.Skip(4).All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? new Secret(place) : null;
        if (!place.StartsWith("file:", StringComparison.Ordinal) || place.Length == 5) return null;
        var path = place[5..];
        return Path.IsPathRooted(path) || path.Contains('\\', StringComparison.Ordinal) || path.Split('/').Any(p => p is "" or "." or "..") ? null : new Secret(place);
    }

    /// <summary>True when it is a variable that this process does not have; the service's own may.</summary>
    public bool IsVariableOfAnother => Place[0] == 'e' && string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(Place[4..]));

    /// <summary>The secret, without blanks and line ends around it.</summary>
    /// <param name="site">The site's folder.</param>
    /// <exception cref="TransportException">It is not there, is empty, or others may read it.</exception>
    public string Read(string site)
    {
        var secret = Place[0] == 'e' ? Environment.GetEnvironmentVariable(Place[4..]) : FromFile(Path.Combine(site, Place[5..]));
        if (string.IsNullOrWhiteSpace(secret)) throw new TransportException($"the secret {Place} is empty or absent; expected it where the settings say");
        return secret.Trim();
    }

    private string FromFile(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists) throw new TransportException($"the secret {Place} is not there; write it into this file below the site, readable by the account of the program alone (chmod 600)");
        if (file.LinkTarget is not null || file.Length > 16 * 1024) throw new TransportException($"the secret {Place} is a link, or larger than 16 KB; expected the file itself");
        if (!OperatingSystem.IsWindows() && (file.UnixFileMode & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) != 0)
            throw new TransportException($"the secret {Place} can be read by others (found mode {Convert.ToString((int)file.UnixFileMode, 8)}, expected 600); run chmod 600 on it, and have it changed if it was seen");
        return File.ReadAllText(path);
    }
}

/// <summary>Reads the place of a secret out of the settings; what is written there instead is not repeated, for it may be the secret.</summary>
internal static class SecretSetting
{
    public static Secret? Secret(this SettingsElement element, string name)
    {
        var text = element.Text(name);
        if (text.Length == 0) return null;
        var secret = Transports.Secret.TryParse(text);
        if (secret is null) element.Fault(name, "something else (not shown)", "env:NAME, or file:PATH below the site such as file:secrets/tax.key");
        return secret;
    }
}
