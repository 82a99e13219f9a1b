using System.Data.Common;
using Dapper;
using DataMatching.Assessment;
using DataMatching.Review;
using DataMatching.Time;

namespace DataMatching.Storage;

public sealed partial class CaseTables
{
    /// <summary>A transaction each: the others wait for one of them, not for the whole quarter, and so many are held. Of cases that come list by list, the most urgent first, each writes few pages of the indexes twice.</summary>
    internal int OpenedAtOnce { get; set; } = 5_000;

    /// <summary>
    /// Opens the cases of a quarter's run. The same household is the same case: of the same basis it stays as it is; otherwise one that nobody has worked on is listed as
    /// now judged (who has it keeps it), and any other keeps its listing; both note <c>rejudged</c>. Cases of households that do not come any more are marked as not flagged and note
    /// <c>unflagged</c>; those that nobody has worked on are closed with the flag Keep. A run that was killed in between is made whole by doing it again.
    /// </summary>
    /// <param name="quarter">A quarter that is not closed.</param>
    /// <param name="openings">All flagged households of the run, each once.</param>
    /// <param name="unflaggedJson">The event of those that are not flagged any more.</param>
    /// <param name="at">The instant of the openings; what is noted in cases that are there bears the moment of its writing, and none before the case's last event.</param>
    /// <param name="plan">The digest of the plan of steps of a list, county and day of opening, kept with the cases; null for no such plan, or to keep none.</param>
    /// <exception cref="StoreException">The quarter is closed, an opening is of another quarter or comes twice, or cannot be stored.</exception>
    public OpenedCases Open(Quarter quarter, IEnumerable<CaseOpening> openings, string unflaggedJson, DateTimeOffset at, Func<CaseListing, string?>? plan = null)
    {
        int opened = 0, unchanged = 0, renewed = 0;
        List<long> rejudged = [], unflagged = [];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var chunk in openings.Chunk(OpenedAtOnce))
        {
            foreach (var listing in chunk.Select(o => o.Listing))
            {
                if (listing.Quarter != quarter) throw new StoreException($"Household {listing.Household} is of quarter {listing.Quarter}, expected {quarter}.");
                if (!seen.Add(listing.Household)) throw new StoreException($"Household {listing.Household} comes twice in quarter {quarter}.");
            }

            _store.Write((connection, transaction) =>
            {
                RefuseClosed(connection, transaction, quarter);
                using var writer = new CaseWriter(_store, connection, transaction, many: true);
                // In the order of the indexes, so that a page is written once.
                foreach (var opening in chunk.OrderBy(o => CaseRow.Place(o.Listing.Priority, o.Listing.Household), StringComparer.Ordinal)) Open(connection, transaction, writer, opening);
                writer.KeepTally();
            });
        }

        Unflag();
        return new OpenedCases(opened, unchanged, renewed, rejudged, unflagged);

        void Open(DbConnection connection, DbTransaction transaction, CaseWriter writer, CaseOpening opening)
        {
            var listing = opening.Listing;
            if (!writer.IsKnown(listing))
            {
                KeepPlan(writer, listing);
                var id = writer.Insert(opening with { Listing = listing with { Assignee = null } });
                writer.Note(id, 1, new NewEvent(CaseEventKind.Opened, opening.Opened, at, null));
                opened++;
                return;
            }

            var stored = connection.QuerySingle<CaseRow>(
                CaseRow.Columns + "FROM review_case c WHERE c.quarter = @Quarter AND c.household = @Household",
                new { Quarter = quarter.ToString(), listing.Household }, transaction);
            if (stored.Flagged && string.Equals(stored.Basis, opening.Basis, StringComparison.Ordinal))
            {
                unchanged++;
                return;
            }

            var sequence = stored.Sequence + 1;
            writer.Note(stored.Id, sequence, new NewEvent(CaseEventKind.Rejudged, opening.Rejudged(), Stamp(at, LastAt(connection, transaction, stored)), null));
            writer.ReplacePeople(stored.Id, opening.People);
            var after = stored.Touched ? stored.ToListing() : listing with { Assignee = stored.Assignee, Opened = Iso.Day(stored.Opened) };
            if (!stored.Touched) KeepPlan(writer, after);
            writer.Update(stored, after, sequence, opening.Basis, stored.Touched, true);
            if (stored.Touched) rejudged.Add(stored.Id);
            else renewed++;
        }

        void KeepPlan(CaseWriter writer, CaseListing listing)
        {
            if (plan?.Invoke(listing) is { } digest) writer.KeepPlan(listing, digest);
        }

        void Unflag()
        {
            var gone = _store.Read(c => c.Query<(long Id, string Household)>(
                "SELECT id, household FROM review_case WHERE quarter = @Quarter AND flagged = @Flagged", new { Quarter = quarter.ToString(), Flagged = Iso.Of(true) })
                .Where(c => !seen.Contains(c.Household)).Select(c => c.Id).Order().ToList());
            foreach (var chunk in gone.Chunk(OpenedAtOnce))
            {
                _store.Write((connection, transaction) =>
                {
                    RefuseClosed(connection, transaction, quarter);
                    using var writer = new CaseWriter(_store, connection, transaction);
                    foreach (var id in chunk)
                    {
                        var stored = Find(connection, transaction, id, null)!;
                        var listing = stored.ToListing();
                        writer.Note(id, stored.Sequence + 1, new NewEvent(CaseEventKind.Unflagged, unflaggedJson, Stamp(at, LastAt(connection, transaction, stored)), null));
                        var after = stored.Touched ? listing : listing with { Flag = Flag.Keep, ExitKind = null, State = CaseState.Closed, Step = "", Turn = null, Due = null };
                        writer.Update(stored, after, stored.Sequence + 1, stored.Basis, stored.Touched, false);
                        unflagged.Add(id);
                    }

                    writer.KeepTally();
                });
            }
        }
    }

    private static void RefuseClosed(DbConnection connection, DbTransaction transaction, Quarter quarter)
    {
        var closed = connection.ExecuteScalar<long>(
            "SELECT COUNT(*) FROM quarter WHERE quarter = @Quarter AND state = @Closed", new { Quarter = quarter.ToString(), QuarterRow.Closed }, transaction);
        if (closed != 0) throw new StoreException($"Quarter {quarter} is closed: its cases stay as they are. What came to light later belongs to the next quarter.");
    }
}
