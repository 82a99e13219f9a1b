using System.Data.Common;
using System.Text;
using Dapper;
using DataMatching.Storage.Protection;

namespace DataMatching.Storage;

public sealed partial class AccountTables
{
    /// <exception cref="StoreException">There is no such account, or the hash was tampered with.</exception>
    public AccountSecret Secret(long account)
    {
        var row = _store.Read(c => c.QuerySingleOrDefault<SecretRow>(
            "SELECT name AS Name, password_enc AS Password, stamp AS Stamp, failed_attempts AS Failed, locked_until AS LockedUntil FROM account WHERE id = @Id", new { Id = account }))
            ?? throw NoAccount(account);
        var hash = row.Password is { } password ? Encoding.UTF8.GetString(_store.Keys.Unseal(Place.Password(row.Name), password)) : null;
        return new AccountSecret(account, hash, row.Stamp, row.Failed, row.LockedUntil is { } until ? Iso.Instant(until) : null);
    }

    /// <summary>Sets the hash and the stamp that ends other sessions; failed attempts and the lock are forgotten, open invitations of the account are void.</summary>
    /// <param name="hash">The finished hash; what makes and checks it is the caller's.</param>
    /// <param name="stamp">Random bytes.</param>
    /// <exception cref="StoreException">There is no such account.</exception>
    public void SetPassword(long account, string hash, byte[] stamp) => _store.Write((connection, transaction) =>
    {
        var name = Find(connection, transaction, account)?.Name ?? throw NoAccount(account);
        connection.Execute(
            "UPDATE account SET password_enc = @Password, stamp = @Stamp, failed_attempts = 0, locked_until = NULL WHERE id = @Id",
            new { Password = _store.Keys.Seal(Place.Password(name), Encoding.UTF8.GetBytes(hash)), Stamp = stamp, Id = account }, transaction);
        Void(connection, transaction, CodePurpose.Invite, account);
    });

    /// <summary>
    /// Takes one of the attempts that an account has, before its password is looked at, so that guesses made at once are all counted. The last one locks the account until the instant given;
    /// when a lock is over, counting begins anew. What turned out right is told by <see cref="ClearFailures"/>.
    /// </summary>
    /// <param name="account">A number that no account has gets no attempt, by the same work.</param>
    /// <param name="most">How many attempts in a row there are; from 1.</param>
    /// <param name="lockedUntil">When the lock that the last one brings is over.</param>
    /// <returns>False when the account is locked or there is none.</returns>
    public bool TakeAttempt(long account, int most, DateTimeOffset lockedUntil) => _store.Write((connection, transaction) => connection.Execute(
        "UPDATE account SET failed_attempts = CASE WHEN locked_until IS NULL THEN failed_attempts + 1 ELSE 1 END, "
        + "locked_until = CASE WHEN (CASE WHEN locked_until IS NULL THEN failed_attempts + 1 ELSE 1 END) >= @Most THEN @Until ELSE NULL END "
        + "WHERE id = @Id AND (locked_until IS NULL OR locked_until <= @Now)",
        new { Id = account, Most = most, Until = Iso.Of(lockedUntil), _store.Now }, transaction) == 1);

    /// <summary>Forgets failed attempts and the lock, after a success or by an administrator.</summary>
    public void ClearFailures(long account) => _store.Write((connection, transaction) =>
    {
        connection.Execute("UPDATE account SET failed_attempts = 0, locked_until = NULL WHERE id = @Id AND (failed_attempts <> 0 OR locked_until IS NOT NULL)", new { Id = account }, transaction);
    });

