using System.Globalization;
using System.Text;
using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>How names, values and shapes are written in a contract; what can't stand bare is quoted.</summary>
internal static class ContractText
{
    /// <summary>The newest version of the grammar. What 1 could say, 2 says in the same words, so that a version has one hash in both.</summary>
    public const int Grammar = 2;

    private const string HeaderStart = "gennet-weights ";

    /// <summary>First line of a contract in version <paramref name="grammar"/> of the grammar.</summary>
    public static string Header(int grammar) => HeaderStart + grammar.ToString(CultureInfo.InvariantCulture);

    /// <summary>The version of the grammar that <paramref name="line"/>, the first of a contract, names; null if it is none, or none that is known.</summary>
    public static int? GrammarOf(string line) => Enumerable.Range(1, Grammar).Select(static g => (int?)g).FirstOrDefault(g => line == Header(g!.Value));

    /// <summary>Whether <paramref name="line"/>, the first of a contract, names a version of the grammar that came after this one's newest.</summary>
    public static bool IsOfNewerGrammar(string line) => line.StartsWith(HeaderStart, StringComparison.Ordinal)
        && int.TryParse(line.Substring(HeaderStart.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var grammar) && grammar > Grammar;

    /// <summary>After <c>from=</c>, that a layer is never called.</summary>
    public const string Nothing = "none";

    /// <summary>Name in the line of the model's outputs.</summary>
    public const string OutputsName = "outputs";

    /// <summary>Class name in the line of the model's outputs.</summary>
    public const string OutputsKind = "Outputs";

    /// <summary>Whether <paramref name="c"/> may stand in a name without quotes.</summary>
    public static bool IsNameCharacter(char c) => char.IsLetterOrDigit(c) || c is '_' or '.' or '-' or '/';

    /// <summary>Whether <paramref name="c"/> may stand in a value without quotes.</summary>
    public static bool IsValueCharacter(char c) => c is > ' ' and < '\u007f' and not '"' and not '#' and not '\\' || char.IsLetterOrDigit(c);

    /// <summary>A name.</summary>
    public static string Name(string name) => name.Length > 0 && name.All(IsNameCharacter) ? name : Quote(name);

    /// <summary>An argument's value.</summary>
    public static string ArgumentValue(string value) => value.Length > 0 && value.All(IsValueCharacter) ? value : Quote(value);

    /// <summary>A shape: <c>3,3,1,32</c>, or <c>()</c> for a scalar.</summary>
    public static string Shape(TensorShape shape) => shape.Rank == 0 ? "()" : shape.ToString();

    /// <summary>A reference to a value.</summary>
    public static string Value(ContractValue value)
    {
        var name = value.Name == Nothing ? Quote(Nothing) : Name(value.Name);
        if (!value.IsLayer)
            return "(" + name + ")";
        var call = value.Call == 1 ? name : name + ":" + value.Call.ToString(CultureInfo.InvariantCulture);
        return value.Output is null ? call : $"{call}[{Name(value.Output)}]";
    }

    private static string Quote(string text)
    {
        var result = new StringBuilder("\"");
        foreach (var c in text)
        {
            if (c is '"' or '\\')
                result.Append('\\').Append(c);
            else if (char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029')
                result.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else
                result.Append(c);
        }
        return result.Append('"').ToString();
    }
}
