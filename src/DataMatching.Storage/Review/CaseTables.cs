using System.Data.Common;
using System.Globalization;
using System.Text;
using Dapper;
using DataMatching.Identity;
using DataMatching.Review;
using DataMatching.Storage.Protection;
using DataMatching.Time;

namespace DataMatching.Storage;

/// <summary>
/// Cases of the quarters, what was done about them, and the worklists. Who asks gives the district whose households he sees (null: the whole site); what lies
/// outside it is as if it were not there.
/// </summary>
public sealed partial class CaseTables
{
    /// <summary>Cases asked for by one statement.</summary>
    private const int AtOnce = 500;

    private readonly Store _store;

    internal CaseTables(Store store) => _store = store;

    /// <summary>The case of this number; null when there is none in the scope.</summary>
    public StoredCase? Find(long reviewCase, District? scope) => _store.Read(c => Find(c, null, reviewCase, scope))?.ToCase();

    /// <summary>The household's case of the quarter; null when there is none in the scope.</summary>
    public StoredCase? FindByHousehold(Quarter quarter, string household, District? scope) => _store.Read(c => c.QuerySingleOrDefault<CaseRow>(
        CaseRow.Columns + "FROM review_case c WHERE c.quarter = @Quarter AND c.household = @Household" + Within.Scope("c", scope),
        new { Quarter = quarter.ToString(), Household = household, Scope = scope?.Code }))?.ToCase();

    /// <summary>The household's cases of all quarters, oldest first.</summary>
    public IReadOnlyList<StoredCase> OfHousehold(string household, District? scope)
    {
        // From one to the next by the key: the tally between is not read.
        var quarters = _store.Read(connection =>
        {
            var found = new List<string>();
            while (connection.ExecuteScalar<string?>("SELECT MIN(quarter) FROM case_tally WHERE quarter > @Last", new { Last = found.Count > 0 ? found[^1] : "" }) is { } next) found.Add(next);
            return found;
        });
        return quarters.Select(q => FindByHousehold(Quarter.Parse(q), household, scope)).OfType<StoredCase>().ToList();
    }

    /// <summary>Cases of earlier quarters that are not ended, by number; opened as they stand while they are read.</summary>
    public IReadOnlyList<StoredCase> CarriedInto(Quarter quarter) => _store.Read(c => c.Query<CaseRow>(
        CaseRow.Columns + "FROM review_case c WHERE c.quarter < @Quarter AND c.state <> @Closed ORDER BY c.id", new { Quarter = quarter.ToString(), Closed = (int)CaseState.Closed }).Select(r => r.ToCase()).ToList());

    /// <summary>What was noted of the case, in order; empty when there is no such case in the scope.</summary>
    /// <param name="until">Only what had happened at this instant (included): the case as of then. It ends before the first event that is later, so that none is missing between.</param>
    /// <exception cref="StoreException">An event was tampered with.</exception>
    public IReadOnlyList<StoredEvent> Events(long reviewCase, District? scope, DateTimeOffset? until = null) => _store.Read(connection => connection.Query<EventRow>(
        "SELECT e.sequence AS Sequence, e.kind AS Kind, e.at AS At, e.account AS \"By\", e.document_enc AS Document FROM review_case c JOIN case_event e ON e.review_case = c.id "
        + "WHERE c.id = @Case" + Within.Scope("c", scope) + (until is null ? "" : " AND NOT EXISTS (SELECT 1 FROM case_event x WHERE x.review_case = e.review_case AND x.sequence <= e.sequence AND x.at > @Until)") + " ORDER BY e.sequence",
        new { Case = reviewCase, Scope = scope?.Code, Until = until is { } at ? Iso.Of(at) : null }))
        .Select(e => Open(reviewCase, e)).ToList();

    /// <summary>What was noted of several cases of the scope, by case and in order; one statement for <see cref="AtOnce"/> of them.</summary>
    /// <exception cref="StoreException">An event was tampered with.</exception>
    public IReadOnlyList<StoredEvent> Events(IReadOnlyCollection<long> cases, District? scope) => [.. cases.Distinct().Order().Chunk(AtOnce).SelectMany(some => _store.Read(connection => connection.Query<EventRow>(
        "SELECT e.review_case AS ReviewCase, e.sequence AS Sequence, e.kind AS Kind, e.at AS At, e.account AS \"By\", e.document_enc AS Document FROM review_case c "
        + "JOIN case_event e ON e.review_case = c.id WHERE " + _store.Dialect.In("c.id", "@Cases") + Within.Scope("c", scope) + " ORDER BY e.review_case, e.sequence",
        new { Cases = some, Scope = scope?.Code }).Select(e => Open(e.ReviewCase, e)).ToList()))];

    /// <summary>Cases of a household with a person of this ID number, by keyed index, in the order of worklists; at most <paramref name="limit"/>.</summary>
    public IReadOnlyList<CaseListing> Search(Quarter quarter, District? scope, ResidentId id, int limit) =>
        Search("id_index", UnionLanding.IdIndex(_store.Keys, id), quarter, scope, limit);

    /// <summary>The same by the whole name, however it is written; part of a name finds nothing.</summary>
    public IReadOnlyList<CaseListing> Search(Quarter quarter, District? scope, PersonName name, int limit) =>
        Search("name_index", CaseWriter.NameIndex(_store, name.Key), quarter, scope, limit);

    private List<CaseListing> Search(string column, byte[] index, Quarter quarter, District? scope, int limit) => _store.Read(c => c.Query<CaseRow>(
        CaseRow.Columns + $"FROM (SELECT DISTINCT review_case FROM case_person WHERE {column} = @Index) p CROSS JOIN review_case c WHERE c.id = p.review_case AND c.quarter = @Quarter"
        + Within.Scope("c", scope) + " ORDER BY c.place " + _store.Dialect.FirstCount,
        new { Index = index, Quarter = quarter.ToString(), Scope = scope?.Code, Count = limit }).Select(r => r.ToListing()).ToList());

    private StoredEvent Open(long reviewCase, EventRow e) => new(
        reviewCase, e.Sequence, e.Kind, Encoding.UTF8.GetString(_store.Keys.Unseal(Place.CaseEvent(reviewCase, e.Sequence), e.Document)), Iso.Instant(e.At), e.By);

    private static CaseRow? Find(DbConnection connection, DbTransaction? transaction, long reviewCase, District? scope) => connection.QuerySingleOrDefault<CaseRow>(
        CaseRow.Columns + "FROM review_case c WHERE c.id = @Case" + Within.Scope("c", scope), new { Case = reviewCase, Scope = scope?.Code }, transaction);

    private static StoreException NoCase(long reviewCase) => new(string.Create(CultureInfo.InvariantCulture, $"There is no case {reviewCase} in your district."));

    private sealed record EventRow
    {
        public long ReviewCase { get; init; }
        public int Sequence { get; init; }
        public string Kind { get; init; } = "";
        public string At { get; init; } = "";
        public long? By { get; init; }
        public byte[] Document { get; init; } = [];
    }
}
