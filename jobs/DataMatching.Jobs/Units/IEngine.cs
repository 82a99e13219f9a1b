using DataMatching.Storage;

namespace DataMatching.Jobs.Units;

/// <summary>
/// Has units performed: in this process, or by whichever node has a hand free. Whatever an engine keeps of its own, what is done is known from the ledger (<see cref="UnitTables"/>): a unit that is handed out
/// twice, or lost, does no harm.
/// </summary>
public interface IEngine : IDisposable
{
    /// <summary>The step whose units read deliveries: one at a time on a node, since reading one takes all processors, and only where the drop folder is.</summary>
    const string Deliveries = "match";

    /// <summary>Returns when every unit of the stage is done; what was done before is not done again.</summary>
    /// <param name="tell">Told how far the stage is: at its beginning, while it goes on and at its end.</param>
    /// <exception cref="JobRefused">A unit failed for good.</exception>
    /// <exception cref="OperationCanceledException">It was stopped; what is done stays done.</exception>
    void Carry(Stage stage, Action<StageProgress> tell, CancellationToken cancel);
}
