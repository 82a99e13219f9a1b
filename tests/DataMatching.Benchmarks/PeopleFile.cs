using DataMatching.Identity;
using DataMatching.Matching;

namespace DataMatching.Benchmarks;

/// <summary>Our people from their CSV of number, name and key; read a few thousand lines ahead of who takes them.</summary>
internal static class PeopleFile
{
    private const int LinesAPart = 4096, PartsAhead = 2;

    public static IEnumerable<UnionPerson> Read(string file)
    {
        var ahead = new Queue<Task<UnionPerson[]>>();
        foreach (var lines in File.ReadLines(file).Skip(1).Chunk(LinesAPart))
        {
            ahead.Enqueue(Task.Run(() => Array.ConvertAll(lines, Person)));
            if (ahead.Count <= PartsAhead) continue;
            foreach (var person in ahead.Dequeue().GetAwaiter().GetResult()) yield return person;
        }

        while (ahead.TryDequeue(out var part))
        {
            foreach (var person in part.GetAwaiter().GetResult()) yield return person;
        }
    }

    private static UnionPerson Person(string line)
    {
        var name = line.IndexOf(',', StringComparison.Ordinal) + 1;
        var key = line.IndexOf(',', name) + 1;
        var id = line[..(name - 1)];
        return new UnionPerson(line[key..], ResidentIdReader.Read(id).Id, id, PersonName.TryCreate(line[name..(key - 1)])!);
    }
}
