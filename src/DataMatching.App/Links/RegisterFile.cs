using System.Globalization;
using DataMatching.Matching.Linkage.Deciding;

namespace DataMatching.App.Links;

/// <summary>The register of entities as a CSV: run, id, from, to; each move of a record once. Without the rows of its last runs it is what it was before them.</summary>
internal static class RegisterFile
{
    private static readonly string[] Headers = ["run", "id", "from", "to"];

    /// <returns>An empty one when there is no file yet.</returns>
    /// <exception cref="UsageRefused">It is no register, or not whole.</exception>
    public static EntityRegister Read(string path)
    {
        var register = new EntityRegister();
        if (!File.Exists(path)) return register;
        using var file = new TableFile(path);
        int[] columns = [.. Headers.Select(h => file.Find(h, "Expected a file that --register wrote: run, id, from, to."))];
        while (file.Read())
        {
            if (!int.TryParse(file[columns[0]], NumberStyles.None, CultureInfo.InvariantCulture, out var run) || !register.Replay(new EntityMove(run, file[columns[1]], Known(file[columns[2]]), Known(file[columns[3]]))))
                throw NotWhole(path, file.Line);
        }

        return file.SetAside.Count == 0 ? register : throw NotWhole(path, file.SetAside[0]);
    }

    public static void Write(Stream to, EntityRegister register)
    {
        using var csv = LinksFile.Csv(to);
        LinksFile.Row(csv, Headers);
        foreach (var move in register.Moves) LinksFile.Row(csv, move.Run.ToString(CultureInfo.InvariantCulture), move.Record, move.From ?? "", move.To ?? "");
    }

    private static string? Known(string key) => key.Length == 0 ? null : key;

    private static UsageRefused NotWhole(string path, long line) => new(
        $"{path} line {line}: the row does not follow from those before it; the register was changed, or is not whole. Keys of entities would change silently. Restore it, or delete the rows of the last runs from that line on.");
}
