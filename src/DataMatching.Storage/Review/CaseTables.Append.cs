using System.Data.Common;
using Dapper;
using DataMatching.Identity;
using DataMatching.Review;

namespace DataMatching.Storage;

public sealed partial class CaseTables
{
    /// <summary>Notes events and lists the case as it stands after them, in one transaction. It counts as touched from then on.</summary>
    /// <param name="reviewCase">Number of the case.</param>
    /// <param name="scope">The district of who does it.</param>
    /// <param name="expectedSequence">The last event that the caller knew.</param>
    /// <param name="events">At least one.</param>
    /// <param name="after">The same quarter and household; the number is not looked at.</param>
    /// <param name="files">Photos and scans of the events: they are kept with them or not at all.</param>
    /// <returns>The sequence of the last event.</returns>
    /// <exception cref="CaseConflictException">Somebody else has noted something first.</exception>
    /// <exception cref="StoreException">There is no such case in the scope, or <paramref name="after"/> is another household's.</exception>
    public int Append(long reviewCase, District? scope, int expectedSequence, IReadOnlyList<NewEvent> events, CaseListing after, IReadOnlyList<NewAttachment>? files = null) =>
        Append([new CaseAppend(reviewCase, scope, expectedSequence, events, after)], files);

    /// <summary>The same for several cases at once: all of it or nothing. The files belong to the first.</summary>
    /// <returns>The sequence of the last event of the first.</returns>
    /// <inheritdoc cref="Append(long, District?, int, IReadOnlyList{NewEvent}, CaseListing, IReadOnlyList{NewAttachment}?)"/>
    public int Append(IReadOnlyList<CaseAppend> together, IReadOnlyList<NewAttachment>? files = null)
    {
        ArgumentOutOfRangeException.ThrowIfZero(together.Count, nameof(together));
        foreach (var one in together) ArgumentOutOfRangeException.ThrowIfZero(one.Events.Count, nameof(together));
        var sealedFiles = (files ?? []).Select(f => _store.Attachments.Seal(together[0].Case, f)).ToList();
        return _store.Write((connection, transaction) =>
        {
            foreach (var file in sealedFiles) _store.Attachments.Insert(connection, transaction, file);
            using var writer = new CaseWriter(_store, connection, transaction);
            var last = together.Select(one => Append(connection, transaction, writer, one)).ToList();
            writer.KeepTally();
            return last[0];
        });
    }

    private static int Append(DbConnection connection, DbTransaction transaction, CaseWriter writer, CaseAppend one)
    {
        var stored = Find(connection, transaction, one.Case, one.Scope) ?? throw NoCase(one.Case);
        if (stored.Sequence != one.Expected) throw new CaseConflictException(one.Case, one.Expected, stored.Sequence);
        if (!string.Equals(stored.Household, one.After.Household, StringComparison.Ordinal) || !string.Equals(stored.Quarter, one.After.Quarter.ToString(), StringComparison.Ordinal))
            throw new StoreException("A case keeps its quarter and its household; nothing was stored.");
        var sequence = stored.Sequence;
        var last = LastAt(connection, transaction, stored);
        foreach (var e in one.Events)
        {
            writer.Note(one.Case, ++sequence, e with { At = last = Later(e.At, last) });
            if (CaseEventKind.IsEvidence(e.Kind)) NumberEvidence(connection, transaction, stored.Household, one.Case, sequence);
        }

        writer.Update(stored, one.After, sequence, stored.Basis, touched: true, stored.Flagged);
        return sequence;
    }

    /// <summary>Gives cases to somebody (null: to nobody), with one event each, in one transaction. Cases outside the scope, and those he has already, are passed over.</summary>
    /// <param name="cases">Numbers of cases.</param>
    /// <param name="scope">The district of who assigns.</param>
    /// <param name="assignee">Who is to have them.</param>
    /// <param name="noted">The event; its json is the same for all.</param>
    /// <returns>The numbers of the cases that changed hands, ascending.</returns>
    public IReadOnlyList<long> Assign(IReadOnlyCollection<long> cases, District? scope, long? assignee, NewEvent noted) => _store.Write((connection, transaction) =>
    {
        var changed = new List<long>();
        using var writer = new CaseWriter(_store, connection, transaction);
        foreach (var id in cases.Distinct().Order())
        {
            if (Find(connection, transaction, id, scope) is not { } stored || stored.Assignee == assignee) continue;
            writer.Note(id, stored.Sequence + 1, noted with { At = Later(noted.At, LastAt(connection, transaction, stored)) });
            writer.Update(stored, stored.ToListing() with { Assignee = assignee }, stored.Sequence + 1, stored.Basis, stored.Touched, stored.Flagged);
            changed.Add(id);
        }

        writer.KeepTally();
        return changed;
    });

    private static DateTimeOffset LastAt(DbConnection connection, DbTransaction transaction, CaseRow stored) => Iso.Instant(connection.ExecuteScalar<string>(
        "SELECT at FROM case_event WHERE review_case = @Id AND sequence = @Sequence", new { stored.Id, stored.Sequence }, transaction)!);

    /// <summary>Never before the case's last event: the order of events is that of their moments, whoever stamped them and when.</summary>
    private static DateTimeOffset Later(DateTimeOffset at, DateTimeOffset last) => at < last ? last : at;

    /// <summary>What a run notes bears the moment of its writing: it began long before.</summary>
    private DateTimeOffset Stamp(DateTimeOffset begun, DateTimeOffset last) => Later(Later(begun, _store.Moment), last);
}
