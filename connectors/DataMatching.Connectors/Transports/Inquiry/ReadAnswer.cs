using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DataMatching.Connectors.Registries;
using DataMatching.Households;
using DataMatching.Identity;

namespace DataMatching.Connectors.Transports.Inquiry;

/// <summary>
/// Reads a page of an answer strictly: what is not as agreed makes it no answer at all, for a lost field would read as a lost income. Items about people who were not asked about are
/// counted and dropped. Messages name the agency's fields, never their content.
/// </summary>
internal sealed class ReadAnswer
{
    private const int LongestText = 4000;
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    private readonly AnswerNames _names;
    private readonly bool _many;
    private readonly (Column Column, string Name, bool Number)[] _columns;

    /// <exception cref="TransportException">The settings name a column that the dataset lacks.</exception>
    public ReadAnswer(LandingOrder order, InquirySettings settings)
    {
        (_names, _many) = (settings.Answer, settings.Many);
        var columns = order.Dataset.Columns;
        if (_names.Columns.Keys.FirstOrDefault(n => columns.All(c => c.Name != n)) is { } stranger)
            throw new TransportException($"answer.columns names '{stranger}', which is no standard header of {order.Dataset.Registry}/{order.Dataset.Id}; expected one of {string.Join("、", columns.Select(c => c.Name))}");
        var first = order.Dataset.People[0];
        if (_names.Columns.FirstOrDefault(c => c.Value == InquirySettings.Asked && c.Key != columns[first.Id].Name && c.Key != columns[first.Name].Name).Key is { } unasked)
            throw new TransportException($"answer.columns: '{unasked}' was not asked; expected {InquirySettings.Asked} for name and number only");
        _columns = [.. order.Columns.Select(n => columns.Single(c => c.Name == n)).Select(c => (c, _names.Columns.GetValueOrDefault(c.Name, c.Name), c.Name == columns[first.Id].Name))];
    }

    /// <summary>Adds what the page says to the answer; its next page as JSON, null when it is the last.</summary>
    /// <exception cref="TransientFaultException">It is no whole JSON.</exception>
    /// <exception cref="AnswerFaultException">It is not as agreed, or no progress.</exception>
    public string? Into(Answer answer, byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Strict);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object) throw Fault("the answer", "an object");
            var state = _many || _names.State is null ? Found.NotSaid : StateOf(root);
            var items = At(root, _names.Items);
            if (state is Found.No or Found.Refused && items.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) answer.Say(answer.Asked, state);
            else Items(answer, state, items);
            return Next(answer, root);
        }
        catch (JsonException)
        {
            throw new TransientFaultException("the answer is no whole JSON, or names a field twice");
        }
        catch (InvalidOperationException)
        {
            throw new AnswerFaultException("the answer has a text that is no Unicode");
        }
    }

    private void Items(Answer answer, Found state, JsonElement items)
    {
        if (items.ValueKind != JsonValueKind.Array) throw Fault(_names.Items, "a list");
        var fresh = items.GetArrayLength() == 0;
        foreach (var item in items.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object) throw Fault(_names.Items, "a list of objects");
            var isNew = answer.IsNew(SHA256.HashData(Encoding.UTF8.GetBytes(item.GetRawText())));
            fresh |= isNew;
            var about = About(answer, item);
            if (about.Count == 0)
            {
                answer.Strangers++;
                continue;
            }

            var his = _many && _names.State is not null ? StateOf(item) : state is Found.NotSaid ? Found.Yes : state;
            answer.Say(about, his);
            if (his == Found.Yes) answer.Add(about, RowOf(item, about[0]), isNew);
            else if (!_many) throw new AnswerFaultException("the answer says that there is no record, or that it is refused, and has one");
        }

        if (!fresh) throw new AnswerFaultException("the page is one that came already; expected the next");
        if (state is Found.No or Found.Refused) answer.Say(answer.Asked, state);
        if (state is Found.Yes && answer.Rows.Count == 0) throw new AnswerFaultException("the answer says that there is a record, and has none about whom we asked");
    }

    private IReadOnlyList<Clearance> About(Answer answer, JsonElement item)
    {
        if (_names.Id is null) return answer.Asked;
        var number = At(item, _names.Id);
        if (number.ValueKind != JsonValueKind.String) throw Fault(_names.Id, "a text");
        // A number that cannot be read may be anybody's, ours too: only a valid one is somebody else's.
        return ResidentIdReader.Read(number.GetString()).Id is { } id ? answer.By(id) : throw Fault(_names.Id, "a valid number");
    }

    private string?[] RowOf(JsonElement item, Clearance asked)
    {
        var row = new string?[_columns.Length];
        for (var i = 0; i < row.Length; i++)
        {
            var (column, name, number) = _columns[i];
            if (name == InquirySettings.Asked)
            {
                row[i] = number ? asked.Id.Reveal() : asked.Name.Written;
                continue;
            }

            var value = At(item, name);
            row[i] = value.ValueKind switch
            {
                JsonValueKind.Undefined when column.Required => throw Fault(name, "a field of each item"),
                JsonValueKind.Undefined or JsonValueKind.Null => null,
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number => value.GetRawText(),
                JsonValueKind.True => "是",
                JsonValueKind.False => "否",
                _ => throw Fault(name, "a text or a number"),
            };
            if (row[i]?.Length > LongestText) throw Fault(name, $"at most {LongestText} characters");
        }

        return row;
    }

    private Found StateOf(JsonElement holder)
    {
        var value = At(holder, _names.State!);
        var text = value.ValueKind switch { JsonValueKind.String => value.GetString(), JsonValueKind.Number => value.GetRawText(), _ => throw Fault(_names.State!, "a text or a number") };
        if (_names.Found.Contains(text)) return Found.Yes;
        if (_names.None.Contains(text)) return Found.No;
        return _names.Refused.Contains(text) ? Found.Refused : throw Fault(_names.State!, "one of " + string.Join(", ", _names.Found.Concat(_names.None).Concat(_names.Refused)));
    }

    private string? Next(Answer answer, JsonElement root)
    {
        if (_names.Next is null) return null;
        var next = At(root, _names.Next);
        if (next.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) return null;
        if (next.ValueKind is not (JsonValueKind.String or JsonValueKind.Number)) throw Fault(_names.Next, "a text, a number or null");
        if (next.ValueKind == JsonValueKind.String && next.GetString()!.Length == 0) return null;
        return answer.IsNewPage(next.GetRawText()) ? next.GetRawText() : throw new AnswerFaultException($"'{_names.Next}' names a page that came already, or there are more than {Answer.MostPages}");
    }

    private static JsonElement At(JsonElement element, string path)
    {
        foreach (var name in path.Split('.'))
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element)) return default;
        }

        return element;
    }

    private static AnswerFaultException Fault(string name, string expected) => new($"'{name}' is not as agreed; expected {expected}. Ask the agency whether its interface has changed");
}
