using System.Globalization;

namespace DataMatching.Sample.Linkage;

/// <summary>A person as a file has one that knows no number of him. Empty: the file does not know.</summary>
internal sealed record PersonRecord(string Name, bool? Male, DateOnly? Birth, string Phone, string Address, string Employer, string Division)
{
    /// <summary>The fields as a row of CSV; none of them needs quotes.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Name},{(Male switch { true => "男", false => "女", null => "" })},{Birth:yyyy-MM-dd},{Phone},{Address},{Employer},{Division}");
}
