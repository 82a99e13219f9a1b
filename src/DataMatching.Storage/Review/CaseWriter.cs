using System.Data.Common;
using System.Globalization;
using System.Text;
using Dapper;
using DataMatching.Review;
using DataMatching.Storage.Protection;

namespace DataMatching.Storage;

/// <summary>Writes cases within one transaction, and what is kept beside them: by rule, by registry, by person, and the tally.</summary>
/// <param name="many">Thousands of new cases: their rows go together, and are seen after <see cref="Flush"/>.</param>
internal sealed class CaseWriter(Store store, DbConnection connection, DbTransaction transaction, bool many = false) : IDisposable
{
    private static readonly string[] SideColumns = ["place", "review_case", "province", "city", "district", "flag", "state"];

    private static readonly string Set = string.Join(", ", CaseRow.Inserted.Select(c => $"{c} = {Bulk.Parameter(c)}"));

    private readonly Bulk _cases = Rows(store, connection, transaction, many, "review_case", ["id", .. CaseRow.Inserted]);
    private readonly Bulk _events = Rows(store, connection, transaction, many, "case_event", "review_case", "sequence", "kind", "at", "account", "document_enc");
    private readonly Bulk _rules = Rows(store, connection, transaction, many, "case_rule", ["quarter", "rule", .. SideColumns]);
    private readonly Bulk _registries = Rows(store, connection, transaction, many, "case_registry", ["quarter", "registry", .. SideColumns]);
    private readonly Bulk _people = Rows(store, connection, transaction, many, "case_person", "review_case", "ordinal", "id_index", "name_index");
    private readonly DbCommand _known = Known(connection, transaction);
    private long? _last;
    private readonly SortedDictionary<(string Quarter, int District, int Flag, int State, string Step, int ExitKind, int Decision, bool Flagged), int> _tally = [];
    private readonly HashSet<(int Flag, int Kind, int Code, string Opened)> _plans = [];
    private readonly Dictionary<string, string> _booked = new(StringComparer.Ordinal);
    private readonly SortedDictionary<(string Quarter, string Due, int District, string Step), int> _due = [];

    /// <summary>A new case; its first event, of sequence 1, is to be noted next.</summary>
    public long Insert(CaseOpening opening)
    {
        var listing = opening.Listing;
        CaseRow.Check(listing);
        // Numbered here, where nobody else writes: an insert that answers with its id keeps a copy of every page it touches.
        var id = (_last ??= connection.ExecuteScalar<long?>("SELECT MAX(id) FROM review_case", transaction: transaction) ?? 0) + 1;
        _last = id;
        _events.After = _rules.After = _registries.After = _people.After = _cases;
        _cases.Add([id, .. CaseRow.Values(listing, 1, opening.Basis, false, true)]);
        AddSides(id, listing);
        AddPeople(id, opening.People);
        Tally(listing, true, 1);
        return id;
    }

    /// <summary>True when the household has a case in the quarter.</summary>
    public bool IsKnown(CaseListing listing)
    {
        _known.Parameters[0].Value = listing.Quarter.ToString();
        _known.Parameters[1].Value = listing.Household;
        return Convert.ToInt64(_known.ExecuteScalar(), CultureInfo.InvariantCulture) != 0;
    }

