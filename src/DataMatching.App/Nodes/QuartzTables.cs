using System.Text;
using DataMatching.Storage;
using Quartz;

namespace DataMatching.App.Nodes;

/// <summary>
/// Quartz's tables on a SQL Server, made by the script that Quartz carries. It would run the script itself, but asks first for each table within one transaction, and Babelfish ends a transaction in which a table was asked for that is
/// not there. Once they are there Quartz finds all of them, and only looks them through.
/// </summary>
internal static class QuartzTables
{
    private const string Script = "Quartz.Impl.AdoJobStore.Schema.create_sqlServer.sql", Prefix = "QRTZ_", End = "--;;";

    /// <exception cref="StoreException">The account may not make them.</exception>
    public static void Make(Store store)
    {
        if (store.Server?.Kind == DatabaseKind.SqlServer.Word()) store.MakeUnlessThere(Prefix + "LOCKS", Statements());
    }

    internal static IReadOnlyList<string> Statements()
    {
        using var script = typeof(IScheduler).Assembly.GetManifestResourceStream(Script) ?? throw new InvalidOperationException($"Quartz has no {Script} any more.");
        using var text = new StreamReader(script, Encoding.UTF8);
        var lines = text.ReadToEnd().ReplaceLineEndings("\n").Replace("{0}", Prefix, StringComparison.Ordinal).Replace("{1}", Prefix, StringComparison.Ordinal);
        return [.. lines.Split(End + "\n").Select(Bare).Where(s => s.Length > 0)];
    }

    private static string Bare(string statement) => string.Join('\n', statement.Split('\n').Where(l => !l.StartsWith("--", StringComparison.Ordinal))).Trim();
}
