using System.Security.Cryptography;

namespace DataMatching.Web.Accounts;

/// <summary>Random codes that can be read over the telephone: groups of capitals and digits without those that look alike.</summary>
public static class Dictatable
{
    private const string Letters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    /// <summary>Nearly five bits a letter, from the system's generator.</summary>
    public static string Make(int groups, int groupLength) => string.Join('-', Enumerable.Range(0, groups).Select(_ => RandomNumberGenerator.GetString(Letters, groupLength)));
}
