using System.Data.Common;
using Dapper;
using DataMatching.Batches;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Storage.Protection;
using DataMatching.Time;

namespace DataMatching.Storage;

/// <summary>Deliveries that we bring in ourselves, with the gate's record of everybody asked about. Nothing is deleted.</summary>
public sealed class LandingTables
{
    private const string Columns =
        "SELECT id AS Id, registry AS Registry, dataset AS Dataset, scope AS Scope, transport AS Transport, as_of AS AsOf, first_month AS FirstMonth, last_month AS LastMonth, mode AS Mode, "
        + "agreement AS Agreement, purpose AS Purpose, asked_import AS AskedImport, asked_on AS AskedOn, state AS State, place AS Place, row_count AS \"RowCount\", byte_count AS ByteCount, "
        + "sha256 AS Sha256, \"file\", failure AS Failure, tries AS Tries, started_at AS StartedAt, ended_at AS EndedAt FROM landing ";

    private const string PersonColumns =
        "SELECT c.landing AS Landing, c.person AS Person, c.basis AS Basis, c.signed_on AS SignedOn, c.sent AS Sent, c.answer AS Answer, c.answered_at AS AnsweredAt FROM clearance c ";

    private readonly Store _store;

    internal LandingTables(Store store) => _store = store;

    /// <summary>Begins a landing: with everybody whose key is going to leave the house, in one transaction, before any does.</summary>
    public Landing Open(LandingOf what, GateResult gate) => _store.Write((connection, transaction) =>
    {
        var now = _store.Now;
        var id = connection.ExecuteScalar<long>(
            _store.Dialect.InsertForId(
                "landing", "registry", "dataset", "scope", "transport", "as_of", "first_month", "last_month", "mode", "agreement", "purpose", "asked_import", "asked_on", "state", "started_at"),
            new
            {
                registry = what.Registry,
                dataset = what.Dataset,
                scope = what.Scope.Code,
                transport = what.Transport,
                asof = Iso.Of(what.AsOf),
                firstmonth = what.First.ToString(),
                lastmonth = what.Last.ToString(),
                mode = (int)what.Mode,
                agreement = what.Agreement,
                purpose = what.Purpose,
                askedimport = what.Asked.Import,
                askedon = Iso.Of(what.Asked.On),
                state = (int)LandingState.Open,
                startedat = now,
            },
            transaction);
        using (var people = _store.Dialect.Bulk(connection, transaction, "clearance", "landing", "person", "basis", "signed_on", "sent", "answer"))
        {
            foreach (var cleared in gate.Cleared.OrderBy(c => c.Person, StringComparer.Ordinal)) people.Add(id, cleared.Person, (int)cleared.Basis, Iso.Of(cleared.Signed), 1, (int)PersonAnswer.Asked);
            foreach (var person in gate.Unnumbered.Order(StringComparer.Ordinal)) people.Add(id, person, null, null, 0, (int)PersonAnswer.Failed);
        }

        using (var refusals = _store.Dialect.Bulk(connection, transaction, "gate_refusal", "landing", "reason", "people"))
        {
            foreach (var (reason, people) in gate.Refused) refusals.Add(id, (int)reason, people);
        }

        return Get(connection, transaction, id);
    });

    public Landing? Find(long id) => _store.Read(c => Find(c, null, id));

    /// <summary>The landing of a dataset and district that is to be gone on with; null when there is none.</summary>
    public Landing? Unfinished(string registry, string dataset, District scope) => Newest(registry, dataset, scope, LandingState.Open);

    /// <summary>The last landing of a dataset and district that came whole; null when there is none.</summary>
    public Landing? LastLanded(string registry, string dataset, District scope) => Newest(registry, dataset, scope, LandingState.Landed);

    /// <summary>The newest landings, newest first.</summary>
    public IReadOnlyList<Landing> Latest(int count) => _store.Read(c =>
        c.Query<Row>(Columns + "ORDER BY id DESC " + _store.Dialect.FirstCount, new { Count = count }).Select(r => r.ToLanding()).ToList());

