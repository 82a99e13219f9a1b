using DataMatching.Connectors.Registries;

namespace DataMatching.Connectors.Extracts;

/// <summary>How a delivery's header differs from that of the delivery accepted before it: agencies change their columns without telling. Nothing here refuses anything.</summary>
public static class HeaderDrift
{
    private const int Longest = 30;

    /// <summary>In Chinese, for the night's summary; null when nothing changed. A column of the contract under another name is a renaming, as long as an alias or the configuration knows it.</summary>
    /// <param name="before">Headers in the order of the file.</param>
    public static string? Of(IReadOnlyList<string> before, IReadOnlyList<string> now, Dataset dataset, RegistrySettings settings)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(now);
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(settings);
        if (before.SequenceEqual(now, StringComparer.Ordinal)) return null;
        var renamed = settings.Datasets.GetValueOrDefault(dataset.Id)?.Renamed;
        List<(string From, string To)> renamings = [];
        foreach (var column in dataset.Columns)
        {
            // The name that the configuration gives it now need not be the one it had then.
            var was = ExtractLayout.Find(before, column, renamed) is >= 0 and var place ? place : ExtractLayout.Find(before, column, null);
            var here = ExtractLayout.Find(now, column, renamed);
            if (was >= 0 && here >= 0 && !string.Equals(before[was], now[here], StringComparison.Ordinal)) renamings.Add((before[was], now[here]));
        }

        var gone = before.Where(h => !now.Contains(h, StringComparer.Ordinal) && !renamings.Exists(r => r.From == h)).ToList();
        var added = now.Where(h => !before.Contains(h, StringComparer.Ordinal) && !renamings.Exists(r => r.To == h)).ToList();

        // The order of those that stayed, whatever they are called now.
        var stayed = before.Where(h => !gone.Contains(h, StringComparer.Ordinal)).Select(h => renamings.Find(r => r.From == h).To ?? h);
        var moved = !stayed.SequenceEqual(now.Where(h => !added.Contains(h, StringComparer.Ordinal)), StringComparer.Ordinal);
        List<string> words = [];
        if (renamings.Count > 0) words.Add("改名：" + string.Join('、', renamings.Select(r => $"{Shown(r.From)}→{Shown(r.To)}")));
        if (added.Count > 0) words.Add("新增：" + string.Join('、', added.Select(Shown)));
        if (gone.Count > 0) words.Add("消失：" + string.Join('、', gone.Select(Shown)));
        if (moved) words.Add("列的次序改变");
        return words.Count == 0 ? null : string.Join("；", words);
    }

    /// <summary>A header is no place for personal data, but who knows what stands there: nothing long, no control characters, no long numbers.</summary>
    private static string Shown(string header)
    {
        if (header.Count(char.IsDigit) >= 8) return "（含长数字的列名）";
        var text = new string([.. header.Select(c => char.IsControl(c) ? '?' : c)]);
        return text.Length switch { 0 => "（空列名）", > Longest => text[..Longest] + "…", _ => text };
    }
}
