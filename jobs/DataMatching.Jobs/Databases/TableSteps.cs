using DataMatching.Storage;

namespace DataMatching.Jobs.Databases;

/// <summary>Tables that are gone through, as steps of a work.</summary>
internal sealed class TableSteps(string work, IProgress<StepProgress> progress) : IProgress<TableProgress>
{
    public void Report(TableProgress value) => progress.Report(new StepProgress($"{work} {value.Table}", value.Rows, null, value.Rows));
}
