using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;

namespace GenNet.Generators.Names;

/// <summary>Names in generated code.</summary>
internal static class Identifiers
{
    /// <summary><paramref name="name"/>, with an @ if it is a keyword.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None ? "@" + name : name;

    /// <summary><c>Conv1</c> is <c>conv1</c>.</summary>
    public static string Camel(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);

    /// <summary><c>conv1</c> is <c>Conv1</c>.</summary>
    public static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);

    /// <summary><paramref name="name"/>, numbered if it is among <paramref name="taken"/>, to which the result is added.</summary>
    public static string Unique(string name, HashSet<string> taken)
    {
        var result = name;
        for (var number = 2; !taken.Add(result); number++)
            result = name + (char.IsDigit(name[name.Length - 1]) ? "_" : "") + number.ToString(CultureInfo.InvariantCulture);
        return result;
    }
}
