using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Generators.Parsing;

/// <summary>What attributes are called where they are written.</summary>
internal static class AttributeName
{
    private const string Suffix = "Attribute";

    /// <summary>The last part of the attribute's name, without <c>Attribute</c>.</summary>
    public static string Of(AttributeSyntax attribute) => Short(LastOf(attribute.Name));

    /// <summary>The last part of a name.</summary>
    public static string LastOf(NameSyntax name) => name switch
    {
        QualifiedNameSyntax { Right: var right } => right.Identifier.ValueText,
        AliasQualifiedNameSyntax { Name: var right } => right.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };

    /// <summary>A class name as attributes are written: without <c>Attribute</c>.</summary>
    public static string Short(string name) => name.EndsWith(Suffix, StringComparison.Ordinal) ? name.Substring(0, name.Length - Suffix.Length) : name;
}
