using DataMatching.Evidence;
using DataMatching.Review;
using Microsoft.AspNetCore.Http;

namespace DataMatching.Web.Cases;

/// <summary>What a reviewer may fill in on the sheet. Each kind of event takes the fields it needs; amounts are yuan as written.</summary>
public sealed class StepForm
{
    /// <summary>As events are named; empty when it was sent empty or not at all.</summary>
    public string Kind { get; set => field = value ?? ""; } = "";
    /// <summary>Number of the last event that the page showed: nobody signs what he has not seen.</summary>
    public long? Seen { get; set; }
    public DateOnly? On { get; set; }
    public DateOnly? Last { get; set; }
    public string? Second { get; set; }
    public CausesFound? Causes { get; set; }
    public string? Findings { get; set; }
    public string? Said { get; set; }
    public string? Text { get; set; }
    public string? Present { get; set; }
    public string? Chair { get; set; }
    public string? Amount { get; set; }
    public string? Income { get; set; }
    public string? Rent { get; set; }
    public string? Living { get; set; }
    public string? Medical { get; set; }
    public string? Study { get; set; }
    public HearingKind? Hearing { get; set; }
    public Decision? Decision { get; set; }
    public Outcome? Outcome { get; set; }
    public string? Rule { get; set; }

    /// <summary>Of an income: whose, of which month (2026-08), of which kind.</summary>
    public string? Person { get; set; }
    public string? Month { get; set; }
    public IncomeKind? IncomeKind { get; set; }

    /// <summary>Of a correction: person, registry, dataset and row hash of the record, apart by |; empty for none. Until when it holds, and what is right.</summary>
    public string? Record { get; set; }
    public DateOnly? Expires { get; set; }
    public string? Says { get; set; }

    public string? Subject { get; set; }
    public string? ReturnTo { get; set; }
    /// <summary>Number of the entry that is answered or withdrawn.</summary>
    public long Objection { get; set; }
    public IReadOnlyList<IFormFile> Files { get; set; } = [];
}
