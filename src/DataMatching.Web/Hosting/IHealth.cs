namespace DataMatching.Web.Hosting;

/// <summary>Whether the program can do its work, for those who watch it.</summary>
public interface IHealth
{
    /// <summary>What is wrong, a short word each (<c>database</c>, <c>keys</c>, <c>worker</c>, <c>disk</c>), in this order; empty when nothing is. Answers within seconds, whatever is broken.</summary>
    IReadOnlyList<string> Problems();
}
