using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Parsing;

/// <summary>The documentation that the user has written on a property.</summary>
internal static class WrittenDocumentation
{
    /// <summary>The XML within the comment; empty if there is none, or it is wrong, which the compiler says.</summary>
    public static string Of(IPropertySymbol property, CancellationToken cancellation)
    {
        var xml = property.GetDocumentationCommentXml(cancellationToken: cancellation);
        if (string.IsNullOrEmpty(xml))
            return "";
        try
        {
            return string.Concat(XElement.Parse(xml, LoadOptions.PreserveWhitespace).Nodes()).Trim();
        }
        catch (XmlException)
        {
            return "";
        }
    }
}
