namespace DataMatching.Connectors.Transports;

/// <summary>Where an agency puts a dataset's files for us: a folder on its SFTP server, fetched with the system's OpenSSH client at the head of <c>pull</c>.</summary>
/// <param name="Folder">Absolute, or from where the account begins.</param>
/// <param name="KeyFile">Our private key, relative to the site's folder; only its owner may read it.</param>
/// <param name="HostKey">The server's key as in known_hosts without the host: <c>ssh-ed25519 AAAA…</c>. Another one ends the connection.</param>
/// <param name="Program">The client's program, usually <c>sftp</c>.</param>
/// <param name="TimeoutSeconds">How long one transfer may take (1 to 86,400).</param>
public sealed record SftpSource(string Host, int Port, string User, string Folder, string KeyFile, string HostKey, string Program, int TimeoutSeconds);
