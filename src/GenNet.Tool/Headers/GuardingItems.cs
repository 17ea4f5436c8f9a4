using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using GenNet.Contracts;

namespace GenNet.Tool.Headers;

/// <summary>The <c>GenNetWeights</c> items that a file of MSBuild's has.</summary>
internal sealed class GuardingItems
{
    private const string ItemName = "GenNetWeights";

    private readonly string _file;
    private readonly XElement[] _items;

    private GuardingItems(string file, XDocument document)
    {
        (_file, Root) = (file, document.Root!);
        _items = [.. document.Descendants().Where(static element => element.Name.LocalName == ItemName && element.Attribute("Include") is not null)];
    }

    /// <summary>The file's content.</summary>
    public XElement Root { get; }

    /// <summary>Patterns that are asked for whatever conditions say, and where they stand.</summary>
    public IEnumerable<(string Pattern, ItemPlace Place)> Patterns =>
        from item in _items
        where !item.AncestorsAndSelf().Any(static element => element.Attribute("Condition") is not null)
        from part in PartsOf(item)
        where part.Contains('*', StringComparison.Ordinal)
        select (part, PlaceOf(item));

    /// <summary>Those of <paramref name="file"/>; null if it isn't there, or no XML, which MSBuild says.</summary>
    public static GuardingItems? Of(string file)
    {
        if (!File.Exists(file))
            return null;
        try
        {
            return new(file, XDocument.Load(file, System.Xml.Linq.LoadOptions.SetLineInfo));
        }
        catch (XmlException)
        {
            return null;
        }
    }

    /// <summary>Where the item stands that has brought a file: at its <c>Model</c>, if it names one.</summary>
    /// <param name="file">The file of MSBuild's that has the item.</param>
    /// <param name="identity">The weight file as the project names it.</param>
    public static ItemPlace PlaceOf(string file, string identity)
    {
        if (Of(file) is not { _items: { Length: > 0 } items } found)
            return new(file, 1, 1);
        var item = items.FirstOrDefault(item => PartsOf(item).Any(part => Matches(part, identity))) ?? items[0];
        return item.Attribute("Model") is { } model ? found.PlaceOf(model) : found.PlaceOf(item);
    }

    private ItemPlace PlaceOf(IXmlLineInfo place) => new(_file, place.LineNumber, place.LinePosition);

    private static IEnumerable<string> PartsOf(XElement item) =>
        item.Attribute("Include")!.Value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    // What properties and other items stand for isn't known here.
    private static bool Matches(string part, string identity) => Regex.IsMatch(
        identity.Replace('\\', '/'),
        "^" + Regex.Replace(Uri.UnescapeDataString(part).Replace('\\', '/'), @"[$@%]\(.*\)|\*\*/|\*|\?|[^$@%*?]+|.", static token => token.Value switch
        {
            "**/" => "(.*/)?",
            "*" => "[^/]*",
            "?" => "[^/]",
            [_, '(', ..] => ".*",
            var text => Regex.Escape(text),
        }) + "$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
