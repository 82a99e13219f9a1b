using System.Text.Json;
using DataMatching.Jobs.Judging;
using DataMatching.Quarters;
using DataMatching.Storage;

namespace DataMatching.Jobs.Units;

/// <summary>Judges a share of a quarter's households; what comes of it beside the verdicts are counts.</summary>
internal sealed class JudgeQuarterUnits : StageWork
{
    public const string Step = "judge-quarter";
    private readonly Site _site;
    private readonly Terms _terms;
    private readonly JudgeHouseholds _judge;

    public JudgeQuarterUnits(Site site, Stage stage)
    {
        (_site, _terms) = (site, JsonSerializer.Deserialize<Terms>(stage.Document)!);
        var pins = PinnedInputs.FromJson(_terms.Pins);
        PinnedConfiguration.RefuseToHelp(site.Configuration, pins);
        _judge = new JudgeHouseholds(site, pins);
    }

    /// <summary>What all units of the stage need to know.</summary>
    public static string Document(long run, PinnedInputs pins) => JsonSerializer.Serialize(new Terms(run, pins.ToJson()));

    public override void Perform(UnitClaim claim, CancellationToken cancel)
    {
        var counts = new JudgedCounts();
        var households = 0;
        var terms = _site.Configuration.Terms;
        _site.Store.Runs.SaveVerdicts(_terms.Run, claim, _judge.Share(HouseholdShare.FromJson(claim.Document), cancel).Select(Counted), counts.ToJson);
        _site.Signals.Judged(Step, households);

        StoredVerdict Counted(Judged judged)
        {
            counts.Add(judged, terms);
            households++;
            return judged.Stored;
        }
    }

    private sealed record Terms(long Run, string Pins);
}
