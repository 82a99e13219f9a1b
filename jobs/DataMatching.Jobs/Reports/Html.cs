using System.Runtime.CompilerServices;
using System.Text;
using DataMatching.Words;

namespace DataMatching.Jobs.Reports;

/// <summary>
/// A piece of a page. In <c>Html.Of($"&lt;td&gt;{name}&lt;/td&gt;")</c> what stands in the source is markup and what is filled in is text: cleaned and encoded, unless
/// it is a piece of a page itself. So there is no way to forget it.
/// </summary>
internal sealed class Html
{
    internal static readonly Html None = new("");

    private readonly string _markup;

    private Html(string markup) => _markup = markup;

    internal static Html Of(ref HtmlPieces pieces) => new(pieces.ToMarkup());

    /// <summary>Markup that is ours: an embedded asset, JSON made for a script block.</summary>
    internal static Html Trusted(string markup) => new(markup);

    internal static Html All(IEnumerable<Html> pieces) => new(string.Concat(pieces.Select(piece => piece._markup)));

    internal static string Encode(string? text)
    {
        var encoded = new StringBuilder();
        foreach (var c in PersonalNumbers.Mask(CleanText.Of(text)))
        {
            _ = c switch
            {
                '&' => encoded.Append("&amp;"),
                '<' => encoded.Append("&lt;"),
                '>' => encoded.Append("&gt;"),
                '"' => encoded.Append("&quot;"),
                '\'' => encoded.Append("&#39;"),
                _ => encoded.Append(c),
            };
        }

        return encoded.ToString();
    }

    public override string ToString() => _markup;
}

/// <summary>Collects the pieces of an interpolated page: literals as they are, everything else encoded.</summary>
[InterpolatedStringHandler]
internal readonly ref struct HtmlPieces(int literalLength, int formattedCount)
{
    private readonly StringBuilder _markup = new(literalLength + (formattedCount * 16));

    public void AppendLiteral(string literal) => _markup.Append(literal.ReplaceLineEndings("\n"));

    public void AppendFormatted(Html piece) => _markup.Append(piece);

    public void AppendFormatted(string? text) => _markup.Append(Html.Encode(text));

    /// <summary>A count with thousands separators.</summary>
    public void AppendFormatted(long count) => _markup.Append(ListWords.Of(count));

    public void AppendFormatted(DateOnly day) => _markup.Append(ListWords.Of(day));

    internal string ToMarkup() => _markup.ToString();
}
