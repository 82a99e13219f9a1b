using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using DataMatching.Identity;
using DataMatching.Storage.Protection;

namespace DataMatching.Storage;

/// <summary>A photo or scan of a case. <paramref name="Sha256"/>: of its content, lower-case hex. <paramref name="MediaType"/>: as the caller found it by the content.</summary>
public sealed record StoredAttachment(long Id, long Case, string Sha256, string MediaType, int Bytes, string Name, long By, DateTimeOffset At);

/// <summary>Photos and scans of visits, sealed in pieces. The same content is stored once; it stays when a case is closed.</summary>
public sealed class AttachmentTables
{
    /// <summary>The most bytes of one attachment.</summary>
    public const int Most = 10 * 1024 * 1024;

    private const int Piece = 1024 * 1024, LongestName = 200;
    private const string Columns =
        "SELECT a.id AS Id, a.review_case AS ReviewCase, a.sha256 AS Sha256, a.media_type AS MediaType, a.byte_count AS Bytes, a.name_enc AS Name, a.account AS By, a.at AS At "
        + "FROM case_attachment a JOIN review_case c ON c.id = a.review_case ";

    private readonly Store _store;

    internal AttachmentTables(Store store) => _store = store;

    /// <summary>Stores it; the same content again of the same case answers with what is there.</summary>
    /// <exception cref="StoreException">It is empty or larger than 10 MB, its name is empty or longer than 200 characters, or there is no such case in the scope.</exception>
    public StoredAttachment Add(long reviewCase, District? scope, ReadOnlyMemory<byte> content, string mediaType, string name, long by)
    {
        if (content.Length is 0 or > Most) throw new StoreException("An attachment has 1 byte to 10 MB: take a smaller picture, or scan fewer pages at once.");
        if (name.Length is 0 or > LongestName) throw new StoreException("The name of an attachment has 1 to 200 characters.");
        var sha256 = SHA256.HashData(content.Span);
        var pieces = new List<byte[]>();
        for (var from = 0; from < content.Length; from += Piece)
            pieces.Add(_store.Keys.Seal(Place.AttachmentContent(sha256, pieces.Count), content.Span.Slice(from, Math.Min(Piece, content.Length - from))));
        return _store.Write((connection, transaction) =>
        {
            if (connection.ExecuteScalar<long>("SELECT COUNT(*) FROM review_case c WHERE c.id = @Case" + Within.Scope("c", scope), new { Case = reviewCase, Scope = scope?.Code }, transaction) == 0)
                throw new StoreException("There is no such case in your district; nothing was stored.");
            if (Find(connection, transaction, "a.review_case = @Case AND a.sha256 = @Sha256", new { Case = reviewCase, Sha256 = sha256 }) is { } there) return there;
            if (connection.ExecuteScalar<long>("SELECT COUNT(*) FROM attachment_content WHERE sha256 = @Sha256", new { Sha256 = sha256 }, transaction) == 0)
            {
                using var bulk = new Bulk(connection, transaction, "attachment_content", "sha256", "ordinal", "content_enc");
                for (var i = 0; i < pieces.Count; i++) bulk.Add(sha256, i, pieces[i]);
            }

            var id = connection.ExecuteScalar<long>(
                _store.Dialect.InsertForId("case_attachment", "review_case", "sha256", "media_type", "byte_count", "name_enc", "account", "at"),
                new
                {
                    reviewcase = reviewCase,
                    sha256,
                    mediatype = mediaType,
                    bytecount = content.Length,
                    nameenc = _store.Keys.Seal(Place.AttachmentName(reviewCase, sha256), Encoding.UTF8.GetBytes(name)),
                    account = by,
                    at = _store.Now,
                }, transaction);
            return Find(connection, transaction, "a.id = @Id", new { Id = id })!;
        });
    }

    /// <summary>The attachments of a case, oldest first.</summary>
    public IReadOnlyList<StoredAttachment> Of(long reviewCase, District? scope) => _store.Read(c => c.Query<Row>(
        Columns + "WHERE a.review_case = @Case" + Within.Scope("c", scope) + " ORDER BY a.id", new { Case = reviewCase, Scope = scope?.Code })).Select(Open).ToList();

    /// <summary>An attachment and its content; null when there is none in the scope.</summary>
    /// <exception cref="StoreException">The content was tampered with.</exception>
    public (StoredAttachment Attachment, byte[] Content)? Read(long id, District? scope)
    {
        if (_store.Read(c => Find(c, null, "a.id = @Id" + Within.Scope("c", scope), new { Id = id, Scope = scope?.Code })) is not { } attachment) return null;
        var sha256 = Convert.FromHexString(attachment.Sha256);
        var pieces = _store.Read(c => c.Query<byte[]>("SELECT content_enc FROM attachment_content WHERE sha256 = @Sha256 ORDER BY ordinal", new { Sha256 = sha256 }).AsList());
        var content = new byte[attachment.Bytes];
        var at = 0;
        for (var i = 0; i < pieces.Count; i++)
        {
            var piece = _store.Keys.Unseal(Place.AttachmentContent(sha256, i), pieces[i]);
            if (at + piece.Length > content.Length) throw Damaged(id);
            piece.CopyTo(content, at);
            at += piece.Length;
        }

        return at == content.Length ? (attachment, content) : throw Damaged(id);
    }

    private static StoreException Damaged(long id) =>
        new($"The content of attachment {id.ToString(System.Globalization.CultureInfo.InvariantCulture)} is not as long as it was: restore the database from a backup.");

    private StoredAttachment? Find(DbConnection connection, DbTransaction? transaction, string where, object parameters) =>
        connection.QuerySingleOrDefault<Row>(Columns + "WHERE " + where, parameters, transaction) is { } row ? Open(row) : null;

    private StoredAttachment Open(Row r) => new(
        r.Id, r.ReviewCase, Convert.ToHexStringLower(r.Sha256), r.MediaType, r.Bytes,
        Encoding.UTF8.GetString(_store.Keys.Unseal(Place.AttachmentName(r.ReviewCase, r.Sha256), r.Name)), r.By, Iso.Instant(r.At));

    private sealed record Row
    {
        public long Id { get; init; }
        public long ReviewCase { get; init; }
        public byte[] Sha256 { get; init; } = [];
        public string MediaType { get; init; } = "";
        public int Bytes { get; init; }
        public byte[] Name { get; init; } = [];
        public long By { get; init; }
        public string At { get; init; } = "";
    }
}
