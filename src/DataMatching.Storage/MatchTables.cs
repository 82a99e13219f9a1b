using System.Data.Common;
using System.Globalization;
using Dapper;
using DataMatching.Evidence;
using DataMatching.Identity;
using DataMatching.Matching.Checking;
using DataMatching.Matching.Description;
using DataMatching.Storage.Documents;
using DataMatching.Storage.Protection;
using DataMatching.Time;

namespace DataMatching.Storage;

/// <summary>Somebody was shown a pair of the blind check, or said what it is. <paramref name="Answer"/> null: shown.</summary>
/// <param name="Person">Of ours, by key.</param>
/// <param name="Batch">In which the row stood that was shown beside him, which is mostly somebody else's; <paramref name="Line"/>: where.</param>
public sealed record MatchAnswered(long Id, long Account, long Batch, long Line, string Person, District District, MatchAnswer? Answer, DateTimeOffset At);

/// <summary>The blind check of matches without a number: which rows of deliveries were drawn, and what people said of them. What was said or shown is never changed or deleted.</summary>
public sealed class MatchTables
{
    private const int Shown = 0, Millionths = 1_000_000, AtOnce = 500;
    private readonly Store _store;
    private Known? _newest;

    internal MatchTables(Store store) => _store = store;

    /// <summary>What was drawn of the rows of these batches; those that have none are left out.</summary>
    public IReadOnlyDictionary<long, DescribedSample> Samples(IReadOnlyCollection<long> batches) => Rows("batch AS Batch, probable AS Probable, doubtful AS Doubtful, sample_enc AS Sample", batches)
        .ToDictionary(r => r.Batch, r => DescribedSampleDocument.Read(ThresholdsOf(r), Deflated.ReadUtf8(_store.Keys.Unseal(Place.DescribedSample(r.Batch), r.Sample))));

    /// <summary>The check of all deliveries that the newest night rests on; empty before the first.</summary>
    public MatchCheck Check(IEnumerable<DatasetTerms> terms)
    {
        var batches = _store.Batches.All();
        if (batches.Max(b => b.Pass?.On) is not { } newest) return MatchCheck.Of([]);
        var period = JudgedPeriod.OfNight(newest);
        var inForce = new BatchesInForce(batches, terms, newest, period.Day).Speaking(period.First, period.Last);

        // What was drawn of a delivery never changes: the check is worked out anew only when others are in force.
        long[] ids = [.. inForce.Select(b => b.Id)];
        if (_newest is { } known && known.Batches.AsSpan().SequenceEqual(ids)) return known.Check;
        var samples = Samples(ids);
        var check = MatchCheck.Of(inForce.Where(b => samples.ContainsKey(b.Id)).Select(b => (b, samples[b.Id])));
        _newest = new Known(ids, check);
        return check;
    }

    /// <summary>By which thresholds the rows of these batches were matched; those where they decided about none are left out.</summary>
    public IReadOnlyDictionary<long, MatchThresholds> Thresholds(IReadOnlyCollection<long> batches) => Rows("batch AS Batch, probable AS Probable, doubtful AS Doubtful", batches).ToDictionary(r => r.Batch, ThresholdsOf);

    private List<SampleRow> Rows(string columns, IReadOnlyCollection<long> batches) => [.. batches.Distinct().Chunk(AtOnce).SelectMany(some => _store.Read(c => c.Query<SampleRow>(
        $"SELECT {columns} FROM described_sample WHERE " + _store.Dialect.In("batch", "@Batches") + " ORDER BY batch", new { Batches = some }).AsList()))];

    /// <summary>Notes that a pair is about to be shown. Only then may it be.</summary>
    public void Show(long account, MatchPair pair) => Add(account, pair, Shown);

    /// <summary>Notes what somebody says of a pair; it holds instead of what was said before.</summary>
    public void Answer(long account, MatchPair pair, MatchAnswer answer) => Add(account, pair, (int)answer);

