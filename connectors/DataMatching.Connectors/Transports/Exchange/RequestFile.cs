using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using DataMatching.Connectors.Files;
using DataMatching.Connectors.Registries;
using DataMatching.Households;

namespace DataMatching.Connectors.Transports.Exchange;

/// <summary>
/// The list of people to ask about, in the agency's form, and the cover sheet that says what it is. The list is there whole or not at all, the cover sheet last: whoever carries requests takes
/// a list with its cover sheet and no other.
/// </summary>
internal sealed partial class RequestFile
{
    /// <summary>What the name of a cover sheet ends with.</summary>
    public const string CoverEnding = ".cover.json";

    private readonly ExchangeSettings _settings;
    private readonly LandingOrder _order;
    private readonly long _request;
    private readonly string _folder;
    private readonly IRequestDesk _desk;

    public RequestFile(ExchangeSettings settings, LandingOrder order, long request, string site, IRequestDesk desk)
    {
        (_settings, _order, _request, _desk) = (settings, order, request, desk);
        _folder = Path.Combine(site, settings.Requests);
        Name = string.Create(CultureInfo.InvariantCulture, $"{order.Dataset.Registry}-{order.Dataset.Id}-{order.Scope}-{order.AsOf:yyyy-MM-dd}-L{request}{settings.Template.Ending}");
    }

    public string Name { get; }

    private string Whole => Path.Combine(_folder, Name);

    private string Begun => Whole + ".part";

    /// <summary>Writes the list under a name that nobody takes.</summary>
    /// <returns>Its SHA-256.</returns>
    /// <exception cref="TransportException">Two people came by one reference.</exception>
    public string Begin()
    {
        var references = new HashSet<string>(StringComparer.Ordinal);
        foreach (var key in _order.Keys)
        {
            if (!references.Add(Reference(key))) throw new TransportException("two people came by the same reference; the request begins anew with others", final: true);
        }

        _desk.Write(Begun, _settings.Template, _order.Keys.Select(Row));
        return FileSum.Of(Begun, CancellationToken.None);
    }

    /// <summary>Gives the list its name, then writes its cover sheet: only now it may be taken.</summary>
    public void Publish(string sha256, DateOnly answerBy)
    {
        File.Delete(Whole + CoverEnding);
        File.Move(Begun, Whole, overwrite: true);
        _desk.WriteWhole(Whole + CoverEnding, Cover(sha256, answerBy));
    }

    /// <summary>Removes the lists of a dataset, of whichever district, day and form: they were carried away, and hold personal data.</summary>
    /// <param name="butOf">The request whose list stays; null: none does.</param>
    public static void Remove(ExchangeSettings settings, Dataset dataset, string site, long? butOf)
    {
        var folder = Path.Combine(site, settings.Requests);
        if (!Directory.Exists(folder)) return;
        var start = $"{dataset.Registry}-{dataset.Id}-";
        foreach (var file in Directory.GetFiles(folder))
        {
            var name = Path.GetFileName(file);
            if (!name.StartsWith(start, StringComparison.Ordinal) || OfRequest().Match(name[start.Length..]) is not { Success: true } found) continue;
            if (butOf?.ToString(CultureInfo.InvariantCulture) != found.Groups["request"].Value) File.Delete(file);
        }
    }

    /// <summary>District, day and request.</summary>
    [GeneratedRegex(@"^[0-9]{6}-[0-9]{4}-[0-9]{2}-[0-9]{2}-L(?<request>[0-9]+)\.", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OfRequest();

    /// <summary>The reference of somebody in this request.</summary>
    public string Reference(Clearance person) => PersonReference.Of(_request, _desk.Mark(_request, person.Person)).Text;

    private IReadOnlyList<string> Row(Clearance person) => [.. _settings.Template.Columns.Select(c => Cell(c.Field, person))];

    private string Cell(RequestField field, Clearance person) => field switch
    {
        RequestField.Name => person.Name.Written,
        RequestField.Id => person.Id.Reveal(),
        RequestField.OldId => person.Numbers.FirstOrDefault(n => n.Length == 15) ?? "",
        RequestField.From => _order.First.ToString(),
        RequestField.To => _order.Last.ToString(),
        RequestField.Agreement => _order.Registry.Sharing.Number,
        RequestField.Purpose => _order.Registry.Sharing.Purpose,
        RequestField.Authorisation => string.Join(' ', new[] { Signer(person), Day(person.Signed) is { Length: > 0 } signed ? signed + "签署" : "", Day(person.Until) is { Length: > 0 } until ? "有效至" + until : "" }.Where(t => t.Length > 0)),
        RequestField.Signed => Day(person.Signed),
        RequestField.Signer => Signer(person),
        RequestField.Expires => Day(person.Until),
        RequestField.Reference => Reference(person),
        _ => throw new ArgumentOutOfRangeException(nameof(field)),
    };

    private static string Signer(Clearance person) => person.Basis switch { ClearanceBasis.Authorisation => "本人", ClearanceBasis.Guardian => "监护人", _ => "工会会员名册" };

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private byte[] Cover(string sha256, DateOnly answerBy)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("request", FormattableString.Invariant($"L{_request}"));
            json.WriteString("file", Name);
            json.WriteString("registry", _order.Dataset.Registry);
            json.WriteString("dataset", _order.Dataset.Id);
            json.WriteString("scope", _order.Scope.ToString());
            json.WriteString("asOf", Day(_order.AsOf));
            json.WriteString("from", _order.First.ToString());
            json.WriteString("to", _order.Last.ToString());
            json.WriteString("agreement", _order.Registry.Sharing.Number);
            json.WriteString("purpose", _order.Registry.Sharing.Purpose);
            json.WriteString("answerBy", Day(answerBy));
            json.WriteNumber("rows", _order.Keys.Count);
            json.WriteString("sha256", sha256);
            json.WriteEndObject();
        }

        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }
}
