namespace DataMatching.Connectors.Files;

/// <summary>A delivered file that cannot be read in its form. The message says what was found (no content of rows), what was expected and what to do.</summary>
public sealed class FileRefused : Exception
{
    public FileRefused(string message)
        : base(message)
    {
    }

    public FileRefused(string message, Exception inner)
        : base(message, inner)
    {
    }

    public FileRefused()
    {
    }
}
