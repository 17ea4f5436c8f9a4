namespace GenNet.Specs;

/// <summary>Einstein's summation of two tensors: <c>abc,cd->abd</c>. An ellipsis stands for as many axes as are left.</summary>
/// <param name="Left">Labels of the left factor; those of an ellipsis have numbers of their own.</param>
/// <param name="Right">Labels of the right factor.</param>
/// <param name="Result">Labels of the result.</param>
public sealed record EinsumEquation(EquatableArray<int> Left, EquatableArray<int> Right, EquatableArray<int> Result)
{
    private const int FirstOfEllipsis = 0x10000;

    /// <summary>Reads an equation.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="argument">Keras' name of the argument, for messages.</param>
    /// <param name="leftRank">Axes of the left factor, the batch included.</param>
    /// <param name="rightRank">Axes of the right factor; null if it is a kernel without an ellipsis.</param>
    /// <exception cref="SpecException">It is none, or doesn't fit the tensors.</exception>
    public static EinsumEquation Parse(string text, string argument, int leftRank, int? rightRank)
    {
        var parts = Normalized(text).Split([',', '>']);
        if (parts.Length != 3 || parts.Any(part => !part.Replace("…", "").All(IsLetter) || part.Count(static c => c == '…') > 1))
            throw Wrong(argument, text, "must be written as abc,cd->abd: letters for the axes of two tensors and of the result");
        var left = Labels(parts[0], leftRank, argument, text);
        var right = rightRank is { } rank ? Labels(parts[1], rank, argument, text)
            : parts[1].Contains('…') ? throw Wrong(argument, text, "must name all axes of the second tensor, which is the kernel") : Labels(parts[1], parts[1].Length, argument, text);
        var ellipsis = Math.Max(left.Count(static label => label >= FirstOfEllipsis), right.Count(static label => label >= FirstOfEllipsis));
        var result = Labels(parts[2], parts[2].Length - (parts[2].Contains('…') ? 1 : 0) + (parts[2].Contains('…') ? ellipsis : 0), argument, text);
        foreach (var labels in new[] { left, right, result })
        {
            if (labels.Distinct().Count() != labels.Length)
                throw Wrong(argument, text, "names an axis of one tensor twice, which is not supported; take its diagonal before");
        }
        if (result.FirstOrDefault(label => !left.Contains(label) && !right.Contains(label)) is > 0 and var unknown)
            throw Wrong(argument, text, $"has an axis in its result, {Name(unknown)}, that no tensor has");
        return new(left.ToEquatableArray(), right.ToEquatableArray(), result.ToEquatableArray());
    }

    /// <summary>A label as messages call it.</summary>
    public static string Name(int label) => label >= FirstOfEllipsis ? "..." : ((char)label).ToString();

    private static string Normalized(string text) => text.Replace(" ", "").Replace("...", "…").Replace("->", ">");

    private static bool IsLetter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');

    // An ellipsis' axes are counted from the last, as they meet.
    private static int[] Labels(string part, int rank, string argument, string text)
    {
        var named = part.Count(static c => c != '…');
        if (named > rank || (named < rank && !part.Contains('…')))
            throw Wrong(argument, text, $"names {named} axes of a tensor, the batch included, that has {rank}");
        return [.. part.SelectMany(c => c == '…' ? Enumerable.Range(0, rank - named).Select(i => FirstOfEllipsis + rank - named - 1 - i) : [c])];
    }

    private static SpecException Wrong(string argument, string text, string problem) => SpecException.Of(argument, $"is {ArgumentValue.Of(text)} and {problem}");
}
