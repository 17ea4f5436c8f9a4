using System.CommandLine.Parsing;
using System.Globalization;

namespace GenNet.Tool.Commands;

/// <summary>The largest lengths that an option gives inputs: <c>text=128</c>. A class has one length, which its inputs share.</summary>
internal static class InputLengths
{
    /// <summary>Refuses what is no such length, a second one of an input, and another one than that of the others.</summary>
    public static void Require(OptionResult option)
    {
        var lengths = option.Tokens.Select(static token => Of(token.Value)).ToArray();
        for (var i = 0; i < lengths.Length; i++)
        {
            if (lengths[i].Largest < 1)
                option.AddError($"--length '{option.Tokens[i].Value}' is no input with its largest length, a whole number of at least 1, as in text=128.");
            else if (lengths.Take(i).Any(other => other.Input == lengths[i].Input))
                option.AddError($"--length names '{lengths[i].Input}' twice.");
            else if (lengths[i].Largest != lengths[0].Largest)
                option.AddError($"--length gives '{lengths[i].Input}' {lengths[i].Largest} and '{lengths[0].Input}' {lengths[0].Largest}: a model's inputs share one length, and so the largest.");
        }
    }

    /// <summary>The lengths by the inputs' names.</summary>
    public static IReadOnlyDictionary<string, int> Read(IEnumerable<string> texts) => texts.Select(Of).ToDictionary(static length => length.Input, static length => length.Largest, StringComparer.Ordinal);

    private static (string Input, int Largest) Of(string text) =>
        text.LastIndexOf('=') is > 0 and var at && int.TryParse(text.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var largest) ? (text[..at], largest) : (text, 0);
}
