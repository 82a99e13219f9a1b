namespace DataMatching.Storage;

/// <summary>Work on each of a long sequence, on all processors and a little ahead of who takes it; what comes of it is in the order of the sequence.</summary>
public static class InOrder
{
    /// <param name="work">By several threads at once; what it throws comes to who takes the results.</param>
    /// <param name="source">Read by one thread at a time, never further ahead than <paramref name="together"/> for each processor.</param>
    /// <param name="together">So many are worked on by one thread, one after the other.</param>
    public static IEnumerable<TResult> Of<T, TResult>(IEnumerable<T> source, Func<T, TResult> work, int together = 256)
    {
        var working = new Queue<Task<TResult[]>>();
        try
        {
            foreach (var some in source.Chunk(together))
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
        finally
        {
            // Whoever takes no more has nothing of it under way behind his back.
            foreach (var rest in working) ((IAsyncResult)rest).AsyncWaitHandle.WaitOne();
        }
    }
}