    /// <summary>Puts the listing in the place of what is stored; the number, quarter and household stay.</summary>
    public void Update(CaseRow stored, CaseListing after, int sequence, string basis, bool touched, bool flagged)
    {
        CaseRow.Check(after);
        Flush();
        var values = new DynamicParameters();
        var given = CaseRow.Values(after, sequence, basis, touched, flagged);
        for (var i = 0; i < given.Length; i++) values.Add(Bulk.Parameter(CaseRow.Inserted[i]), given[i]);
        values.Add("@Id", stored.Id);
        values.Add("@Stored", stored.Sequence);
        if (connection.Execute($"UPDATE review_case SET {Set} WHERE id = @Id AND sequence = @Stored", values, transaction) != 1)
            throw new CaseConflictException(stored.Id, stored.Sequence, sequence);
        var before = stored.ToListing();
        Tally(before, stored.Flagged, -1);
        Tally(after, flagged, 1);
        if (before.Decision != after.Decision) Book(stored, before, after, sequence);
        if (before.Priority == after.Priority && before.District == after.District && before.Flag == after.Flag && before.State == after.State && before.Rules.SequenceEqual(after.Rules, StringComparer.Ordinal)
            && before.Registries.SequenceEqual(after.Registries, StringComparer.Ordinal)) return;
        var place = CaseRow.Place(before.Priority, before.Household);
        Remove("rule", before.Rules);
        Remove("registry", before.Registries);
        AddSides(stored.Id, after);

        void Remove(string side, IEnumerable<string> values)
        {
            foreach (var value in values)
                connection.Execute($"DELETE FROM case_{side} WHERE quarter = @Quarter AND \"{side}\" = @Value AND place = @Place", new { stored.Quarter, Value = value, Place = place }, transaction);
        }
    }

    public void Note(long reviewCase, int sequence, NewEvent e) => _events.Add(
        reviewCase, sequence, e.Kind, Iso.Of(e.At), e.By, store.Keys.Seal(Place.CaseEvent(reviewCase, sequence), Encoding.UTF8.GetBytes(e.Json)));

    /// <summary>Keeps by which plan of steps such a case goes; what was kept first stays.</summary>
    public void KeepPlan(CaseListing c, string sha256)
    {
        var key = (Flag: (int)c.Flag, Kind: (int?)c.ExitKind ?? -1, c.District.Code, Opened: Iso.Of(c.Opened));
        if (!_plans.Add(key)) return;
        connection.Execute(
            "INSERT INTO case_plan (flag, exit_kind, district, opened, sha256) SELECT @Flag, @Kind, @District, @Opened, @Sha256 "
            + "WHERE NOT EXISTS (SELECT 1 FROM case_plan WHERE flag = @Flag AND exit_kind = @Kind AND district = @District AND opened = @Opened)",
            new { key.Flag, key.Kind, District = key.Code, key.Opened, Sha256 = sha256 }, transaction);
    }

    /// <summary>The people as now judged; those of before are no longer found.</summary>
    public void ReplacePeople(long reviewCase, IReadOnlyList<CasePerson> people)
    {
        connection.Execute("DELETE FROM case_person WHERE review_case = @Case", new { Case = reviewCase }, transaction);
        AddPeople(reviewCase, people);
    }

    /// <summary>Everything added so far is there for the next statement.</summary>
    public void Flush()
    {
        foreach (var rows in new[] { _cases, _events, _rules, _registries, _people }) rows.Flush();
    }

    /// <summary>To be called once, before the transaction is committed.</summary>
    public void KeepTally()
    {
        foreach (var (key, change) in _tally.Where(t => t.Value != 0))
        {
            var district = new Identity.District(key.District);
            var row = new { key.Quarter, Province = district.Province.Code, City = district.City.Code, key.District, key.Flag, key.State, key.Step, key.ExitKind, key.Decision, Flagged = Iso.Of(key.Flagged), Change = change };
            if (connection.Execute(
                "UPDATE case_tally SET cases = cases + @Change WHERE quarter = @Quarter AND district = @District AND flag = @Flag AND state = @State AND step = @Step "
                + "AND exit_kind = @ExitKind AND decision = @Decision AND flagged = @Flagged", row, transaction) == 0)
            {
                connection.Execute(
                    "INSERT INTO case_tally (quarter, province, city, district, flag, state, step, exit_kind, decision, flagged, cases) "
                    + "VALUES (@Quarter, @Province, @City, @District, @Flag, @State, @Step, @ExitKind, @Decision, @Flagged, @Change)",
                    row, transaction);
            }
        }

        foreach (var (key, change) in _due.Where(t => t.Value != 0))
        {
            var district = new Identity.District(key.District);
            var row = new { key.Quarter, key.Due, Province = district.Province.Code, City = district.City.Code, key.District, key.Step, Change = change };
            if (connection.Execute(
                "UPDATE case_due_tally SET cases = cases + @Change WHERE quarter = @Quarter AND due = @Due AND district = @District AND step = @Step", row, transaction) == 0)
            {
                connection.Execute(
                    "INSERT INTO case_due_tally (quarter, due, province, city, district, step, cases) VALUES (@Quarter, @Due, @Province, @City, @District, @Step, @Change)",
                    row, transaction);
            }
        }

        _tally.Clear();
        _due.Clear();
    }

