using DataMatching.Identity;

namespace DataMatching.Web.Hosting;

/// <summary>As what a list leaves the site.</summary>
public enum ListFormat { Xlsx = 0, Csv = 1 }

/// <summary>A case of a worklist as a file tells it, in Chinese like every list; the worker's name is masked.</summary>
/// <param name="Flip">Yuan a month that would reverse the flag.</param>
/// <param name="Turn">Whose turn it is.</param>
/// <param name="Due">Last day of the step, inclusive.</param>
/// <param name="Assignee">As colleagues read it; empty: nobody.</param>
public sealed record ExportedCase(
    int Priority, string Household, District District, string Place, string Shown, int Members, string Flag, string ExitKind, string Reasons, string Decisive, Money? Flip,
    string Step, string Turn, DateOnly? Due, string Late, string Assignee, DateOnly Opened);

/// <summary>Writes a list as a file, row after row. The pages can't: the writers are those of the jobs; the program hands it to them.</summary>
public interface IListExport
{
    /// <summary>The file, at its beginning, to be closed by whoever reads it; then nothing of it stays on the disk.</summary>
    /// <param name="mark">Stands above the header: who took it, when, and what was asked.</param>
    /// <param name="sheet">Name of the sheet: at most 25 characters.</param>
    /// <param name="rows">Read once, never held as a whole.</param>
    Stream Write(ListFormat format, string sheet, string mark, IEnumerable<ExportedCase> rows);
}
