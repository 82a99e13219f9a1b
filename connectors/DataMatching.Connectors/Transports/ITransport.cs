using DataMatching.Batches;
using DataMatching.Connectors.Registries;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Time;

namespace DataMatching.Connectors.Transports;

/// <summary>
/// Brings a delivery from an agency that does not put files into our folder. What it brings becomes a file with its manifest in the drop folder, and from there nothing is different.
/// </summary>
public interface ITransport
{
    /// <summary>
    /// Brings everything that is ordered, from where the landing stopped; it ends with <see cref="ILanding.Finish"/> or an exception. Where an answer takes days it may return before: the landing
    /// stays open, and the next night goes on.
    /// </summary>
    /// <exception cref="TransportException">It did not come to its end; what was committed stays, and the next time goes on from there.</exception>
    /// <returns>What somebody has to do although it did not fail, without personal data.</returns>
    IReadOnlyList<string> Bring(LandingOrder order, ILanding landing, CancellationToken cancel);
}

/// <summary>What is to be brought.</summary>
/// <param name="Dataset">Its standard headers are those of the rows.</param>
/// <param name="Registry">The agency's settings; its agreement's number and purpose go with every request.</param>
/// <param name="AsOf">The day of which the answer is to be; rows may not be newer than it promises.</param>
/// <param name="First">First month asked about, included.</param>
/// <param name="Last">Last month asked about, included.</param>
/// <param name="Keys">The people who may be asked about on this day; nobody else's number leaves the house.</param>
public sealed record LandingOrder(Dataset Dataset, RegistrySettings Registry, District Scope, DateOnly AsOf, Month First, Month Last, IReadOnlyList<Clearance> Keys)
{
    /// <summary>Standard headers that the agreement lets us have, in the order of the dataset; no other column is asked for.</summary>
    public IReadOnlyList<string> Columns =>
        [.. Dataset.Columns.Select(c => c.Name).Where(c => Registry.Sharing.Columns.TryGetValue(Dataset.Id, out var allowed) && allowed.Contains(c))];
}

/// <summary>One act of bringing one delivery in. It outlives a crash: what was committed is on disk and in the database together.</summary>
public interface ILanding
{
    /// <summary>Its number; requests carry it.</summary>
    long Id { get; }

    /// <summary>Where the last commit stood, as the transport wrote it; null at the beginning. No personal data.</summary>
    string? Place { get; }

    /// <summary>Rows added so far, committed or not.</summary>
    long Rows { get; }

    /// <summary>People who have an answer already, by their key.</summary>
    IReadOnlySet<string> Answered { get; }

    /// <summary>Adds a row: texts by <see cref="LandingOrder.Columns"/>. It counts with the next commit.</summary>
    void Add(IReadOnlyList<string?> row);

    /// <summary>Drops what was added since the last commit, to begin there again.</summary>
    void Rollback();

    /// <summary>Makes everything added so far last, with the place to go on from and the answers that it holds.</summary>
    void Commit(string place, IReadOnlyCollection<(string Person, PersonAnswer Answer)>? answers = null);

    /// <summary>Everything has come: commits, and hands the delivery over.</summary>
    /// <param name="promised">Rows as the agency counts them; null where it does not.</param>
    /// <exception cref="TransportException">Another number of rows came than was promised.</exception>
    void Finish(long? promised);
}

/// <summary>
/// A delivery could not be brought to its end: found, expected, where, what to do; without personal data. <see cref="Final"/>: going on from where it stopped cannot help, it begins anew.
/// </summary>
public sealed class TransportException(string message, bool final = false, Exception? cause = null) : Exception(message, cause)
{
    public bool Final => final;
}
