using System.Text;
using DataMatching.Batches;
using DataMatching.Households;

namespace DataMatching.Connectors.UnionFiles;

/// <summary>
/// The union's own files as households, and the rows that could not be read. A household with a row set aside is named in <see cref="Incomplete"/> and not among the households: a file that
/// lost a member would look richer than it is. They are put together share by share, so that all of them are never in memory at once: for each share the files are gone through
/// again, and rows of others passed over.
/// </summary>
public sealed class UnionReading
{
    private readonly string _folder, _sha256;
    private readonly long _bytesAtOnce;
    private readonly List<QuarantinedRow> _rejected = [];
    private readonly SortedSet<string> _incomplete = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Encoding> _encodings = new(StringComparer.Ordinal);

    internal UnionReading(string folder, string sha256, long bytesAtOnce) => (_folder, _sha256, _bytesAtOnce) = (folder, sha256, bytesAtOnce);

    /// <summary>Rows set aside, file by file in their order, then what rows lack; whole once all households were read.</summary>
    public IReadOnlyList<QuarantinedRow> Rejected => _rejected;

    /// <summary>Keys of households that lost a row, ordered (ordinal); whole once all households were read.</summary>
    public IReadOnlyCollection<string> Incomplete => _incomplete;

    /// <summary>The households ordered by key (ordinal), then the workers of the roll who have no file, in its order; streamed, to be read once.</summary>
    /// <exception cref="InvalidDataException">A header lacks columns, or a row of a household cannot be read and does not show whose it is, or the files changed meanwhile: what was read before it is not to be used.</exception>
    public IEnumerable<Household> Households()
    {
        var heads = HouseholdRows.Read(File("households.csv")!, _rejected, _incomplete);
        var filed = new FiledNumbers();
        var keys = heads.Keys.Order(StringComparer.Ordinal).ToArray();
        var size = checked((int)Math.Clamp((keys.Length * _bytesAtOnce / Math.Max(1, Bytes())) + 1, 1, Math.Max(1, keys.Length)));
        // Once without any key, too: there may be rows elsewhere that have none here.
        for (var at = 0; at == 0 || at < keys.Length; at += size)
        {
            foreach (var household in Share(keys.AsMemory(at, Math.Min(size, keys.Length - at)), at == 0, at + size < keys.Length ? keys[at + size] : null, heads, filed)) yield return household;

            // What a share left would else stand beside the next ones.
            GC.Collect();
        }

        foreach (var worker in Roll(heads, filed)) yield return worker;
        PutInOrder();
        if (UnionFilesReader.Digest(_folder) != _sha256) throw new InvalidDataException("The union files changed while they were read. Expected an export that is finished; nothing was changed. Import again once it is.");
    }

    /// <param name="own">Those of the share's keys that have a head.</param>
    private IEnumerable<Household> Share(ReadOnlyMemory<string> own, bool first, string? before, Dictionary<string, HouseholdHead> heads, FiledNumbers filed)
    {
        UnionFile? Part(string name) => File(name) is { } file ? file with { From = first ? null : own.Span[0], Before = before } : null;
        var members = MemberRows.Read(Part("members.csv")!, heads, _rejected, _incomplete);
        var authorisations = Part("authorisations.csv") is { } a ? AuthorisationRows.Read(a, heads, _rejected, _incomplete) : [];
        var incomes = Part("incomes.csv") is { } i ? IncomeRows.Read(i, heads, _rejected, _incomplete) : [];
        foreach (var member in AssembleHouseholds.Filed(heads, members)) filed.Add(member);
        return AssembleHouseholds.From(own, heads, members, authorisations, incomes, _rejected, _incomplete);
    }

    private IEnumerable<Household> Roll(Dictionary<string, HouseholdHead> heads, FiledNumbers filed)
    {
        if (File("roll.csv") is not { } roll) yield break;
        var numbers = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in RollRows.Read(roll, _rejected))
        {
            if (filed.Has(entry.Principal)) continue;
            var worker = filed.IsSharedWith(entry.Principal) ? entry with { Members = [entry.Principal with { SharesId = true }] } : entry;
            if (!heads.ContainsKey(worker.Key) && !_incomplete.Contains(worker.Key) && numbers.Add(worker.Key)) yield return worker;
            else _rejected.Add(new QuarantinedRow("roll.csv", 0, 0, "会员号", $"the number {worker.Key} is a file number or stands twice", null));
        }
    }

    private void PutInOrder()
    {
        var inOrder = _rejected.OrderBy(r => r.Line == 0).ThenBy(r => UnionFilesReader.FileNames.IndexOf(r.File)).ThenBy(r => r.Line).ToList();
        _rejected.Clear();
        _rejected.AddRange(inOrder);
    }

    private UnionFile? File(string name)
    {
        if (UnionFilesReader.Optional(_folder, name) is not { } path) return null;
        if (!_encodings.TryGetValue(name, out var encoding)) _encodings.Add(name, encoding = TextEncodings.Detect(path));
        return new UnionFile(path, encoding);
    }

    private long Bytes() => UnionFilesReader.FileNames.Where(n => n is not ("roll.csv" or "households.csv")).Sum(n => UnionFilesReader.Optional(_folder, n) is { } file ? new FileInfo(file).Length : 0);
}
