using DataMatching.Connectors.Registries;

namespace DataMatching.Connectors.Transports.Exchange;

/// <summary>The form of a request file.</summary>
public enum RequestForm
{
    /// <summary>XLSX, every cell a text.</summary>
    Sheet = 0,

    /// <summary>CSV with commas, UTF-8 with a mark.</summary>
    CsvUtf8 = 1,

    /// <summary>CSV with commas, GB18030.</summary>
    CsvGb18030 = 2,
}

/// <summary>What stands in a column of a request.</summary>
public enum RequestField
{
    Name = 0,

    /// <summary>Eighteen characters.</summary>
    Id = 1,

    /// <summary>The number of fifteen digits of before 1999; empty for those born later.</summary>
    OldId = 2,
    From = 3,
    To = 4,
    Agreement = 5,
    Purpose = 6,

    /// <summary>The authorisation in one cell: signed on, by whom, until when.</summary>
    Authorisation = 7,
    Signed = 8,
    Signer = 9,
    Expires = 10,
    Reference = 11,
}

/// <summary>A column of the agency's template: its title, what stands in it.</summary>
public sealed record RequestColumn(string Title, RequestField Field)
{
    /// <summary>True for what we write ourselves from digits and letters: it is never guarded against spreadsheets, for the agency's program compares it.</summary>
    public bool IsOurs => Field is not (RequestField.Name or RequestField.Agreement or RequestField.Purpose);
}

/// <summary>An agency's template for requests, its columns in the agency's order.</summary>
public sealed record RequestTemplate(RequestForm Form, IReadOnlyList<RequestColumn> Columns)
{
    private static readonly SortedDictionary<string, RequestField> Fields = new(StringComparer.Ordinal)
    {
        ["name"] = RequestField.Name,
        ["id"] = RequestField.Id,
        ["oldId"] = RequestField.OldId,
        ["from"] = RequestField.From,
        ["to"] = RequestField.To,
        ["agreement"] = RequestField.Agreement,
        ["purpose"] = RequestField.Purpose,
        ["authorisation"] = RequestField.Authorisation,
        ["signed"] = RequestField.Signed,
        ["signer"] = RequestField.Signer,
        ["expires"] = RequestField.Expires,
        ["reference"] = RequestField.Reference,
    };

    /// <summary>How its file's name ends.</summary>
    public string Ending => Form == RequestForm.Sheet ? ".xlsx" : ".csv";

    internal static RequestTemplate Read(SettingsElement template)
    {
        template.OnlyKnown("form", "encoding", "columns");
        var sheet = template.OneOf("form", "sheet", "csv") == "sheet";
        if (sheet && template.Optional("encoding") is not null) template.Fault("encoding", "an encoding of a sheet", "none: XLSX has its own");
        var gb18030 = !sheet && template.OneOf("encoding", "utf-8", "gb18030") == "gb18030";
        List<RequestColumn> columns = [];
        foreach (var (title, word) in template.Pairs("columns"))
        {
            if (title.Trim().Length == 0 || title.Any(char.IsControl)) template.Fault("columns", "an empty title, or one with control characters", "the titles of the agency's template");
            else if (Fields.TryGetValue(word, out var field)) columns.Add(new RequestColumn(title, field));
            else template.Fault("columns." + title, word, "one of " + string.Join(", ", Fields.Keys));
        }

        foreach (var twice in columns.GroupBy(c => c.Title, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1)) template.Fault("columns." + twice.Key, "a title twice", "each title once");
        foreach (var needed in (string[])["id", "reference"])
        {
            if (columns.TrueForAll(c => c.Field != Fields[needed])) template.Fault("columns", $"no column for {needed}", "a title for id and one for reference, by which the answer is known");
        }

        return new RequestTemplate(sheet ? RequestForm.Sheet : gb18030 ? RequestForm.CsvGb18030 : RequestForm.CsvUtf8, columns);
    }
}
