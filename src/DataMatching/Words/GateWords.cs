using DataMatching.Batches;
using DataMatching.Households;

namespace DataMatching.Words;

/// <summary>What the gate and the answers of agencies are called.</summary>
public static class GateWords
{
    /// <summary>Why people are not asked about; follows their number: "12 without an authorisation".</summary>
    public static Word Of(GateRefusal refusal) => refusal switch
    {
        GateRefusal.AgreementNotInForce => new("协议不在有效期", "while the agreement is not in force"),
        GateRefusal.NoAuthorisation => new("没有授权", "without an authorisation"),
        GateRefusal.AuthorisationNotInForce => new("授权不在有效期", "whose authorisation is not in force"),
        GateRefusal.MinorWithoutGuardian => new("未成年人无监护人签署", "under age without a guardian's signature"),
        GateRefusal.NoUsableNumber => new("没有可用的证件号码", "without a valid number"),
        _ => new("已不是家庭成员", "who left their household before the months asked about"),
    };

    public static Word Of(PersonAnswer answer) => answer switch
    {
        PersonAnswer.Found => new("有记录", "found"),
        PersonAnswer.NoRecord => new("无记录", "no record"),
        PersonAnswer.Refused => new("拒绝答复", "refused"),
        PersonAnswer.Failed => new("未得到可用的答复", "failed"),
        _ => new("尚未答复", "no answer yet"),
    };

    public static Word Of(LandingState state) => state switch
    {
        LandingState.Open => new("进行中", "open"),
        LandingState.Landed => new("已到齐", "landed"),
        _ => new("已放弃", "given up"),
    };
}
