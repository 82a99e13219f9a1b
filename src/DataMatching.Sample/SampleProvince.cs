using System.Globalization;
using System.Text;
using DataMatching.Sample.Files;
using DataMatching.Sample.Stories;

namespace DataMatching.Sample;

/// <summary>
/// Writes an invented site: what a union in Guangdong and Chongqing knows of its needy households, what the agencies delivered about two quarters,
/// and, for the third quarter of 2026, what every household must be flagged with and why. The people can't exist: their numbers bear
/// division codes that never were. The truth comes from the stories (docs/sample.md), not from the rules, whose code this assembly doesn't know.
/// </summary>
public static class SampleProvince
{
    /// <summary>Members of the roll without a file, for each hundred households.</summary>
    private const int UnfiledPerHundred = 60;

    /// <summary>Writes the site; memory does not grow with the number of households. Same options, same bytes.</summary>
    /// <param name="options">Size, seed and folder.</param>
    /// <param name="progress">Told the file that grows (<c>households</c> or <c>roll</c>) and how many are written, every thousand.</param>
    /// <exception cref="ArgumentException">Options out of range.</exception>
    /// <exception cref="IOException">The folder can't be written.</exception>
    public static SampleSummary Write(SampleOptions options, Action<string, long>? progress = null)
    {
        options.Check();
        WriteStandards(options);
        using var union = new UnionFolder(options);
        using var drop = new DropFolder(options);
        var run = new Run(options, union, drop, progress);
        run.Households();
        run.Roll(options.Households * UnfiledPerHundred / 100);
        return run.Summary([new FileCount("config/standards/standards.csv", Tables.Rows("standards.csv").Count), .. union.Finish(), .. drop.Finish()]);
    }

    /// <summary>A household as its story has it.</summary>
    internal static Scene Play(Cast cast, int seed, int stream, int index, int firstOrdinal)
    {
        var dice = new Dice(seed, stream, index);
        var scene = new Scene(dice, StoryBook.Place(cast.Variant, dice), firstOrdinal, cast.Variant.Expected);
        cast.Variant.Plan(scene);
        return scene;
    }

    private static void WriteStandards(SampleOptions options)
    {
        var path = Path.Combine(options.Folder, "config", "standards", "standards.csv");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, Tables.Text("standards.csv"), new UTF8Encoding(false));
    }

    private sealed class Run(SampleOptions options, UnionFolder union, DropFolder drop, Action<string, long>? progress)
    {
        private readonly SortedDictionary<(string Name, bool NearMiss), long> _stories = [];
        private readonly Strangers _strangers = new(options, drop);
        private long _people, _households;

        /// <summary>Exactly as many files as were asked for; a story with two files is replaced when only one is left.</summary>
        public void Households()
        {
            for (var index = 0; _households < options.Households; index++)
            {
                var cast = StoryBook.OfHousehold(index, options.Seed);
                var scene = Play(cast, Streams.Household, index, index * Scene.MostPeople);
                if (_households + scene.Files.Count > options.Households)
                {
                    cast = new Cast(Baseline.Story, Baseline.Active);
                    scene = Play(cast, Streams.Household, index, index * Scene.MostPeople);
                }

                foreach (var file in scene.Files)
                {
                    union.WriteFile(string.Create(CultureInfo.InvariantCulture, $"KN{++_households:D8}"), file, cast);
                    Count(cast);
                    if (_households % 1_000 == 0) progress?.Invoke("households", _households);
                }

                Deliver(scene);
            }
        }

        public void Roll(int workers)
        {
            for (var index = 0; index < workers; index++)
            {
                var cast = StoryBook.OfRollWorker(index, options.Seed);
                var scene = Play(cast, Streams.Roll, index, (options.Households * Scene.MostPeople) + index);
                var listed = cast.Story != RollStories.Ordinary;
                union.WriteUnfiled(scene.File, cast, listed);
                if (listed) Count(cast);
                Deliver(scene);
                if ((index + 1) % 1_000 == 0) progress?.Invoke("roll", index + 1);
            }
        }

        public SampleSummary Summary(IEnumerable<FileCount> files) => new(
            [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)],
            [.. _stories.Select(story => new StoryCount(story.Key.Name, story.Key.NearMiss, story.Value)).OrderBy(story => story.Story, StringComparer.Ordinal)],
            _households, _people, _strangers.Count);

        private Scene Play(Cast cast, int stream, int index, int firstOrdinal) => SampleProvince.Play(cast, options.Seed, stream, index, firstOrdinal);

        private void Deliver(Scene scene)
        {
            foreach (var row in scene.Rows) drop.WriteOurs(row, scene.City);
            var people = scene.Files.Sum(file => file.Members.Count);
            _people += people;
            _strangers.Write(people * options.StrangersPerRow);
        }

        private void Count(Cast cast)
        {
            var key = (cast.Name, cast.Variant.NearMiss);
            _stories[key] = _stories.GetValueOrDefault(key) + 1;
        }
    }
}
