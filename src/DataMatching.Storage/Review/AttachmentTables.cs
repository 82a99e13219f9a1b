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
        "SELECT a.id AS Id, a.review_case AS ReviewCase, a.sha256 AS Sha256, a.media_type AS MediaType, a.byte_count AS Bytes, a.name_enc AS Name, a.account AS \"By\", a.at AS At "
        + "FROM case_attachment a JOIN review_case c ON c.id = a.review_case ";

    private readonly Store _store;

    internal AttachmentTables(Store store) => _store = store;

    /// <summary>Checks and seals it, before a transaction is begun.</summary>
    /// <exception cref="StoreException">It is empty or larger than 10 MB, or its name is empty or longer than 200 characters.</exception>
    internal SealedAttachment Seal(long reviewCase, NewAttachment attachment)
    {
        var content = attachment.Content;
        if (content.Length is 0 or > Most) throw new StoreException("An attachment has 1 byte to 10 MB: take a smaller picture, or scan fewer pages at once.");
        if (attachment.Name.Length is 0 or > LongestName) throw new StoreException("The name of an attachment has 1 to 200 characters.");
        var sha256 = SHA256.HashData(content.Span);
        var pieces = new List<byte[]>();
        for (var from = 0; from < content.Length; from += Piece)
            pieces.Add(_store.Keys.Seal(Place.AttachmentContent(sha256, pieces.Count), content.Span.Slice(from, Math.Min(Piece, content.Length - from))));
        return new SealedAttachment(
            reviewCase, sha256, attachment.MediaType, content.Length, _store.Keys.Seal(Place.AttachmentName(reviewCase, sha256), Encoding.UTF8.GetBytes(attachment.Name)), attachment.By, pieces);
    }

    /// <summary>Stores it with the events of <see cref="CaseTables.Append"/>; the same content again of the same case is there already.</summary>
    internal void Insert(DbConnection connection, DbTransaction transaction, SealedAttachment a)
    {
        if (Find(connection, transaction, "a.review_case = @Case AND a.sha256 = @Sha256", new { a.Case, a.Sha256 }) is not null) return;
        if (connection.ExecuteScalar<long>("SELECT COUNT(*) FROM attachment_content WHERE sha256 = @Sha256", new { a.Sha256 }, transaction) == 0)
        {
            using var bulk = _store.Dialect.Bulk(connection, transaction, "attachment_content", "sha256", "ordinal", "content_enc");
            for (var i = 0; i < a.Pieces.Count; i++) bulk.Add(a.Sha256, i, a.Pieces[i]);
        }

        connection.Execute(
            "INSERT INTO case_attachment (review_case, sha256, media_type, byte_count, name_enc, account, at) VALUES (@Case, @Sha256, @MediaType, @Bytes, @Name, @By, @At)",
            new { a.Case, a.Sha256, a.MediaType, a.Bytes, a.Name, a.By, At = _store.Now }, transaction);
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

/// <summary>A photo or scan to be kept with a case.</summary>
/// <param name="MediaType">As its content shows, such as <c>image/jpeg</c>.</param>
/// <param name="Name">1 to 200 characters.</param>
/// <param name="By">Account that brought it.</param>
public sealed record NewAttachment(ReadOnlyMemory<byte> Content, string MediaType, string Name, long By);

internal sealed record SealedAttachment(long Case, byte[] Sha256, string MediaType, int Bytes, byte[] Name, long By, IReadOnlyList<byte[]> Pieces);
