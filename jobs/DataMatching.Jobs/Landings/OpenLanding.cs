using System.Text;
using DataMatching.Batches;
using DataMatching.Connectors.Files;
using DataMatching.Connectors.Transports;
using DataMatching.Households;
using DataMatching.Jobs.Reports;

namespace DataMatching.Jobs.Landings;

/// <summary>
/// A landing that is open: rows go into a part file that others cannot read. A commit flushes the file to the disk, then notes its length with the place in the database; after a crash the file is
/// cut back to what was noted. At the end the SHA-256 is noted, the file is put into the drop folder and its manifest last, so that a crash between any two is made whole by doing it again.
/// </summary>
internal sealed class OpenLanding : ILanding, IDisposable
{
    private readonly Site _site;
    private readonly long _id;
    private readonly FileStream _file;
    private readonly StringBuilder _row = new();
    private readonly HashSet<string> _answered;
    private readonly int _columns;
    private long _rows;
    private (long Rows, long Bytes) _sure;

    /// <summary>Opens the part file where the last commit left it.</summary>
    /// <param name="columns">The headers of the rows; written once, at the beginning.</param>
    public OpenLanding(Site site, Landing landing, IReadOnlyList<string> columns)
    {
        (_site, _id, _rows, _columns, Place) = (site, landing.Id, landing.Rows, columns.Count, landing.Place is { Length: > 0 } place ? place : null);
        _answered = [.. site.Store.Landings.People(landing.Id, PersonAnswer.Found, PersonAnswer.NoRecord, PersonAnswer.Refused).Select(p => p.Person)];
        PrivateFiles.MakeFolder(site.Folder.Landing);
        var path = PartOf(site, landing.Id);
        if (landing.Bytes == 0 || !File.Exists(path))
        {
            if (landing.Bytes > 0) throw new TransportException($"the part file of landing {landing.Id} is gone from data/landing; it begins anew", final: true);
            _file = PrivateFiles.Create(path);
            Write(columns);
        }
        else
        {
            _file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            if (_file.Length < landing.Bytes)
            {
                _file.Dispose();
                throw new TransportException($"the part file of landing {landing.Id} is shorter than was noted; it begins anew", final: true);
            }

            _file.SetLength(landing.Bytes);
            _file.Seek(0, SeekOrigin.End);
        }

        _sure = (_rows, _file.Position);
    }

    public long Id => _id;

    public string? Place { get; private set; }

    public long Rows => _rows;

    public IReadOnlySet<string> Answered => _answered;

    public void Add(IReadOnlyList<string?> row)
    {
        if (row.Count != _columns) throw new ArgumentException($"Found {row.Count} fields, expected {_columns}: those of the order.", nameof(row));
        Write(row);
        _rows++;
    }

    public void Rollback()
    {
        _file.Flush();
        _file.SetLength(_sure.Bytes);
        _file.Seek(0, SeekOrigin.End);
        _rows = _sure.Rows;
    }

    public void Commit(string place, IReadOnlyCollection<(string Person, PersonAnswer Answer)>? answers = null)
    {
        _file.Flush(flushToDisk: true);
        _site.Store.Landings.Commit(_id, _rows, _file.Length, place, answers ?? []);
        (Place, _sure) = (place, (_rows, _file.Length));
        foreach (var (person, answer) in answers ?? [])
        {
            if (answer is not (PersonAnswer.Asked or PersonAnswer.Failed)) _answered.Add(person);
        }
    }

    public void Finish(long? promised)
    {
        if (promised is { } expected && expected != _rows)
            throw new TransportException($"{_rows} rows came, the agency counts {expected}; half a delivery is no delivery. It begins anew", final: true);
        Commit(Place ?? "");
        _file.Dispose();
        Deliver(_site, _site.Store.Landings.Find(_id)!);
    }

    public void Dispose() => _file.Dispose();

    /// <summary>Puts what came whole into the drop folder: the same again changes nothing.</summary>
    public static void Deliver(Site site, Landing landing)
    {
        var part = PartOf(site, landing.Id);
        if (landing.Sha256 is null)
        {
            var name = FormattableString.Invariant($"{landing.Of.Registry}/{landing.Of.Dataset}-{landing.Of.Scope}-{landing.Of.AsOf:yyyy-MM-dd}-L{landing.Id}.csv");
            site.Store.Landings.MarkWhole(landing.Id, FileSum.Of(part, CancellationToken.None), name);
            landing = site.Store.Landings.Find(landing.Id)!;
        }

        var target = Path.Combine(site.Folder.Drop, landing.File!);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        if (File.Exists(part)) File.Move(part, target, overwrite: true);
        if (!File.Exists(target) || new FileInfo(target).Length != landing.Bytes) throw new TransportException($"the file of landing {landing.Id} is gone from data/landing and the drop folder; it begins anew", final: true);
        var manifest = new Manifest(
            landing.Of.Registry, landing.Of.Dataset, landing.Of.Scope, landing.Of.AsOf, landing.Of.First, landing.Of.Last, landing.Of.Mode, ExtractEncoding.Utf8, landing.Rows, landing.Sha256!,
            FormattableString.Invariant($"landing {landing.Id} by {landing.Of.Transport}"));
        ManifestFile.Write(target, manifest);
        site.Store.Landings.End(landing.Id, LandingState.Landed, null);
    }

    /// <summary>Throws away what had come.</summary>
    public static void GiveUp(Site site, Landing landing, string why)
    {
        site.Store.Landings.End(landing.Id, LandingState.GivenUp, why);
        if (!Directory.Exists(site.Folder.Landing)) return;
        // Its part file, and what an answer was unfolded to when it was killed.
        foreach (var file in Directory.GetFiles(site.Folder.Landing, FormattableString.Invariant($"{landing.Id}.*"))) File.Delete(file);
    }

    private static string PartOf(Site site, long landing) => Path.Combine(site.Folder.Landing, FormattableString.Invariant($"{landing}.part"));

    /// <summary>A field in quotes where it needs them. Line breaks within a field become blanks: a row is a line.</summary>
    private void Write(IReadOnlyList<string?> fields)
    {
        _row.Clear();
        for (var i = 0; i < fields.Count; i++)
        {
            if (i > 0) _row.Append(',');
            var field = (fields[i] ?? "").ReplaceLineEndings(" ");
            if (field.AsSpan().ContainsAny(',', '"')) _row.Append('"').Append(field.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
            else _row.Append(field);
        }

        _row.Append('\n');
        _file.Write(Encoding.UTF8.GetBytes(_row.ToString()));
    }
}