    /// <summary>16 bytes that stand for a person in what a landing sends: the same every time, others in every landing, and without the site's key they tell nothing.</summary>
    public byte[] Mark(long landing, string person) => _store.Keys.Index(KeyedIndex.RequestReference, FormattableString.Invariant($"{landing}\n{person}"));

    /// <summary>The newest landings of a registry, newest first.</summary>
    public IReadOnlyList<Landing> Latest(string registry, int count) => _store.Read(c =>
        c.Query<Row>(Columns + "WHERE registry = @Registry ORDER BY id DESC " + _store.Dialect.FirstCount, new { Registry = registry, Count = count }).Select(r => r.ToLanding()).ToList());

    /// <summary>How many people were asked about, by what came of it.</summary>
    public IReadOnlyDictionary<PersonAnswer, int> Answers(long landing) => _store.Read(c => c.Query<(long Answer, long People)>(
        "SELECT answer, COUNT(*) AS people FROM clearance WHERE landing = @Landing AND sent = 1 GROUP BY answer ORDER BY answer", new { Landing = landing }).ToDictionary(r => (PersonAnswer)r.Answer, r => (int)r.People));

    /// <summary>Notes what is sure: rows and bytes that are on the disk, the place to go on from, and the answers that they hold.</summary>
    /// <exception cref="StoreException">The landing is not open any more.</exception>
    public void Commit(long landing, long rows, long bytes, string place, IReadOnlyCollection<(string Person, PersonAnswer Answer)> answers) => _store.Write((connection, transaction) =>
    {
        RefuseEnded(connection.Execute(
            "UPDATE landing SET row_count = @Rows, byte_count = @Bytes, place = @Place, failure = NULL WHERE id = @Id AND state = @Open",
            new { Rows = rows, Bytes = bytes, Place = place, Id = landing, Open = (int)LandingState.Open }, transaction), landing);
        var now = _store.Now;
        foreach (var (person, answer) in answers)
        {
            connection.Execute(
                "UPDATE clearance SET answer = @Answer, answered_at = @Now WHERE landing = @Landing AND person = @Person AND sent = 1",
                new { Answer = (int)answer, Now = now, Landing = landing, Person = person }, transaction);
        }
    });

    /// <summary>Everything came: notes the file's name and SHA-256, before it is put there.</summary>
    /// <exception cref="StoreException">The landing is not open any more.</exception>
    public void MarkWhole(long landing, string sha256, string file) => _store.Write((connection, transaction) => RefuseEnded(connection.Execute(
        "UPDATE landing SET sha256 = @Sha256, \"file\" = @File WHERE id = @Id AND state = @Open", new { Sha256 = sha256, File = file, Id = landing, Open = (int)LandingState.Open }, transaction), landing));

    /// <summary>Ends a landing, with the reason when it is given up.</summary>
    public void End(long landing, LandingState state, string? failure) => _store.Write((connection, transaction) =>
    {
        connection.Execute(
            "UPDATE landing SET state = @State, failure = @Failure, ended_at = @Now WHERE id = @Id AND state = @Open",
            new { State = (int)state, Failure = failure, Now = _store.Now, Id = landing, Open = (int)LandingState.Open }, transaction);
    });

    /// <summary>Notes an attempt that did not come to its end.</summary>
    public void Failed(long landing, string failure) => _store.Write((connection, transaction) =>
    {
        connection.Execute("UPDATE landing SET failure = @Failure, tries = tries + 1 WHERE id = @Id AND state = @Open", new { Failure = failure, Id = landing, Open = (int)LandingState.Open }, transaction);
    });

    /// <summary>People of a landing, by key: with any answer, or only those given.</summary>
    public IReadOnlyList<AskedPerson> People(long landing, params PersonAnswer[] answers) => _store.Read(c => c.Query<PersonRow>(
        PersonColumns + "WHERE c.landing = @Landing" + (answers.Length == 0 ? "" : " AND " + _store.Dialect.In("c.answer", "@Answers")) + " ORDER BY c.person",
        new { Landing = landing, Answers = answers.Select(a => (int)a).ToList() }).Select(r => r.ToPerson()).ToList());

