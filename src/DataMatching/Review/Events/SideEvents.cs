using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Time;

namespace DataMatching.Review;

/// <summary>Judged again: a repeated run came to something else, or rests on something else; or a reviewer proved something. While nobody has worked on the case it is as if it had been opened so.</summary>
/// <inheritdoc cref="Opened"/>
public sealed record Rejudged(long Sequence, DateTimeOffset At, long By, Flag Flag, ExitKind? ExitKind, long Run, int Priority, IReadOnlyList<string> Rules) : CaseEvent(Sequence, At, By)
{
    /// <summary>Where the household lives by that judgement; null in events of before this was noted: where it lived when the case was opened.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Identity.District? District { get; init; }

    /// <summary>What a verdict says now of a case, as the program's own event: this, or that the household is not flagged.</summary>
    public static CaseEvent Event(Case known, Verdict verdict, long run, long sequence, DateTimeOffset at) =>
        verdict.Flag == Flag.Keep ? new Unflagged(sequence, at, 0, run) : Of(Opened.Of(verdict, known.Quarter, known.District, run, at, 0), sequence);

    /// <summary>What is said anew of a case that is there already, as the program's own event. <paramref name="opened"/>: the opening that the verdict asks for.</summary>
    public static Rejudged Of(Opened opened, long sequence) =>
        new(sequence, opened.At, 0, opened.Flag, opened.ExitKind, opened.Run, opened.Priority, opened.Rules) { District = opened.District };
}

/// <summary>
/// Another case of the same household, <paramref name="Case"/>, ended by <paramref name="Decision"/>: this one ends with it, for nobody comes into the files or leaves them twice.
/// Null: nobody had worked on this one, and the household is listed anew in a later quarter's case.
/// </summary>
public sealed record Superseded(long Sequence, DateTimeOffset At, long By, long Case, Decision? Decision) : CaseEvent(Sequence, At, By);

/// <summary>
/// What the event with the number <paramref name="Entry"/> of this case proved counts no more: it was recorded by mistake, by somebody declared kin since, or its step is to
/// be done again. The entry itself stays.
/// </summary>
public sealed record EvidenceWithdrawn(long Sequence, DateTimeOffset At, long By, long Entry, string Reason) : CaseEvent(Sequence, At, By);

/// <summary>Judged again, the household is no longer flagged. A case that nobody has worked on ends with it; any other stays, and whoever works on it decides.</summary>
public sealed record Unflagged(long Sequence, DateTimeOffset At, long By, long Run) : CaseEvent(Sequence, At, By);

/// <summary>异议: <paramref name="Who"/> objected, to <paramref name="What"/>. A closed case is open again.</summary>
public sealed record Objected(long Sequence, DateTimeOffset At, long By, DateOnly On, string Who, string What, IReadOnlyList<Attachment> Attachments) : CaseEvent(Sequence, At, By);

/// <summary>
/// The answer to the objection with the number <paramref name="Objection"/>. <paramref name="ReturnTo"/>: the step from which the case is done again when the
/// objection is right; null when it is not.
/// </summary>
public sealed record ObjectionAnswered(long Sequence, DateTimeOffset At, long By, long Objection, string Text, string? ReturnTo) : CaseEvent(Sequence, At, By);

/// <summary>退回: the steps from <paramref name="To"/> on are to be done again, for <paramref name="Reason"/>.</summary>
public sealed record Returned(long Sequence, DateTimeOffset At, long By, string To, string Reason) : CaseEvent(Sequence, At, By);

