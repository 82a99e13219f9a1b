using DataMatching.Storage;

namespace DataMatching.Tests.Storage;

/// <summary>Verdicts of a run, saved as those of one unit.</summary>
internal static class SavedVerdicts
{
    /// <param name="part">Which of the run's parts it is: each is a stage of its own.</param>
    public static void SaveVerdicts(this Store store, long run, string part, IEnumerable<StoredVerdict> verdicts)
    {
        var (stage, _) = store.Units.Open($"run/{run}", part, "{}", [new UnitToDo("", 1)]);
        store.Runs.SaveVerdicts(run, store.Units.Begin(stage.Id, 0, "node")!, verdicts, () => "");
        store.Units.Close($"run/{run}");
    }
}
