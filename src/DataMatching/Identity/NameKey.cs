using System.Text;

namespace DataMatching.Identity;

/// <summary>How a name as written becomes its comparison key.</summary>
public static class NameKey
{
    public static string Of(string written)
    {
        var key = new StringBuilder(written.Length);
        foreach (var rune in written.Normalize(NormalizationForm.FormKC).EnumerateRunes())
        {
            if (Rune.IsLetter(rune)) key.Append(Rune.ToUpperInvariant(rune).ToString());
        }

        return key.ToString();
    }
}
