using DataMatching.Identity;
using DataMatching.Quarters;
using DataMatching.Review;
using DataMatching.Time;

namespace DataMatching.Web.Hosting;

/// <summary>How far a replay is, or what it came to. <paramref name="Done"/>: households so far. <paramref name="Said"/>: the outcome, null while it runs. <paramref name="Failed"/>: it did not come to its end, or found differences.</summary>
/// <param name="Different">Households that a replay judged otherwise; of many the first.</param>
public sealed record QuarterProgress(Quarter Quarter, DateTimeOffset Began, long Done, Refusal? Said, bool Failed, IReadOnlyList<string> Different);

/// <summary>An adjustment file, ready to be handed out and on record.</summary>
public sealed record AdjustmentDownload(string Name, string MediaType, byte[] Content);

/// <summary>What the pages ask of a quarter and can't do themselves: they neither judge nor write files; the program does it for them.</summary>
public interface IQuarterWork
{
    /// <summary>Opening, in, out and closing, by county within the scope; null when the quarter was not run.</summary>
    Reconciliation? Sums(Quarter quarter, District? scope);

    /// <summary>Whether the quarter opens with what the one before closed with; null when that one was not closed.</summary>
    OpeningCheck? Opening(Quarter quarter);

    /// <summary>Everything that keeps it from being closed; empty when nothing does.</summary>
    /// <param name="quarter">The quarter.</param>
    /// <param name="sums">Of the whole site, when they are known already.</param>
    /// <param name="carryOver">True when what is undecided is to be carried over.</param>
    IReadOnlyList<Refusal> MissingToClose(Quarter quarter, Reconciliation? sums, bool carryOver);

    /// <summary>Closes it; the answer is why not, or null when it is closed.</summary>
    Refusal? Close(Quarter quarter, string? carryOver, long account);

    /// <summary>Begins to judge the quarter's pinned inputs again, beside the worker, since it changes nothing; the answer is why not. One replay runs at a time.</summary>
    Refusal? BeginReplay(Quarter quarter);

    /// <summary>The quarter's last replay since the program started; null for none.</summary>
    QuarterProgress? Progress(Quarter quarter);

    /// <summary>The adjustment file's layout asks for ID numbers in full: a purpose has to be given.</summary>
    bool AdjustmentHasIdNumbers { get; }

    /// <summary>The adjustment file of a quarter that was run, cut to the scope. It is on record when this returns.</summary>
    AdjustmentDownload Adjustments(Quarter quarter, District? scope, bool xlsx, long account, string purpose);
}
