using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using Microsoft.AspNetCore.Http;

namespace DataMatching.App.Commands;

/// <summary>Where the pages listen: plain http, on this machine or for a network. TLS is for a proxy in front of it.</summary>
internal static class PagesAddress
{
    public const string Default = "http://127.0.0.1:5080";

    public static Option<string> Option()
    {
        var option = new Option<string>("--url")
        {
            Description = "Where the pages are: http://, an address and a port. Put a proxy with TLS before it when others than this machine use it.",
            DefaultValueFactory = _ => Default,
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && Fault(result.Tokens[0].Value) is { } fault) result.AddError(fault);
        });
        return option;
    }

    /// <summary>Why nothing can be served there; null when it can.</summary>
    public static string? Fault(string address)
    {
        if (Read(address) is not { } read || read.PathBase.Length > 0) return $"--url: expected an address such as {Default}, found '{address}'.";
        return read.Scheme.ToLowerInvariant() switch
        {
            "http" => null,
            "https" => $"--url: the program serves no https itself. Serve http on this machine ({Default}) and put a proxy with TLS in front of it, on this machine too.",
            _ => $"--url: expected http://, found '{read.Scheme}://'.",
        };
    }

    /// <summary>True when other machines come to the address, and passwords and households go to them unprotected.</summary>
    public static bool IsOpenToOthers(string address) =>
        Read(address) is { IsUnixPipe: false, IsNamedPipe: false } read && read.Host != "localhost" && !(IPAddress.TryParse(read.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));

    private static BindingAddress? Read(string address)
    {
        try
        {
            return BindingAddress.Parse(address) is { Host.Length: > 0 } read ? read : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
