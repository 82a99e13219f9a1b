using System.Text;
using Dapper;
using DataMatching.Storage.Protection;

namespace DataMatching.Storage;

/// <summary>A worklist as somebody saved it for himself; <paramref name="Query"/>: the page's query string.</summary>
public sealed record SavedFilter(string Name, string Query);

/// <summary>Saved filters of each account. Name and query are sealed: either may hold a searched name.</summary>
public sealed class FilterTables
{
    private const int Most = 100, LongestName = 100, LongestQuery = 4_000;

    private readonly Store _store;

    internal FilterTables(Store store) => _store = store;

    /// <summary>Saves it; one of the same name is replaced.</summary>
    /// <exception cref="StoreException">The name is empty, name or query too long, or the account has 100 already.</exception>
    public void Save(long account, SavedFilter filter)
    {
        if (string.IsNullOrWhiteSpace(filter.Name) || filter.Name.Length > LongestName || filter.Query.Length > LongestQuery || filter.Name.Contains('\n', StringComparison.Ordinal))
            throw new StoreException("A saved filter has a name of 1 to 100 characters in one line, and a query of at most 4,000.");
        var index = Index(filter.Name);
        var document = _store.Keys.Seal(Place.SavedFilter(account, index), Encoding.UTF8.GetBytes(filter.Name + "\n" + filter.Query));
        _store.Write((connection, transaction) =>
        {
            var row = new { Account = account, Name = index, Document = document };
            if (connection.Execute("UPDATE saved_filter SET document_enc = @Document WHERE account = @Account AND name_index = @Name", row, transaction) == 1) return;
            if (connection.ExecuteScalar<long>("SELECT COUNT(*) FROM saved_filter WHERE account = @Account", row, transaction) >= Most)
                throw new StoreException("There are 100 saved filters already: delete one first.");
            connection.Execute("INSERT INTO saved_filter (account, name_index, document_enc) VALUES (@Account, @Name, @Document)", row, transaction);
        });
    }

    /// <summary>The account's filters, by name (ordinal).</summary>
    public IReadOnlyList<SavedFilter> All(long account) => _store.Read(c => c.Query<Row>(
        "SELECT name_index AS Name, document_enc AS Document FROM saved_filter WHERE account = @Account", new { Account = account }))
        .Select(r => Encoding.UTF8.GetString(_store.Keys.Unseal(Place.SavedFilter(account, r.Name), r.Document)).Split('\n', 2))
        .Select(parts => new SavedFilter(parts[0], parts[1])).OrderBy(f => f.Name, StringComparer.Ordinal).ToList();

    /// <summary>Deletes it; false when there is none of that name.</summary>
    public bool Delete(long account, string name) => _store.Write((connection, transaction) =>
        connection.Execute("DELETE FROM saved_filter WHERE account = @Account AND name_index = @Name", new { Account = account, Name = Index(name) }, transaction) == 1);

    private byte[] Index(string name) => _store.Keys.Index(KeyedIndex.FilterName, name);

    private sealed record Row
    {
        public byte[] Name { get; init; } = [];
        public byte[] Document { get; init; } = [];
    }
}
