using System.Globalization;
using System.Text;
using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>How names, values and shapes are written in a contract; what can't stand bare is quoted.</summary>
internal static class ContractText
{
    /// <summary>Header of a contract file.</summary>
    public const string Header = "gennet-weights 1";

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
        return value.Call == 1 ? name : name + ":" + value.Call.ToString(CultureInfo.InvariantCulture);
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
