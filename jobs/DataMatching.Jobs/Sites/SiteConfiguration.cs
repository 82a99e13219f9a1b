using System.Security.Cryptography;
using System.Text;
using DataMatching.Connectors.Registries;
using DataMatching.Evidence;
using DataMatching.Jobs.Schedule;
using DataMatching.Policy;
using DataMatching.Review;
using DataMatching.Time;

namespace DataMatching.Jobs;

/// <summary>A site's configuration, read whole and right in every part. Policies and standards carry the digest by which a run pins them.</summary>
public sealed record SiteConfiguration(
    SiteSettings Settings, IReadOnlyDictionary<string, RegistrySettings> Registries, PolicyPacks Policies, SubsistenceStandards Standards, string PolicySha256, string StandardsSha256,
    StepPlans Steps, WorkingCalendar Calendar, AdjustmentLayout Adjustment, SiteSchedule Schedule)
{
    /// <summary>How each configured dataset is to be believed.</summary>
    public IReadOnlyList<DatasetTerms> Terms =>
        [.. from dataset in AllDatasets.InOrder
            let settings = Registries.GetValueOrDefault(dataset.Registry)?.Datasets.GetValueOrDefault(dataset.Id)
            where settings is not null
            select new DatasetTerms(dataset.Registry, dataset.Id, dataset.ByMonth, settings.MaxAgeDays)];

    /// <summary>The digest of <see cref="Terms"/> and of the agreements behind them: days and what they cover. A run pins it beside policies and standards.</summary>
    public string TermsSha256 => Digest(
        from registry in Registries.Values.OrderBy(r => r.Registry, StringComparer.Ordinal)
        from line in (IEnumerable<string>)
        [
            FormattableString.Invariant($"{registry.Registry} {registry.Covers} {registry.Agreement.Start:yyyy-MM-dd} {registry.Agreement.End:yyyy-MM-dd}"),
            .. registry.Datasets.OrderBy(d => d.Key, StringComparer.Ordinal).Select(d => FormattableString.Invariant($"{registry.Registry}/{d.Key} {d.Value.MaxAgeDays}")),
        ]
        select line);

    /// <summary>The digest of the files of config/registries: nodes that differ in it read deliveries otherwise.</summary>
    public string RegistriesSha256 { get; init; } = "";

    public RegistrySettings? Registry(string id) => Registries.GetValueOrDefault(id);

    /// <summary>Reads everything; when anything is wrong, no configuration but every fault there is.</summary>
    public static (SiteConfiguration? Configuration, IReadOnlyList<ConfigurationError> Errors) Load(SiteFolder folder)
    {
        var errors = new List<ConfigurationError>();
        var settings = Read(folder, "site.json", errors) is { } site ? SiteSettings.Parse(site, errors) : new SiteSettings("");
        var registries = LoadRegistries(folder, errors);
        var policyFiles = Files(folder, "policies", "*.json", errors).Select(f => (File: Name(folder, f), Json: File.ReadAllText(f))).ToList();
        var standardFiles = Files(folder, "standards", "*.csv", errors).Select(f => (File: Name(folder, f), Lines: File.ReadAllLines(f))).ToList();
        var policies = Try(() => PolicyPacks.Parse(policyFiles), errors);
        var standards = Try(() => OneTable(standardFiles), errors);
        var steps = Read(folder, "steps.json", errors) is { } plans ? Try(() => StepPlans.Parse(plans, "config/steps.json"), errors) : null;
        var calendars = Files(folder, "calendars", "*.csv", errors).Select(f => (File: Name(folder, f), Lines: File.ReadAllLines(f))).ToList();
        var calendar = calendars.Count == 0 ? null : Try(() => WorkingCalendar.Parse(OneCalendar(calendars), "config/calendars"), errors);
        // A site of before it has none, and needs none.
        var adjustment = File.Exists(Path.Combine(folder.Config, "adjustment.json")) ? AdjustmentLayout.Parse(File.ReadAllText(Path.Combine(folder.Config, "adjustment.json")), errors) : AdjustmentLayout.Default;
        var schedule = Read(folder, "schedule.json", errors) is { } jobs ? SiteSchedule.Parse(jobs, errors) : SiteSchedule.None;
        if (errors.Count > 0 || policies is null || standards is null || steps is null || calendar is null || adjustment is null) return (null, errors);
        return (new SiteConfiguration(
            settings, registries, policies, standards,
            Digest(policyFiles.Select(f => f.Json)), Digest(standardFiles.Select(f => string.Join('\n', f.Lines))), steps, calendar, adjustment, schedule)
        {
            RegistriesSha256 = Digest(Files(folder, "registries", "*.json", errors).Select(f => File.ReadAllText(f).ReplaceLineEndings("\n"))),
        }, []);
    }

    private static SortedDictionary<string, RegistrySettings> LoadRegistries(SiteFolder folder, List<ConfigurationError> errors)
    {
        var registries = new SortedDictionary<string, RegistrySettings>(StringComparer.Ordinal);
        foreach (var file in Files(folder, "registries", "*.json", errors))
        {
            var (read, faults) = RegistrySettingsReader.Parse(File.ReadAllText(file));
            errors.AddRange(faults.Select(f => new ConfigurationError(Name(folder, file), f.Place, f.Found, f.Expected)));
            if (read is null) continue;
            if (read.Registry != Path.GetFileNameWithoutExtension(file))
                errors.Add(new ConfigurationError(Name(folder, file), "$.registry", read.Registry, $"the file's own name, {Path.GetFileNameWithoutExtension(file)}"));
            else registries[read.Registry] = read;
        }

        return registries;
    }

    /// <summary>Several files are one table; a place and day may stand in one of them only.</summary>
    private static SubsistenceStandards OneTable(List<(string File, string[] Lines)> files)
    {
        if (files.Count == 1) return SubsistenceStandards.Parse(files[0].Lines, files[0].File);
        var lines = files.SelectMany((f, i) => i == 0 ? f.Lines : f.Lines.Where(l => !l.TrimStart('\uFEFF').StartsWith("district,", StringComparison.Ordinal)));
        return SubsistenceStandards.Parse(lines, "config/standards");
    }

    /// <summary>Several files are one calendar, each with its header.</summary>
    private static IEnumerable<string> OneCalendar(List<(string File, string[] Lines)> files) => files.SelectMany((f, i) => i == 0 ? f.Lines : f.Lines.Skip(1));

    private static List<string> Files(SiteFolder folder, string name, string pattern, List<ConfigurationError> errors)
    {
        var path = Path.Combine(folder.Config, name);
        var files = Directory.Exists(path) ? Directory.EnumerateFiles(path, pattern).Order(StringComparer.Ordinal).ToList() : [];
        if (files.Count == 0) errors.Add(new ConfigurationError($"config/{name}", pattern, "no file", "at least one; 'datamatching init' copies the shipped ones"));
        return files;
    }

    private static string? Read(SiteFolder folder, string name, List<ConfigurationError> errors)
    {
        var file = Path.Combine(folder.Config, name);
        if (File.Exists(file)) return File.ReadAllText(file);
        errors.Add(new ConfigurationError($"config/{name}", "the file", "nothing", "the site's settings; 'datamatching init' makes them"));
        return null;
    }

    private static string Name(SiteFolder folder, string file) => Path.GetRelativePath(folder.Root, file).Replace('\\', '/');

    private static T? Try<T>(Func<T> read, List<ConfigurationError> errors)
        where T : class
    {
        try
        {
            return read();
        }
        catch (PolicyException e)
        {
            errors.AddRange(e.Errors.Select(p => new ConfigurationError(p.File, p.Where, p.Found, p.Expected)));
            return null;
        }
    }

    private static string Digest(IEnumerable<string> texts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in texts) hash.AppendData(Encoding.UTF8.GetBytes(text + "\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
