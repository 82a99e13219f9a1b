using System.Text;
using Dapper;
using DataMatching.Identity;
using DataMatching.Storage.Protection;

namespace DataMatching.Storage;

/// <summary>What of a person was shown in full.</summary>
public enum Disclosed { IdNumber = 0, Phone = 1 }

/// <summary>Who was shown what of whom, of which case, and what for. <paramref name="Person"/>: the person's key, such as <c>KN1/2</c>.</summary>
public sealed record Disclosure(long Id, long Account, long Case, string Person, Disclosed What, string Purpose, DateTimeOffset At);

/// <summary>Somebody opened a case's page.</summary>
public sealed record CaseView(long Id, long Account, long Case, DateTimeOffset At);

/// <summary>What the auditor asks: who has seen what. Written first, shown then; nothing of it is ever changed or deleted.</summary>
public sealed class DisclosureTables
{
    private const int LongestPurpose = 500;

    private readonly Store _store;

    internal DisclosureTables(Store store) => _store = store;

    /// <summary>Notes that something is about to be shown in full.</summary>
    /// <exception cref="StoreException">The purpose is empty or longer than 500 characters, or there is no such case in the scope: nothing may be shown.</exception>
    public void Add(long account, long reviewCase, District? scope, string person, Disclosed what, string purpose)
    {
        RecordKey.Check(person);
        if (string.IsNullOrWhiteSpace(purpose) || purpose.Length > LongestPurpose) throw new StoreException("A purpose of 1 to 500 characters is expected before anything is shown in full.");
        var at = _store.Now;
        var sealedPurpose = _store.Keys.Seal(Place.Disclosure(account, reviewCase, person, at), Encoding.UTF8.GetBytes(purpose));
        Insert(
            "INSERT INTO disclosure (account, review_case, person, what, purpose_enc, at) SELECT @Account, c.id, @Person, @What, @Purpose, @At FROM review_case c WHERE c.id = @Case",
            new { Account = account, Case = reviewCase, Scope = scope?.Code, Person = person, What = (int)what, Purpose = sealedPurpose, At = at }, scope);
    }

    /// <summary>Notes that somebody opens a case's page.</summary>
    /// <exception cref="StoreException">There is no such case in the scope: nothing may be shown.</exception>
    public void AddView(long account, long reviewCase, District? scope) => Insert(
        "INSERT INTO case_view (account, review_case, at) SELECT @Account, c.id, @At FROM review_case c WHERE c.id = @Case",
        new { Account = account, Case = reviewCase, Scope = scope?.Code, At = _store.Now }, scope);

    /// <summary>What was shown in full, newest first; of one case, one account, or all.</summary>
    /// <param name="before">Only older ones than this number; null for the newest.</param>
    public IReadOnlyList<Disclosure> All(District? scope, long? reviewCase, long? account, long? before, int limit) => _store.Read(c => c.Query<Row>(
        "SELECT d.id AS Id, d.account AS Account, d.review_case AS ReviewCase, d.person AS Person, d.what AS What, d.purpose_enc AS Purpose, d.at AS At FROM disclosure d "
        + Tail(scope, reviewCase, account, before), Parameters(scope, reviewCase, account, before, limit)))
        .Select(r => new Disclosure(
            r.Id, r.Account, r.ReviewCase, r.Person, (Disclosed)r.What,
            Encoding.UTF8.GetString(_store.Keys.Unseal(Place.Disclosure(r.Account, r.ReviewCase, r.Person, r.At), r.Purpose)), Iso.Instant(r.At))).ToList();

    /// <summary>Pages of cases that were opened, newest first; of one case, one account, or all.</summary>
    /// <param name="before">Only older ones than this number; null for the newest.</param>
    public IReadOnlyList<CaseView> Views(District? scope, long? reviewCase, long? account, long? before, int limit) => _store.Read(c => c.Query<Row>(
        "SELECT d.id AS Id, d.account AS Account, d.review_case AS ReviewCase, d.at AS At FROM case_view d " + Tail(scope, reviewCase, account, before),
        Parameters(scope, reviewCase, account, before, limit))).Select(r => new CaseView(r.Id, r.Account, r.ReviewCase, Iso.Instant(r.At))).ToList();

    private void Insert(string statement, object row, District? scope) => _store.Write((connection, transaction) =>
    {
        if (connection.Execute(statement + Within.Scope("c", scope), row, transaction) != 1) throw new StoreException("There is no such case in your district; nothing may be shown of it.");
    });

    private string Tail(District? scope, long? reviewCase, long? account, long? before) =>
        "JOIN review_case c ON c.id = d.review_case WHERE 1 = 1" + Within.Scope("c", scope) + (reviewCase is null ? "" : " AND d.review_case = @Case")
        + (account is null ? "" : " AND d.account = @Account") + (before is null ? "" : " AND d.id < @Before") + " ORDER BY d.id DESC " + _store.Dialect.FirstCount;

    private static object Parameters(District? scope, long? reviewCase, long? account, long? before, int limit) =>
        new { Scope = scope?.Code, Case = reviewCase, Account = account, Before = before, Count = limit };

    private sealed record Row
    {
        public long Id { get; init; }
        public long Account { get; init; }
        public long ReviewCase { get; init; }
        public string Person { get; init; } = "";
        public int What { get; init; }
        public byte[] Purpose { get; init; } = [];
        public string At { get; init; } = "";
    }
}
