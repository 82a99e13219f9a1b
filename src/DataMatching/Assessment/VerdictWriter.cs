using System.Text.Json;
using DataMatching.Evidence;

namespace DataMatching.Assessment;

/// <summary>Writes a verdict; what is empty or zero is left out.</summary>
internal sealed class VerdictWriter(Utf8JsonWriter json, Dictionary<Fact, int> places)
{
    public void Write(Verdict v, IReadOnlyList<Fact> facts)
    {
        json.WriteStartObject();
        json.WriteString("household", v.Household);
        if (v.Quarter is { } quarter) json.WriteString("quarter", quarter.ToString());
        json.WriteString("state", v.State.ToString());
        json.WriteString("policy", v.Policy);
        json.WriteString("flag", v.Flag.ToString());
        if (v.ExitKind is { } kind) json.WriteString("exitKind", kind.ToString());
        json.WriteNumber("likelihood", v.Likelihood);
        json.WriteNumber("consequence", v.Consequence);
        if (v.DecisiveRecord is { } decisive) json.WriteNumber("decisive", places[decisive]);
        if (v.Flip is { } flip)
        {
            json.WriteStartObject("flip");
            Amount("perMonth", flip.PerMonth);
            if (flip.Counterfactual is { } without) json.WriteString("counterfactual", without.ToString());
            json.WriteString("text", flip.Text);
            json.WriteEndObject();
        }

        List("reasons", v.Reasons, reason =>
        {
            json.WriteString("rule", reason.Rule);
            json.WriteString("citation", reason.Citation);
            json.WriteString("text", reason.Text);
            Places("facts", reason.Facts);
        });
        Missing(v.Missing);
        List("findings", v.Findings, Finding);
        List("months", v.Months, Month);
        List("assets", v.Assets, asset =>
        {
            json.WriteNumber("fact", places[asset.Fact]);
            json.WriteBoolean("counts", asset.Counts);
            json.WriteString("why", asset.Why);
        });
        json.WriteStartArray("facts");
        foreach (var fact in facts) FactJson.Write(json, fact);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void Finding(RuleFinding finding)
    {
        json.WriteString("rule", finding.Rule);
        json.WriteString("kind", finding.Kind.ToString());
        if (finding.Applies) json.WriteBoolean("applies", true);
        json.WriteString("truth", finding.Truth.ToString());
        if (finding.Citation.Length > 0) json.WriteString("citation", finding.Citation);
        if (finding.Text.Length > 0) json.WriteString("text", finding.Text);
        Places("facts", finding.Facts);
        Missing(finding.Missing);
    }

    private void Month(MonthAssessment month)
    {
        json.WriteString("month", month.Month.ToString());
        Amount("standard", month.Standard);
        json.WriteNumber("low", month.Low.Fen);
        Amount("high", month.High);
        json.WriteNumber("estimate", month.Estimate.Fen);
        json.WriteNumber("living", month.Living.Fen);
        json.WriteString("cell", month.Cell.ToString());
        Places("dibaoBy", month.DibaoBy);
        List("members", month.Members, member =>
        {
            json.WriteString("person", member.Person);
            json.WriteNumber("proved", member.Proved.Fen);
            json.WriteNumber("suspected", member.Suspected.Fen);
            json.WriteNumber("upperOnly", member.UpperOnly.Fen);
            json.WriteBoolean("underSixteen", member.UnderSixteen);
            Amount("wagelessBase", member.WagelessBase);
            List("unanswered", member.Unanswered, one =>
            {
                json.WriteString("dataset", one.Dataset);
                json.WriteString("answer", one.Answer.ToString());
            });
            Places("provedBy", member.ProvedBy);
            Places("suspectedBy", member.SuspectedBy);
            Places("employedBy", member.EmployedBy);
        });
    }

    private void Missing(IReadOnlyList<MissingEvidence> missing) => List("missing", missing, one =>
    {
        json.WriteString("person", one.Person);
        json.WriteString("registry", one.Registry);
        json.WriteString("dataset", one.Dataset);
        json.WriteStartArray("months");
        foreach (var month in one.Months) json.WriteStringValue(month.ToString());
        json.WriteEndArray();
        json.WriteString("answer", one.Answer.ToString());
    });

    private void List<T>(string name, IReadOnlyList<T> items, Action<T> write)
    {
        if (items.Count == 0) return;
        json.WriteStartArray(name);
        for (var i = 0; i < items.Count; i++)
        {
            json.WriteStartObject();
            write(items[i]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void Places(string name, IReadOnlyList<Fact> facts)
    {
        if (facts.Count == 0) return;
        json.WriteStartArray(name);
        for (var i = 0; i < facts.Count; i++) json.WriteNumberValue(places[facts[i]]);
        json.WriteEndArray();
    }

    private void Amount(string name, Money? amount)
    {
        if (amount is { } known) json.WriteNumber(name, known.Fen);
    }
}
