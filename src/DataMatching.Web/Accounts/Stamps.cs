using System.Security.Cryptography;

namespace DataMatching.Web.Accounts;

/// <summary>Security stamps: random, renewed with the password and the rights, and in every cookie. A cookie with another than the account's is good no more.</summary>
public static class Stamps
{
    private const int Bytes = 16;

    public static byte[] New() => RandomNumberGenerator.GetBytes(Bytes);

    public static string Text(byte[] stamp) => Convert.ToHexStringLower(stamp);
}