    public void Dispose()
    {
        _known.Dispose();
        _cases.Dispose();
        _events.Dispose();
        _rules.Dispose();
        _registries.Dispose();
        _people.Dispose();
    }

    private static Bulk Rows(Store store, DbConnection connection, DbTransaction transaction, bool many, string table, params string[] columns) =>
        many ? store.Dialect.Bulk(connection, transaction, table, columns) : new PreparedInsert(connection, transaction, table, columns);

    private static DbCommand Known(DbConnection connection, DbTransaction transaction)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "SELECT COUNT(*) FROM review_case WHERE quarter = @Quarter AND household = @Household";
        foreach (var name in new[] { "@Quarter", "@Household" })
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private void AddSides(long id, CaseListing c)
    {
        var quarter = c.Quarter.ToString();
        object?[] side = [CaseRow.Place(c.Priority, c.Household), id, c.District.Province.Code, c.District.City.Code, c.District.Code, (int)c.Flag, (int)c.State];
        Add(_rules, c.Rules);
        Add(_registries, c.Registries);

        void Add(Bulk sides, IEnumerable<string> values)
        {
            foreach (var value in values.Distinct(StringComparer.Ordinal)) sides.Add([quarter, value, .. side]);
        }
    }

    private void AddPeople(long id, IReadOnlyList<CasePerson> people)
    {
        for (var i = 0; i < people.Count; i++)
        {
            var person = people[i];
            _people.Add(id, i, person.Id is { } number ? UnionLanding.IdIndex(store.Keys, number) : null, NameIndex(store, person.Name.Key));
        }
    }

    public static byte[] NameIndex(Store store, string key) => store.Keys.Index(KeyedIndex.PersonName, key);

    /// <summary>Notes the decision that came, and the one taken back, in the quarter that is open for them.</summary>
    private void Book(CaseRow stored, CaseListing before, CaseListing after, int sequence)
    {
        using var rows = store.Dialect.Bulk(
            connection, transaction, "case_decision", "review_case", "sequence", "change", "booked", "quarter", "household", "province", "city", "district", "decision", "decided_on");
        foreach (var (listing, change) in new[] { (before, -1), (after, 1) })
        {
            if (listing is not { Decision: { } decision, DecidedOn: { } day }) continue;
            rows.Add(stored.Id, sequence, change, Booked(stored.Quarter), stored.Quarter, stored.Household, listing.District.Province.Code, listing.District.City.Code, listing.District.Code, (int)decision, Iso.Of(day));
        }
    }

    /// <summary>The quarter itself, or the first after it that is not closed.</summary>
    private string Booked(string quarter)
    {
        if (_booked.TryGetValue(quarter, out var known)) return known;
        var open = quarter;
        while (connection.ExecuteScalar<long>("SELECT COUNT(*) FROM quarter WHERE quarter = @Quarter AND state = @Closed", new { Quarter = open, QuarterRow.Closed }, transaction) != 0)
            open = Time.Quarter.Parse(open).Next.ToString();
        return _booked[quarter] = open;
    }

    private void Tally(CaseListing c, bool flagged, int change)
    {
        var key = (c.Quarter.ToString(), c.District.Code, (int)c.Flag, (int)c.State, c.Step, (int?)c.ExitKind ?? -1, (int?)c.Decision ?? -1, flagged);
        _tally[key] = _tally.GetValueOrDefault(key) + change;
        if (c.Due is not { } day || c.State == CaseState.Closed) return;
        var due = (c.Quarter.ToString(), Iso.Of(day), c.District.Code, c.Step);
        _due[due] = _due.GetValueOrDefault(due) + change;
    }
}