    /// <summary>Keeps a one-time code, as a keyed hash only; an earlier one for the same is void.</summary>
    /// <param name="purpose">What it is for.</param>
    /// <param name="account">Whose; null exactly for <see cref="CodePurpose.Setup"/>.</param>
    /// <param name="code">Random; as it will be typed in.</param>
    /// <param name="expires">From this instant on it is not good.</param>
    public void AddCode(CodePurpose purpose, long? account, string code, DateTimeOffset expires)
    {
        if ((account is null) != (purpose == CodePurpose.Setup)) throw new ArgumentException("An invitation is somebody's, a set-up code is nobody's.", nameof(account));
        _store.Write((connection, transaction) =>
        {
            Void(connection, transaction, purpose, account);
            connection.Execute(
                "INSERT INTO account_code (code_index, purpose, account, expires_at) VALUES (@Code, @Purpose, @Account, @Expires)",
                new { Code = CodeIndex(code), Purpose = (int)purpose, Account = account, Expires = Iso.Of(expires) }, transaction);
        });
    }

    /// <summary>What the code is good for now; null when it is unknown, used, void or expired. It stays good.</summary>
    public GoodCode? LookAtCode(string code) => _store.Read(c => Look(c, null, code));

    /// <summary>The same, and it is used up: of two who use it at once, one gets it.</summary>
    public GoodCode? UseCode(string code) => _store.Write((connection, transaction) =>
    {
        var good = Look(connection, transaction, code);
        if (good is not null) connection.Execute("UPDATE account_code SET used_at = @Now WHERE code_index = @Code", new { _store.Now, Code = CodeIndex(code) }, transaction);
        return good;
    });

    /// <summary>Notes that somebody signed in or failed to; <paramref name="account"/> null: nobody has that name.</summary>
    public void LogSignIn(long? account, bool ok) => _store.Write((connection, transaction) =>
    {
        connection.Execute("INSERT INTO sign_in (account, at, ok) VALUES (@Account, @At, @Ok)", new { Account = account, At = _store.Now, Ok = Iso.Of(ok) }, transaction);
    });

    /// <summary>Attempts to sign in, newest first; of one account, or of all.</summary>
    public IReadOnlyList<SignIn> SignIns(long? account, int limit) => _store.Read(c => c.Query<SignInRow>(
        "SELECT id AS Id, account AS Account, at AS At, ok AS Ok FROM sign_in " + (account is null ? "" : "WHERE account = @Account ") + "ORDER BY id DESC " + _store.Dialect.FirstCount,
        new { Account = account, Count = limit }).Select(r => new SignIn(r.Id, r.Account, Iso.Instant(r.At), r.Ok)).ToList());

    private byte[] CodeIndex(string code) => _store.Keys.Index(KeyedIndex.AccountCode, code);

    private GoodCode? Look(DbConnection connection, DbTransaction? transaction, string code)
    {
        var row = connection.QuerySingleOrDefault<CodeRow>(
            "SELECT purpose AS Purpose, account AS Account FROM account_code WHERE code_index = @Code AND used_at IS NULL AND expires_at > @Now",
            new { Code = CodeIndex(code), _store.Now }, transaction);
        return row is null ? null : new GoodCode((CodePurpose)row.Purpose, row.Account);
    }

    private void Void(DbConnection connection, DbTransaction transaction, CodePurpose purpose, long? account) => connection.Execute(
        "UPDATE account_code SET used_at = @Now WHERE purpose = @Purpose AND used_at IS NULL AND (account = @Account OR (account IS NULL AND @Account IS NULL))",
        new { _store.Now, Purpose = (int)purpose, Account = account }, transaction);

    private sealed record SecretRow
    {
        public string Name { get; init; } = "";
        public byte[]? Password { get; init; }
        public byte[] Stamp { get; init; } = [];
        public int Failed { get; init; }
        public string? LockedUntil { get; init; }
    }

    private sealed record SignInRow
    {
        public long Id { get; init; }
        public long? Account { get; init; }
        public string At { get; init; } = "";
        public bool Ok { get; init; }
    }

    private sealed record CodeRow
    {
        public int Purpose { get; init; }
        public long? Account { get; init; }
    }
}
