namespace DataMatching.Connectors.Transports.Exchange;

/// <summary>What the house gives for writing request files: a mark for each person, and tables that no spreadsheet takes for formulas.</summary>
public interface IRequestDesk
{
    /// <summary>At least eight bytes that stand for a person in one landing: the same every time; without the site's key they tell nothing.</summary>
    byte[] Mark(long landing, string person);

    /// <summary>Writes a table into a new file for its owner alone, through to the disk: the same rows give the same bytes.</summary>
    /// <param name="path">A file that is there is replaced.</param>
    void Write(string path, RequestTemplate template, IEnumerable<IReadOnlyList<string>> rows);

    /// <summary>Writes a file for its owner alone, whole or not at all.</summary>
    void WriteWhole(string path, byte[] content);
}
