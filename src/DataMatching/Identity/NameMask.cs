using System.Text;

namespace DataMatching.Identity;

/// <summary>What of a name may be seen by somebody who did not ask for it: its first character.</summary>
public static class NameMask
{
    public static string Of(string written)
    {
        var masked = new StringBuilder();
        foreach (var rune in written.EnumerateRunes())
        {
            if (masked.Length == 0) masked.Append(rune.ToString());
            else masked.Append('*');
        }

        return masked.ToString();
    }
}
