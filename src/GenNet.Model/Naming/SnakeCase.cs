using System.Text;
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
        // A program's first load of weights comes here: to build a regular expression takes longer than the load.
        if (!name.All(IsAsciiWord))
            name = Regex.Replace(name, @"\W+", "");
        return BeforeCapitalsThatFollowSmallLetters(BeforeWords(name)).ToLowerInvariant();
    }

    // (.)([A-Z][a-z]+)
    private static string BeforeWords(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length;)
        {
            text.Append(name[i++]);
            if (i + 1 >= name.Length || !IsCapital(name[i]) || !IsSmall(name[i + 1]))
                continue;
            text.Append('_').Append(name[i++]);
            while (i < name.Length && IsSmall(name[i]))
                text.Append(name[i++]);
        }
        return text.ToString();
    }

    // ([a-z])([A-Z])
    private static string BeforeCapitalsThatFollowSmallLetters(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && IsSmall(name[i - 1]) && IsCapital(name[i]))
                text.Append('_');
            text.Append(name[i]);
        }
        return text.ToString();
    }

    private static bool IsAsciiWord(char letter) => IsSmall(letter) || IsCapital(letter) || letter is (>= '0' and <= '9') or '_';

    private static bool IsSmall(char letter) => letter is >= 'a' and <= 'z';

    private static bool IsCapital(char letter) => letter is >= 'A' and <= 'Z';

    /// <summary>A C# identifier's argument name in Keras: <c>KernelSize</c> and <c>kernelSize</c> are <c>kernel_size</c>.</summary>
    public static string OfArgument(string name) => name is PascalCase.DType ? KerasDType : Of(char.ToUpperInvariant(name[0]) + name.Substring(1));

    /// <summary>Keras' name of what C# calls <c>DType</c>, which no rule leads to.</summary>
    internal const string KerasDType = "dtype";
}