/// <summary>A declared income of one month was verified by a document: it fills the ledger's cell of that person, month and kind.</summary>
/// <param name="Person">Key of the person, such as <c>KN00001027/2</c>.</param>
/// <param name="Amount">Not negative; 0 says that nothing was received.</param>
public sealed record IncomeVerified(long Sequence, DateTimeOffset At, long By, string Person, Month Month, IncomeKind IncomeKind, Money Amount, Attachment Document) : CaseEvent(Sequence, At, By)
{
    /// <summary>The evidence for the household's judgement; its place is this event of this case, and its hash that of the document with it: one payslip may prove several months.</summary>
    /// <param name="number">Number of the case.</param>
    public VerifiedIncome ToFact(long number)
    {
        var row = FormattableString.Invariant($"cases/{number}\n{Sequence}\n{Document.Hash}");
        var place = new Provenance(0, FormattableString.Invariant($"cases/{number}"), Sequence, 0, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(row))));
        return new VerifiedIncome(Person, place, IncomeKind, Month, Amount, FormattableString.Invariant($"account {By}"), Recorded, Document.Name);
    }
}

/// <summary>What a match turned out to be.</summary>
public enum Outcome
{
    /// <summary>属实: the record is right and about this household.</summary>
    Right = 0,

    /// <summary>误匹配: the record is about somebody else.</summary>
    FalseMatch = 1,

    /// <summary>源头有误: the agency's record is wrong.</summary>
    WrongAtSource = 2,

    /// <summary>可解释: the record is right and does not mean what it seems to (sold but not transferred).</summary>
    Explained = 3,

    /// <summary>有争议: agency and household disagree, and nothing settles it.</summary>
    Disputed = 4,

    /// <summary>更正有利于困难家庭: corrected in the household's favour.</summary>
    CorrectedInFavour = 5,
}

/// <summary>
/// A proved correction: what an agency's record says wrongly. It silences the same false alarm in every judgement of a day up to <paramref name="ExpiresOn"/>, itself
/// included, and goes into the agency's correction file.
/// </summary>
/// <param name="RowHash">Hash of the record's row, as its <see cref="Provenance"/> has it.</param>
/// <param name="Says">What is right instead.</param>
/// <param name="Thing"><see cref="FactThing"/> of the record: knows it again in a later delivery that writes it otherwise; null for a doubtful one, and of an older program.</param>
public sealed record Correction(string Person, string Registry, string Dataset, string RowHash, string Says, Attachment Proof, DateOnly ProvedOn, DateOnly ExpiresOn, string? Thing = null)
{
    /// <summary>Longest time that a correction may hold, in years: then somebody looks again.</summary>
    public const int MostYears = 2;

    /// <summary>True when the fact stems from the record that is corrected, or from a later delivery of the same.</summary>
    public bool IsAbout(Fact fact) => string.Equals(fact.Person, Person, StringComparison.Ordinal)
        && string.Equals(fact.Registry, Registry, StringComparison.Ordinal) && string.Equals(fact.Dataset, Dataset, StringComparison.Ordinal)
        && (string.Equals(fact.Source.RowHash, RowHash, StringComparison.Ordinal) || (Thing is { } thing && string.Equals(FactThing.Of(fact), thing, StringComparison.Ordinal)));

    /// <summary>True when both correct the same record.</summary>
    public bool IsOf(Correction other) => (Person, Registry, Dataset, RowHash) == (other.Person, other.Registry, other.Dataset, other.RowHash);

    /// <summary>True when it silences the record in a judgement of this day; also before it was proved, for the record was wrong then too.</summary>
    public bool HoldsOn(DateOnly day) => day <= ExpiresOn;
}

/// <summary>The outcome of one reason, named by its <paramref name="Rule"/>.</summary>
public sealed record OutcomeCoded(long Sequence, DateTimeOffset At, long By, string Rule, Outcome Outcome, string Text, Correction? Correction) : CaseEvent(Sequence, At, By)
{
    public override StepKind? Does => StepKind.Outcome;
}

/// <summary>亲属申报: the account <paramref name="Account"/> is kin of somebody of the household (<paramref name="Kinship"/>) and has nothing more to do with the case.</summary>
public sealed record RelativeDeclared(long Sequence, DateTimeOffset At, long By, long Account, string Kinship) : CaseEvent(Sequence, At, By);

/// <summary>A remark, with files where there are some.</summary>
public sealed record Noted(long Sequence, DateTimeOffset At, long By, string Text, IReadOnlyList<Attachment> Attachments) : CaseEvent(Sequence, At, By);
