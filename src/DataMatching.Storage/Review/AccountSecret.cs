namespace DataMatching.Storage;

/// <summary>What signing in needs to know of an account, and no page shows.</summary>
/// <param name="PasswordHash">As the caller made it; null: no password was set yet.</param>
/// <param name="Stamp">Random bytes that change with the password and the rights; a session that holds others has ended.</param>
/// <param name="FailedAttempts">Attempts taken since the last success or the end of the last lock; one that is under way counts.</param>
/// <param name="LockedUntil">Signing in is refused before this instant; null: not locked.</param>
public sealed record AccountSecret(long Account, string? PasswordHash, byte[] Stamp, int FailedAttempts, DateTimeOffset? LockedUntil);

/// <summary>An attempt to sign in; <paramref name="Account"/> null: nobody has the name that was tried (it is not kept).</summary>
public sealed record SignIn(long Id, long? Account, DateTimeOffset At, bool Ok);

/// <summary>What a one-time code is for.</summary>
public enum CodePurpose
{
    /// <summary>Making the first administrator.</summary>
    Setup = 0,

    /// <summary>Setting the password of an account that is new or has lost its own.</summary>
    Invite = 1,
}

/// <summary>A one-time code that was good. <paramref name="Account"/>: whose; null for <see cref="CodePurpose.Setup"/>.</summary>
public sealed record GoodCode(CodePurpose Purpose, long? Account);
