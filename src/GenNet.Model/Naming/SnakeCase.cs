using System.Text.RegularExpressions;

namespace GenNet.Naming;

/// <summary>Keras' <c>to_snake_case</c>: the automatic names of layers and the group names in weight files.</summary>
public static class SnakeCase
{
    /// <summary>
    /// Deletes <c>\W+</c>, then <c>(.)([A-Z][a-z]+)</c> and <c>([a-z])([A-Z])</c> become <c>\1_\2</c>, then lower case
    /// (keras/src/utils/naming.py): <c>Conv2DTranspose</c> is <c>conv2d_transpose</c>, <c>ReLU</c> is <c>re_lu</c>.
    /// </summary>
    public static string Of(string name)
    {
        name = Regex.Replace(name, @"\W+", "");
        name = Regex.Replace(name, "(.)([A-Z][a-z]+)", "$1_$2");
        name = Regex.Replace(name, "([a-z])([A-Z])", "$1_$2");
        return name.ToLowerInvariant();
    }

    /// <summary>A C# identifier's argument name in Keras: <c>KernelSize</c> and <c>kernelSize</c> are <c>kernel_size</c>.</summary>
    public static string OfArgument(string name) => name is PascalCase.DType ? KerasDType : Of(char.ToUpperInvariant(name[0]) + name.Substring(1));

    /// <summary>Keras' name of what C# calls <c>DType</c>, which no rule leads to.</summary>
    internal const string KerasDType = "dtype";
}
