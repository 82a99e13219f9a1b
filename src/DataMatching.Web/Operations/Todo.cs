using DataMatching.Batches;
using DataMatching.Storage;
using DataMatching.Web.Hosting;
using DataMatching.Web.Words;
using DataMatching.Words;

namespace DataMatching.Web.Operations;

/// <summary>One thing that the operator has to see to, who else has the ball, and where it is looked at. <paramref name="Grave"/>: nothing can be taken in or run until it is done.</summary>
internal sealed record Todo(bool Grave, string What, string Next, string Address)
{
    /// <summary>In the order of their weight: what failed, what was refused, what is too old, what runs out.</summary>
    public static IReadOnlyList<Todo> Of(IDeliveries deliveries, IReadOnlyList<Batch> batches, Run? lastNight, NightOnPages? night, DateOnly today, Say say)
    {
        var todo = new List<Todo>();
        if (lastNight is { Failure: { } failure } && !failure.StartsWith("Abandoned", StringComparison.Ordinal))
            todo.Add(new Todo(true, say[OperationWords.OfRun(lastNight.Key, say) + " 失败", OperationWords.OfRun(lastNight.Key, say) + " failed"], say["看原因后重试", "see why, then retry"], Invariant($"/runs/{lastNight.Id}")));
        foreach (var refusal in deliveries.Refusals().Where(r => !r.Corrected))
        {
            todo.Add(new Todo(true, say[$"退回 {refusal.File}", $"refused: {refusal.File}"], say[deliveries.RefusalWords(refusal.Reason, refusal.Drift), refusal.Reason],
                refusal.Registry is { } registry ? $"/registries/{Uri.EscapeDataString(registry)}" : "/registries"));
        }

        foreach (var file in night?.WaitingForManifest ?? [])
            todo.Add(new Todo(false, say[$"等待清单 {file}", $"waits for its manifest: {file}"], say["仍在写入，或催部门补报清单", "still being written, or remind the agency"], "/registries"));
        foreach (var registry in deliveries.Registries)
        {
            foreach (var dataset in registry.Datasets)
            {
                var fresh = Freshness.Of(dataset, Freshness.Newest(batches, registry.Id, dataset.Id)?.Manifest.AsOf, today);
                if (fresh is { IsKnown: true, RunsOutSoon: false }) continue;
                todo.Add(new Todo(!fresh.IsKnown && dataset.Required, $"{say[ListWords.OfRegistry(registry.Id) + "·" + ListWords.OfDataset(registry.Id, dataset.Id), registry.Id + "/" + dataset.Id]} {fresh.Mark(say).Text}",
                    say["催部门报送", "ask the agency for a delivery"], $"/registries/{registry.Id}"));
            }

            if (registry.Until is { } until && until.DayNumber - today.DayNumber <= Freshness.AgreementWarningDays)
                todo.Add(new Todo(until < today, say[$"{ListWords.OfRegistry(registry.Id)} 共享协议 {ListWords.Of(until)} 到期", $"{registry.Id}: the agreement ends {ListWords.Of(until)}"], say["续签后才能接收", "renew it: nothing is pulled without"], $"/registries/{registry.Id}"));
        }

        return [.. todo.OrderByDescending(t => t.Grave)];
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
