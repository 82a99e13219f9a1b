using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DataMatching.Matching.Linkage.Plans;

/// <summary>Writes a plan as <see cref="LinkPlanReader"/> reads it; levels are written where they are not the usual ones of the kind.</summary>
public static class LinkPlanWriter
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    public static string Write(LinkPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var root = new JsonObject();
        if (plan.LeftId is not null && plan.RightId is not null) root["id"] = plan.LeftId == plan.RightId ? plan.LeftId : new JsonObject { ["left"] = plan.LeftId, ["right"] = plan.RightId };
        root["fields"] = new JsonArray([.. plan.Fields.Select(Field)]);
        root["blocking"] = new JsonArray([.. plan.Blocking.Select(b => (JsonNode)b.ToString())]);
        root["assignment"] = plan.Assignment switch { Assignment.OneToOne => "one-to-one", Assignment.OneToMany => "one-to-many", _ => "many" };
        if (plan.Aim is { } aim) root["aim"] = new JsonObject { ["precision"] = aim.Precision, ["recall"] = aim.Recall };
        else root["threshold"] = plan.Threshold;
        if (plan.Sure is { Count: > 0 } sure) (root["sure"], root["sureShare"]) = (new JsonArray([.. sure.Select(b => (JsonNode)b.ToString())]), plan.SureShare);
        root["blockPairs"] = plan.MostPairsOfBlock;
        root["seed"] = plan.Seed;
        return root.ToJsonString(Indented) + "\n";
    }

    private static JsonNode Field(PlanField field)
    {
        var node = new JsonObject();
        if (field.Left == field.Right && field.Name == field.Left)
        {
            node["column"] = field.Name;
        }
        else
        {
            (node["name"], node["left"], node["right"]) = (field.Name, field.Left, field.Right);
        }

        node["kind"] = KindNames.Of(field.Kind);
        if (field.Levels is null) node["compare"] = false;
        else if (!field.Levels.Select(l => l.Name).SequenceEqual(UsualLevels.Of(field.Kind).Select(l => l.Name), StringComparer.Ordinal)) node["levels"] = new JsonArray([.. field.Levels.Select(l => (JsonNode)l.Name)]);
        if (field.Partner is not null) node["partner"] = field.Partner;
        if (field.Shared != UsualLevels.AreShared(field.Kind)) node["shared"] = field.Shared;
        if (field.Nothing is { } nothing) node["nothing"] = new JsonArray([.. nothing.Select(n => (JsonNode)n)]);
        if (!field.TermFrequency) node["termFrequency"] = false;
        return node;
    }
}
