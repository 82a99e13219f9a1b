using DataMatching.Jobs;

namespace DataMatching.App;

/// <summary>Looks, without waiting, whether another process is changing a site.</summary>
internal static class SiteLock
{
    public static bool IsHeld(SiteFolder folder)
    {
        var file = Path.Combine(folder.Data, "lock");
        if (!File.Exists(file)) return false;
        try
        {
            new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