    /// <summary>The latest answer of each of these pairs; those without one are left out.</summary>
    public IReadOnlyDictionary<PairKey, MatchAnswer> Answers(IEnumerable<PairKey> pairs)
    {
        var latest = new Dictionary<UInt128, int>();
        foreach (var (pair, what) in _store.Read(c => c.Query<(byte[] Pair, int What)>("SELECT pair_index, what FROM match_answer WHERE what > 0 ORDER BY id").AsList())) latest[Number(pair)] = what;
        var answers = new Dictionary<PairKey, MatchAnswer>();
        foreach (var pair in pairs)
        {
            if (latest.TryGetValue(Number(IndexOf(pair)), out var what)) answers[pair] = (MatchAnswer)what;
        }

        return answers;
    }

    /// <summary>True when the account was shown the pair.</summary>
    public bool WasShown(long account, PairKey pair) => _store.Read(c => c.ExecuteScalar<int>(
        "SELECT COUNT(*) FROM match_answer WHERE account = @Account AND pair_index = @Pair AND what = " + Shown.ToString(CultureInfo.InvariantCulture), new { Account = account, Pair = IndexOf(pair) })) > 0;

    /// <summary>A pair as a form names it: nothing of it can be told from that.</summary>
    public string NameOf(PairKey pair) => Convert.ToHexStringLower(IndexOf(pair));

    /// <summary>Who was shown which pair and said what, newest first.</summary>
    /// <param name="before">Only older ones than this number; null for the newest.</param>
    public IReadOnlyList<MatchAnswered> All(District? scope, long? before, int limit) => _store.Read(c => c.Query<AnswerRow>(
        "SELECT id AS Id, account AS Account, batch AS Batch, line AS Line, person AS Person, district AS District, what AS What, at AS At FROM match_answer WHERE 1 = 1" + Within.Code("district", scope)
        + (before is null ? "" : " AND id < @Before") + " ORDER BY id DESC " + _store.Dialect.FirstCount,
        new { Scope = scope?.Code, ScopeEnd = Within.LastCode(scope), Before = before, Count = limit }).AsList())
        .Select(r => new MatchAnswered(r.Id, r.Account, r.Batch, r.Line, r.Person, new District(r.District), r.What == Shown ? null : (MatchAnswer)r.What, Iso.Instant(r.At))).ToList();

    internal void Insert(DbConnection connection, DbTransaction transaction, long batch, DescribedSample sample) => connection.Execute(
        "INSERT INTO described_sample (batch, probable, doubtful, sample_enc) VALUES (@Batch, @Probable, @Doubtful, @Sample)",
        new
        {
            Batch = batch,
            Probable = (int)Math.Round(sample.Thresholds.Probable * Millionths),
            Doubtful = (int)Math.Round(sample.Thresholds.Doubtful * Millionths),
            Sample = _store.Keys.Seal(Place.DescribedSample(batch), Deflated.Write(DescribedSampleDocument.Write(sample))),
        },
        transaction);

    private void Add(long account, MatchPair pair, int what)
    {
        ArgumentNullException.ThrowIfNull(pair);
        RecordKey.Check(pair.Key.Person);
        _store.Write((connection, transaction) => connection.Execute(
            "INSERT INTO match_answer (pair_index, batch, line, person, district, account, what, at) VALUES (@Pair, @Batch, @Line, @Person, @District, @Account, @What, @At)",
            new { Pair = IndexOf(pair.Key), pair.Batch, pair.Line, pair.Key.Person, District = pair.District.Code, Account = account, What = what, At = _store.Now }, transaction));
    }

    private byte[] IndexOf(PairKey pair) => _store.Keys.Index(KeyedIndex.MatchPair, string.Join('\n', pair.Registry, pair.Dataset, pair.RowHash, pair.Slot.ToString(CultureInfo.InvariantCulture), pair.Person, pair.Ours));

    private static UInt128 Number(byte[] index) => System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(index);

    private static MatchThresholds ThresholdsOf(SampleRow row) => new((double)row.Probable / Millionths, (double)row.Doubtful / Millionths);

    private sealed record Known(long[] Batches, MatchCheck Check);

    private sealed record SampleRow
    {
        public long Batch { get; init; }
        public int Probable { get; init; }
        public int Doubtful { get; init; }
        public byte[] Sample { get; init; } = [];
    }

    private sealed record AnswerRow
    {
        public long Id { get; init; }
        public long Account { get; init; }
        public long Batch { get; init; }
        public long Line { get; init; }
        public string Person { get; init; } = "";
        public int District { get; init; }
        public int What { get; init; }
        public string At { get; init; } = "";
    }
}
