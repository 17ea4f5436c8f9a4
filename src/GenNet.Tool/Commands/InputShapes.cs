using System.CommandLine.Parsing;
using System.Globalization;

namespace GenNet.Tool.Commands;

/// <summary>Shapes that an option gives inputs: <c>image=224,224,3</c>.</summary>
internal static class InputShapes
{
    /// <summary>Refuses what is no such shape, and a second one of an input.</summary>
    public static void Require(OptionResult option)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var token in option.Tokens)
        {
            if (Of(token.Value) is not { } shape)
                option.AddError($"--shape '{token.Value}' is no input with its shape, whole numbers of at least 1, as in image=224,224,3.");
            else if (!seen.Add(shape.Input))
                option.AddError($"--shape names '{shape.Input}' twice.");
        }
    }

    /// <summary>The shapes by the inputs' names.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<int>> Read(IEnumerable<string> texts) =>
        texts.Select(static text => Of(text)!.Value).ToDictionary(static shape => shape.Input, static shape => shape.Sizes, StringComparer.Ordinal);

    private static (string Input, IReadOnlyList<int> Sizes)? Of(string text)
    {
        if (text.LastIndexOf('=') is not (> 0 and var at))
            return null;
        var sizes = text[(at + 1)..].Split(',').Select(static size => int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).ToArray();
        return sizes.All(static size => size > 0) ? (text[..at], sizes) : null;
    }
}
