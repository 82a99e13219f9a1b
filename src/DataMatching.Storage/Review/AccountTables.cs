using System.Data.Common;
using System.Globalization;
using System.Text;
using Dapper;
using DataMatching.Identity;
using DataMatching.Review;
using DataMatching.Storage.Protection;

namespace DataMatching.Storage;

/// <summary>Who works with the pages. Nobody is deleted, only disabled. Names shown and password hashes are sealed; a password never comes here.</summary>
public sealed partial class AccountTables
{
    private const string Columns = "SELECT id AS Id, name AS Name, display_name_enc AS DisplayName, role AS Role, scope AS Scope, enabled AS Enabled FROM account ";
    private const int LongestName = 64;

    private readonly Store _store;

    internal AccountTables(Store store) => _store = store;

    /// <summary>Makes an account without a password, enabled.</summary>
    /// <param name="name">1 to 64 of a–z, 0–9, dot, dash and underscore.</param>
    /// <param name="stamp">Random bytes.</param>
    /// <exception cref="StoreException">The name is taken or is none; nothing was stored.</exception>
    public Account Create(string name, string displayName, Role role, District? scope, byte[] stamp)
    {
        if (name.Length is 0 or > LongestName || !name.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '.' or '-' or '_'))
            throw new StoreException("The sign-in name is not sound: expected 1 to 64 of a-z, 0-9, dot, dash and underscore.");
        return _store.Write((connection, transaction) =>
        {
            if (connection.ExecuteScalar<long>("SELECT COUNT(*) FROM account WHERE name = @Name", new { Name = name }, transaction) != 0)
                throw new StoreException($"The sign-in name {name} is taken. Nobody is deleted: enable that account again, or take another name.");
            var id = connection.ExecuteScalar<long>(
                _store.Dialect.InsertForId("account", "name", "display_name_enc", "role", "scope", "enabled", "stamp", "created_at"),
                new { name, displaynameenc = SealName(name, displayName), role = (int)role, scope = scope?.Code, enabled = Iso.Of(true), stamp, createdat = _store.Now }, transaction);
            return new Account(id, name, displayName, role, scope, true);
        });
    }

    public Account? Find(long id) => _store.Read(c => Find(c, null, id));

    /// <summary>By sign-in name, in any case of its letters.</summary>
    public Account? Find(string name) =>
        _store.Read(c => c.QuerySingleOrDefault<Row>(Columns + "WHERE name = @Name", new { Name = name.ToLowerInvariant() })) is { } row ? Open(row) : null;

    /// <summary>All accounts, disabled ones too, by sign-in name.</summary>
    public IReadOnlyList<Account> All() => _store.Read(c => c.Query<Row>(Columns + "ORDER BY name")).Select(Open).ToList();

    /// <summary>Changes display name, role, scope and whether it is enabled; its sessions end with the new stamp.</summary>
    /// <exception cref="StoreException">There is no such account, its name is another, or no enabled administrator would be left. Nothing was changed.</exception>
    public void Change(Account after, byte[] stamp) => _store.Write((connection, transaction) =>
    {
        var before = Find(connection, transaction, after.Id) ?? throw NoAccount(after.Id);
        if (!string.Equals(before.Name, after.Name, StringComparison.Ordinal)) throw new StoreException($"The sign-in name of {before.Name} cannot be changed.");
        connection.Execute(
            "UPDATE account SET display_name_enc = @DisplayName, role = @Role, scope = @Scope, enabled = @Enabled, stamp = @Stamp WHERE id = @Id",
            new { DisplayName = SealName(after.Name, after.DisplayName), Role = (int)after.Role, Scope = after.Scope?.Code, Enabled = Iso.Of(after.Enabled), Stamp = stamp, after.Id }, transaction);
        if (before is { Role: Role.Administrator, Enabled: true } && connection.ExecuteScalar<long>(
            "SELECT COUNT(*) FROM account WHERE role = @Role AND enabled = @Enabled", new { Role = (int)Role.Administrator, Enabled = Iso.Of(true) }, transaction) == 0)
            throw new StoreException($"{before.Name} is the only administrator: make another one first. Nothing was changed.");
    });

    private Account? Find(DbConnection connection, DbTransaction? transaction, long id) =>
        connection.QuerySingleOrDefault<Row>(Columns + "WHERE id = @Id", new { Id = id }, transaction) is { } row ? Open(row) : null;

    private byte[] SealName(string name, string displayName) => _store.Keys.Seal(Place.DisplayName(name), Encoding.UTF8.GetBytes(displayName));

    private Account Open(Row row) => new(
        row.Id, row.Name, Encoding.UTF8.GetString(_store.Keys.Unseal(Place.DisplayName(row.Name), row.DisplayName)), (Role)row.Role, row.Scope is { } code ? new District(code) : null, row.Enabled);

    private static StoreException NoAccount(long id) => new(string.Create(CultureInfo.InvariantCulture, $"There is no account {id}."));

    private sealed record Row
    {
        public long Id { get; init; }
        public string Name { get; init; } = "";
        public byte[] DisplayName { get; init; } = [];
        public int Role { get; init; }
        public int? Scope { get; init; }
        public bool Enabled { get; init; }
    }
}
