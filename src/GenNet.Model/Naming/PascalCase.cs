using System.Text;

namespace GenNet.Naming;

/// <summary>C# identifiers for names in Keras.</summary>
public static class PascalCase
{
    /// <summary><c>moving_mean</c> is <c>MovingMean</c>, <c>conv_1</c> is <c>Conv1</c>; characters that no identifier may hold are left out.</summary>
    public static string Of(string name)
    {
        if (name == SnakeCase.KerasDType)
            return DType;
        var result = new StringBuilder(name.Length);
        var upper = true;
        foreach (var c in name)
        {
            if (!char.IsLetterOrDigit(c))
            {
                upper = true;
                continue;
            }
            if (result.Length == 0 && char.IsDigit(c))
                result.Append('_');
            result.Append(upper ? char.ToUpperInvariant(c) : c);
            upper = false;
        }
        return result.ToString();
    }

    internal const string DType = "DType";

    /// <summary><c>moving_mean</c> is <c>movingMean</c>.</summary>
    public static string Camel(string name)
    {
        var pascal = Of(name);
        return pascal.Length == 0 ? pascal : char.ToLowerInvariant(pascal[0]) + pascal.Substring(1);
    }
}
