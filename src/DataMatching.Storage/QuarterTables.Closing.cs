using System.Text;
using Dapper;
using DataMatching.Identity;
using DataMatching.Quarters;
using DataMatching.Storage.Protection;
using DataMatching.Time;

namespace DataMatching.Storage;

public sealed partial class QuarterTables
{
    /// <inheritdoc cref="Close(Quarter, Func{QuarterClosing})"/>
    public void Close(QuarterClosing closing) => Close(closing.Quarter, () => closing);

    /// <summary>Closes it with its sums, in one transaction; closed again, it stays as it is.</summary>
    /// <param name="closed">The quarter.</param>
    /// <param name="sums">Reads and checks what it is closed with, by this store. It is called when nobody else can write any more, so that what it reads stays so; it must not write. What it throws closes nothing.</param>
    /// <exception cref="StoreException">No run was ever pinned, or cases are carried over without a reason.</exception>
    public void Close(Quarter closed, Func<QuarterClosing> sums)
    {
        _store.Write((connection, transaction) =>
        {
            var closing = sums();
            if (closing.CarriedOver > 0 && string.IsNullOrWhiteSpace(closing.Reason)) throw new StoreException($"Quarter {closed} has cases to carry over: a reason is expected.");
            var quarter = closed.ToString();
            var found = Find(connection, transaction, closed);
            if (found?.Run is null) throw new StoreException($"Quarter {closed} cannot be closed: it has no run yet. Run it first.");
            if (found.State == QuarterRow.Closed) return;
            var at = _store.Now;
            connection.Execute("UPDATE quarter SET state = @State, closed_at = @At WHERE quarter = @Quarter", new { State = QuarterRow.Closed, At = at, Quarter = quarter }, transaction);
            connection.Execute(
                "INSERT INTO quarter_closing (quarter, account, carried, reason_enc, at) VALUES (@Quarter, @Account, @Carried, @Reason, @At)",
                new { Quarter = quarter, closing.Account, Carried = closing.CarriedOver, Reason = closing.Reason is { } reason ? _store.Keys.Seal(Place.ClosingReason(quarter), Encoding.UTF8.GetBytes(reason)) : null, At = at },
                transaction);
            using var balances = _store.Dialect.Bulk(connection, transaction, "quarter_balance", "quarter", "district", "opening", "added", "exited", "kept", "corrected", "undecided", "ended");
            foreach (var b in closing.Districts) balances.Add(quarter, b.District.Code, b.Opening, b.Added, b.Exited, b.Kept, b.Corrected, b.Undecided, b.Ended);
        });
    }

    /// <summary>With what the quarter was closed; null when it is open, or was closed by an older program.</summary>
    /// <param name="quarter">The quarter.</param>
    /// <param name="scope">Only counties within it; the carried cases and the reason are those of the whole.</param>
    public QuarterClosing? Closing(Quarter quarter, District? scope) => _store.Read(connection =>
    {
        var name = quarter.ToString();
        if (connection.QuerySingleOrDefault<ClosingRow>(
            "SELECT account AS Account, carried AS Carried, reason_enc AS Reason FROM quarter_closing WHERE quarter = @Quarter", new { Quarter = name }) is not { } row) return null;
        var balances = connection.Query<BalanceRow>(
            "SELECT district AS District, opening AS Opening, added AS Added, exited AS Exited, kept AS Kept, corrected AS Corrected, undecided AS Undecided, ended AS Ended "
            + "FROM quarter_balance WHERE quarter = @Quarter ORDER BY district", new { Quarter = name })
            .Select(b => new DistrictBalance(new District(b.District), b.Opening, b.Added, b.Exited, b.Kept, b.Corrected, b.Undecided, b.Ended)).Where(b => scope is not { } s || b.District.IsWithin(s));
        return new QuarterClosing(quarter, [.. balances], row.Carried, row.Reason is { } reason ? Encoding.UTF8.GetString(_store.Keys.Unseal(Place.ClosingReason(name), reason)) : null, row.Account);
    });

    private sealed record ClosingRow
    {
        public long? Account { get; init; }
        public int Carried { get; init; }
        public byte[]? Reason { get; init; }
    }

    private sealed record BalanceRow
    {
        public int District { get; init; }
        public int Opening { get; init; }
        public int Added { get; init; }
        public int Exited { get; init; }
        public int Kept { get; init; }
        public int Corrected { get; init; }
        public int Undecided { get; init; }
        public int Ended { get; init; }
    }
}
