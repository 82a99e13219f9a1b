namespace DataMatching.Storage;

/// <summary>Work on each of a long sequence, on all processors and a little ahead of who takes it; what comes of it is in the order of the sequence.</summary>
internal static class InOrder
{
    private const int Together = 256;

    /// <param name="source">Read by one thread at a time, never further ahead than a few hundred for each processor.</param>
    public static IEnumerable<TResult> Of<T, TResult>(IEnumerable<T> source, Func<T, TResult> work)
    {
        var working = new Queue<Task<TResult[]>>();
        foreach (var some in source.Chunk(Together))
        {
            working.Enqueue(Task.Run(() => Array.ConvertAll(some, new Converter<T, TResult>(work))));
            if (working.Count <= Environment.ProcessorCount) continue;
            foreach (var result in working.Dequeue().GetAwaiter().GetResult()) yield return result;
        }

        while (working.TryDequeue(out var rest))
        {
            foreach (var result in rest.GetAwaiter().GetResult()) yield return result;
        }
    }
}
