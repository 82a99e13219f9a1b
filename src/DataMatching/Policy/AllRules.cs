using DataMatching.Policy.Rules;

namespace DataMatching.Policy;

/// <summary>Every rule, exits in the order in which their kinds go first, then adds and re-examinations as docs/rules.md names them. A new rule is entered here; the architecture test looks for those that are not.</summary>
public static class AllRules
{
    public static readonly IReadOnlyList<IRule> InOrder =
    [
        new PrincipalDiedAlone(),
        new PrincipalRetiredSocialised(),
        new PrincipalMovedAway(),
        new IncomeAboveStandardForSixMonths(),
        new RelievedByAid(),

        new OnDibaoListAndAbleToWork(),
        new ReturnedToDibao(),
        new RelapsedWhileMonitored(),
        new HardshipAboveStandard(),
        new MigrantWorkerInHardship(),
        new LaidOffInRestructuring(),

        new IdentityConflict(),
        new PersonInTwoHouseholds(),
        new ConsentMissing(),
        new RequiredRegistryMissing(),
        new StandardOrPolicyMissing(),
        new UndeclaredMemberFound(),
        new DeclaredSpouseDivorced(),
        new VehicleBeyondLimits(),
        new HomesBeyondLimits(),
        new DepositsBeyondLimits(),
        new BusinessBeyondLimits(),
        new IncomeNotDeclared(),
        new SourcesContradict(),
        new BenefitPaidAfterDeath(),
        new MemberDied(),
        new DibaoStoppedWhileFiled(),
        new CausePersists(),
        new LikelyAboveButUnproved(),
    ];
}
