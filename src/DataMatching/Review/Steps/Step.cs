using DataMatching.Assessment;
using DataMatching.Identity;

namespace DataMatching.Review;

/// <summary>What a step of a plan is; each is done by one kind of event.</summary>
public enum StepKind
{
    /// <summary>申请</summary>
    Application = 0,

    /// <summary>进: 入户</summary>
    Visit = 1,

    /// <summary>看: 查证</summary>
    Evidence = 2,

    /// <summary>算: 核算</summary>
    Sums = 3,

    /// <summary>议: 集体研究</summary>
    Discussion = 4,

    /// <summary>评: 评定</summary>
    Assessment = 5,

    /// <summary>公示</summary>
    Notice = 6,

    /// <summary>审核、审批: the signature of a level</summary>
    Signature = 7,

    /// <summary>认定核查结果: the outcome coded</summary>
    Outcome = 8,

    /// <summary>书面告知</summary>
    Reasons = 9,

    /// <summary>听取意见</summary>
    Hearing = 10,

    /// <summary>等待期</summary>
    Waiting = 11,

    /// <summary>退出生效</summary>
    Effect = 12,

    /// <summary>办结</summary>
    Close = 13,
}

/// <summary>One step of a plan.</summary>
/// <param name="Id">Unique in its plan; short, stable, kept in listings, such as <c>visit</c>.</param>
/// <param name="Role">Who does it: grassroots, county or city.</param>
/// <param name="WorkingDays">Working days allowed for it, 1 to 250.</param>
/// <param name="Runs">Working days that a notice hangs or a waiting lasts, 1 to 250; 0 for every other step.</param>
/// <param name="Chair">The signature of the union's chair is part of it.</param>
/// <param name="Source">Where the step and its numbers stand: a clause, or "site's choice".</param>
public sealed record Step(string Id, StepKind Does, string Chinese, string English, Role Role, int WorkingDays, int Runs, bool Chair, string Source);

/// <summary>
/// The ordered steps of one flag (and kind of exit) in a district (null: the whole country) for cases opened on <paramref name="From"/> or later, until another
/// plan of the same place holds. <paramref name="ObjectionDays"/>: working days allowed to answer an objection.
/// </summary>
public sealed record StepPlan(Flag Flag, ExitKind? ExitKind, District? District, DateOnly From, int ObjectionDays, IReadOnlyList<Step> Steps)
{
    /// <summary>True for a step that no configuration does without; an entry's signature is the chair's.</summary>
    public bool Requires(Step step) => step.Does == StepKind.Close || (StepOrder.Needed(this).Contains(step.Does) && (Flag != Flag.Add || step.Does != StepKind.Signature || step.Chair));

    /// <summary>Where the step of this id stands in the order; -1 when there is none.</summary>
    public int IndexOf(string id)
    {
        for (var i = 0; i < Steps.Count; i++)
        {
            if (string.Equals(Steps[i].Id, id, StringComparison.Ordinal)) return i;
        }

        return -1;
    }

    /// <summary>The step of this id; null when there is none.</summary>
    public Step? Find(string id) => IndexOf(id) is >= 0 and var at ? Steps[at] : null;
}