    /// <summary>Every time that somebody was asked about, newest first: what the auditor and the person himself may know.</summary>
    public IReadOnlyList<(Landing Landing, AskedPerson Person)> Asked(string person) => _store.Read(connection =>
        connection.Query<PersonRow>(PersonColumns + "WHERE c.person = @Person ORDER BY c.landing DESC", new { Person = person }).AsList()
            .Select(r => (Get(connection, null, r.Landing), r.ToPerson())).ToList());

    /// <summary>How many people the gate let through for nobody to ask about, by reason.</summary>
    public IReadOnlyDictionary<GateRefusal, int> Refusals(long landing) => _store.Read(c => c.Query<(long Reason, long People)>(
        "SELECT reason, people FROM gate_refusal WHERE landing = @Landing ORDER BY reason", new { Landing = landing }).ToDictionary(r => (GateRefusal)r.Reason, r => (int)r.People));

    private Landing? Newest(string registry, string dataset, District scope, LandingState state) => _store.Read(c => c.QueryFirstOrDefault<Row>(
        Columns + "WHERE registry = @Registry AND dataset = @Dataset AND scope = @Scope AND state = @State ORDER BY id DESC " + _store.Dialect.FirstCount,
        new { Registry = registry, Dataset = dataset, Scope = scope.Code, State = (int)state, Count = 1 }))?.ToLanding();

    private static Landing? Find(DbConnection connection, DbTransaction? transaction, long id) =>
        connection.QuerySingleOrDefault<Row>(Columns + "WHERE id = @Id", new { Id = id }, transaction)?.ToLanding();

    private static Landing Get(DbConnection connection, DbTransaction? transaction, long id) => Find(connection, transaction, id) ?? throw new StoreException(FormattableString.Invariant($"There is no landing {id}."));

    private static void RefuseEnded(int changed, long landing)
    {
        if (changed != 1) throw new StoreException(FormattableString.Invariant($"Landing {landing} is not open any more: nothing was noted."));
    }

    private sealed record PersonRow
    {
        public long Landing { get; init; }
        public string Person { get; init; } = "";
        public int? Basis { get; init; }
        public string? SignedOn { get; init; }
        public bool Sent { get; init; }
        public int Answer { get; init; }
        public string? AnsweredAt { get; init; }

        public AskedPerson ToPerson() => new(
            Landing, Person, (ClearanceBasis?)Basis, SignedOn is null ? null : Iso.Day(SignedOn), Sent, (PersonAnswer)Answer, AnsweredAt is null ? null : Iso.Instant(AnsweredAt));
    }

    private sealed record Row
    {
        public long Id { get; init; }
        public string Registry { get; init; } = "";
        public string Dataset { get; init; } = "";
        public int Scope { get; init; }
        public string Transport { get; init; } = "";
        public string AsOf { get; init; } = "";
        public string FirstMonth { get; init; } = "";
        public string LastMonth { get; init; } = "";
        public int Mode { get; init; }
        public string Agreement { get; init; } = "";
        public string Purpose { get; init; } = "";
        public long AskedImport { get; init; }
        public string AskedOn { get; init; } = "";
        public int State { get; init; }
        public string? Place { get; init; }
        public long RowCount { get; init; }
        public long ByteCount { get; init; }
        public string? Sha256 { get; init; }
        public string? File { get; init; }
        public string? Failure { get; init; }
        public int Tries { get; init; }
        public string StartedAt { get; init; } = "";
        public string? EndedAt { get; init; }

        public Landing ToLanding() => new(
            Id,
            new LandingOf(
                Registry, Dataset, new District(Scope), Transport, Iso.Day(AsOf), Month.Parse(FirstMonth), Month.Parse(LastMonth), (DeliveryMode)Mode, Agreement, Purpose,
                new MatchPass(AskedImport, Iso.Day(AskedOn))),
            (LandingState)State, Place, RowCount, ByteCount, Sha256, File, Failure, Tries, Iso.Instant(StartedAt), EndedAt is null ? null : Iso.Instant(EndedAt));
    }
}
