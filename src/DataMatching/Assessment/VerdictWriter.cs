using System.Text.Json;
using DataMatching.Evidence;

namespace DataMatching.Assessment;

/// <summary>Writes a verdict; what is empty or zero is left out.</summary>
internal sealed class VerdictWriter(Utf8JsonWriter json, Dictionary<Fact, int> places)
{
    public void Write(Verdict v, IReadOnlyList<Fact> facts)
    {
        json.WriteStartObject();
        json.WriteString("household"u8, v.Household);
        if (v.Quarter is { } quarter) json.WriteString("quarter"u8, quarter.ToString());
        json.WriteString("state"u8, v.State.ToString());
        json.WriteString("policy"u8, v.Policy);
        json.WriteString("flag"u8, v.Flag.ToString());
        if (v.ExitKind is { } kind) json.WriteString("exitKind"u8, kind.ToString());
        json.WriteNumber("likelihood"u8, v.Likelihood);
        json.WriteNumber("consequence"u8, v.Consequence);
        if (v.DecisiveRecord is { } decisive) json.WriteNumber("decisive"u8, places[decisive]);
        if (v.Flip is { } flip)
        {
            json.WriteStartObject("flip"u8);
            Amount("perMonth"u8, flip.PerMonth);
            if (flip.Counterfactual is { } without) json.WriteString("counterfactual"u8, without.ToString());
            json.WriteString("text"u8, flip.Text);
            json.WriteEndObject();
        }

        List("reasons"u8, v.Reasons, reason =>
        {
            json.WriteString("rule"u8, reason.Rule);
            json.WriteString("citation"u8, reason.Citation);
            json.WriteString("text"u8, reason.Text);
            Places("facts"u8, reason.Facts);
        });
        Missing(v.Missing);
        List("findings"u8, v.Findings, Finding);
        List("months"u8, v.Months, Month);
        List("assets"u8, v.Assets, asset =>
        {
            json.WriteNumber("fact"u8, places[asset.Fact]);
            json.WriteBoolean("counts"u8, asset.Counts);
            json.WriteString("why"u8, asset.Why);
        });
        json.WriteStartArray("facts"u8);
        foreach (var fact in facts) FactJson.Write(json, fact);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void Finding(RuleFinding finding)
    {
        json.WriteString("rule"u8, finding.Rule);
        json.WriteString("kind"u8, finding.Kind.ToString());
        if (finding.Applies) json.WriteBoolean("applies"u8, true);
        json.WriteString("truth"u8, finding.Truth.ToString());
        if (finding.Citation.Length > 0) json.WriteString("citation"u8, finding.Citation);
        if (finding.Text.Length > 0) json.WriteString("text"u8, finding.Text);
        Places("facts"u8, finding.Facts);
        Missing(finding.Missing);
    }

    private void Month(MonthAssessment month)
    {
        json.WriteString("month"u8, month.Month.ToString());
        Amount("standard"u8, month.Standard);
        json.WriteNumber("low"u8, month.Low.Fen);
        Amount("high"u8, month.High);
        json.WriteNumber("estimate"u8, month.Estimate.Fen);
        json.WriteNumber("living"u8, month.Living.Fen);
        json.WriteString("cell"u8, month.Cell.ToString());
        Places("dibaoBy"u8, month.DibaoBy);
        List("members"u8, month.Members, member =>
        {
            json.WriteString("person"u8, member.Person);
            json.WriteNumber("proved"u8, member.Proved.Fen);
            json.WriteNumber("suspected"u8, member.Suspected.Fen);
            json.WriteNumber("upperOnly"u8, member.UpperOnly.Fen);
            json.WriteBoolean("underSixteen"u8, member.UnderSixteen);
            Amount("wagelessBase"u8, member.WagelessBase);
            List("unanswered"u8, member.Unanswered, one =>
            {
                json.WriteString("dataset"u8, one.Dataset);
                json.WriteString("answer"u8, one.Answer.ToString());
            });
            Places("provedBy"u8, member.ProvedBy);
            Places("suspectedBy"u8, member.SuspectedBy);
            Places("employedBy"u8, member.EmployedBy);
        });
    }

    private void Missing(IReadOnlyList<MissingEvidence> missing) => List("missing"u8, missing, one =>
    {
        json.WriteString("person"u8, one.Person);
        json.WriteString("registry"u8, one.Registry);
        json.WriteString("dataset"u8, one.Dataset);
        json.WriteStartArray("months"u8);
        foreach (var month in one.Months) json.WriteStringValue(month.ToString());
        json.WriteEndArray();
        json.WriteString("answer"u8, one.Answer.ToString());
    });

    private void List<T>(ReadOnlySpan<byte> name, IReadOnlyList<T> items, Action<T> write)
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

    private void Places(ReadOnlySpan<byte> name, IReadOnlyList<Fact> facts)
    {
        if (facts.Count == 0) return;
        json.WriteStartArray(name);
        for (var i = 0; i < facts.Count; i++) json.WriteNumberValue(places[facts[i]]);
        json.WriteEndArray();
    }

    private void Amount(ReadOnlySpan<byte> name, Money? amount)
    {
        if (amount is { } known) json.WriteNumber(name, known.Fen);
    }
}
