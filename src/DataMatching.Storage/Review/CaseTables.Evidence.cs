using System.Data.Common;
using System.Text;
using Dapper;
using DataMatching.Storage.Protection;

namespace DataMatching.Storage;

public sealed partial class CaseTables
{
    private const string EvidenceColumns =
        "SELECT v.id AS Id, v.household AS Household, v.review_case AS ReviewCase, e.sequence AS Sequence, e.kind AS Kind, e.at AS At, e.account AS \"By\", e.document_enc AS Document "
        + "FROM case_evidence v JOIN case_event e ON e.review_case = v.review_case AND e.sequence = v.sequence ";

    /// <summary>The number of the last piece of reviewers' evidence; 0 when there is none. A judgement that names it rests on exactly those up to it.</summary>
    public long LastEvidence() => _store.Read(c => c.ExecuteScalar<long?>("SELECT MAX(id) FROM case_evidence")) ?? 0;

    /// <summary>Reviewers' evidence up to a number, itself included, in the order of the numbers.</summary>
    /// <exception cref="StoreException">An event was tampered with.</exception>
    public IReadOnlyList<StoredEvidence> Evidence(long upTo) => _store.Read(c => c.Query<EvidenceRow>(EvidenceColumns + "WHERE v.id <= @UpTo ORDER BY v.id", new { UpTo = upTo }).Select(Read).ToList());

    /// <summary>All that reviewers recorded as evidence of one household, in whichever quarter, in its order.</summary>
    /// <inheritdoc cref="Evidence(long)"/>
    public IReadOnlyList<StoredEvidence> EvidenceOf(string household) =>
        _store.Read(c => c.Query<EvidenceRow>(EvidenceColumns + "WHERE v.household = @Household ORDER BY v.id", new { Household = household }).Select(Read).ToList());

    /// <summary>Households of which something was proved after <paramref name="after"/> and up to <paramref name="upTo"/>, that included; ordinal order.</summary>
    public IReadOnlyList<string> HouseholdsWithEvidence(long after, long upTo) => _store.Read(c => c.Query<string>(
        "SELECT DISTINCT household FROM case_evidence WHERE id > @After AND id <= @UpTo", new { After = after, UpTo = upTo }).Order(StringComparer.Ordinal).ToList());

    private static void NumberEvidence(DbConnection connection, DbTransaction transaction, string household, long reviewCase, int sequence) => connection.Execute(
        "INSERT INTO case_evidence (id, household, review_case, sequence) SELECT COALESCE(MAX(id), 0) + 1, @Household, @Case, @Sequence FROM case_evidence",
        new { Household = household, Case = reviewCase, Sequence = sequence }, transaction);

    private StoredEvidence Read(EvidenceRow row) => new(row.Id, row.Household, new StoredEvent(
        row.ReviewCase, row.Sequence, row.Kind, Encoding.UTF8.GetString(_store.Keys.Unseal(Place.CaseEvent(row.ReviewCase, row.Sequence), row.Document)), Iso.Instant(row.At), row.By));

    private sealed record EvidenceRow
    {
        public long Id { get; init; }
        public string Household { get; init; } = "";
        public long ReviewCase { get; init; }
        public int Sequence { get; init; }
        public string Kind { get; init; } = "";
        public string At { get; init; } = "";
        public long? By { get; init; }
        public byte[] Document { get; init; } = [];
    }
}
