using GenNet.Specs;

namespace GenNet.Operations;

/// <summary>The axes of an Einstein summation, a letter each, the batch first; those of an ellipsis have letters that the equation doesn't use.</summary>
/// <param name="Operands">Of each tensor.</param>
/// <param name="Result">Of the result.</param>
/// <param name="IsExplicit">Whether the equation names the result's.</param>
internal sealed record EinsumLabels(IReadOnlyList<string> Operands, string Result, bool IsExplicit)
{
    private const string Subscripts = "subscripts";
    private const char Ellipsis = '…';
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>Reads an equation.</summary>
    /// <param name="text">Its text: <c>bij,bjk->bik</c>, <c>b...i,b...i->b...</c>, or without the result's axes those that occur once.</param>
    /// <param name="shapes">Shapes of the tensors, without the batch.</param>
    /// <exception cref="SpecException">It is none, or doesn't fit the tensors.</exception>
    public static EinsumLabels Read(string text, TensorShape[] shapes)
    {
        var parts = text.Replace(" ", "").Replace("...", "…").Replace("->", ">").Split('>');
        var operands = parts[0].Split(',');
        if (parts.Length > 2 || parts.SelectMany(static part => part.Split(',')).Any(static part => part.Any(static c => c != Ellipsis && !Letters.Contains(c)) || part.Count(static c => c == Ellipsis) > 1)
            || (parts.Length == 2 && parts[1].Contains(',')))
        {
            throw Wrong(text, "must be written as abc,cd->abd: letters for the axes of each tensor and of the result");
        }
        if (operands.Length != shapes.Length)
            throw Wrong(text, $"names the axes of {operands.Length} tensors, and is given {shapes.Length}");
        var hidden = new string([.. Letters.Where(letter => !text.Contains(letter))]);
        var counts = operands.Select((part, i) => CountOf(part, shapes[i], text)).ToArray();
        hidden = hidden.Length >= counts.Max() ? hidden.Substring(0, counts.Max()) : throw Wrong(text, "names too many axes");
        var labels = operands.Select((part, i) => part.Replace("…", hidden.Substring(hidden.Length - counts[i]))).ToArray();
        var result = parts.Length == 2 ? parts[1].Replace("…", hidden) : hidden + new string([.. Once(parts[0])]);
        if (result.Distinct().Count() != result.Length)
            throw Wrong(text, "names an axis of its result twice");
        if (result.FirstOrDefault(label => !labels.Any(own => own.Contains(label))) is not '\0' and var unknown)
            throw Wrong(text, $"has an axis in its result, {unknown}, that no tensor has");
        if (result.Length == 0 || labels.Append(result).Any(own => own.IndexOf(labels[0][0]) != 0 || own.LastIndexOf(labels[0][0]) != 0))
            throw Wrong(text, "must begin all tensors and the result with the batch, which occurs nowhere else");
        return new(labels, result, parts.Length == 2);
    }

    // How many axes, the batch included, the ellipsis stands for.
    private static int CountOf(string part, TensorShape shape, string text)
    {
        var (named, rank) = (part.Count(static c => c != Ellipsis), shape.Rank + 1);
        if (named > rank || (named < rank && !part.Contains(Ellipsis)))
            throw Wrong(text, $"names {named} axes of a tensor, the batch included, that has {rank}");
        return rank - named;
    }

    // As NumPy orders them.
    private static IEnumerable<char> Once(string operands) =>
        operands.Where(static c => c is not (',' or Ellipsis)).GroupBy(static label => label).Where(static group => group.Count() == 1).Select(static group => group.Key).OrderBy(static label => label);

    private static SpecException Wrong(string text, string problem) => SpecException.Of(Subscripts, $"is {ArgumentValue.Of(text)} and {problem}");
}
