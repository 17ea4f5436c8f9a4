namespace GenNet.Rules;

/// <summary>A rule can't be read, or makes no sense of what it is asked about.</summary>
/// <param name="start">Index of the first character in the rule that is at fault.</param>
/// <param name="length">Number of characters.</param>
/// <param name="problem">What is wrong and what to do.</param>
public sealed class RuleException(int start, int length, string problem) : Exception(problem)
{
    /// <summary>Index of the first character at fault.</summary>
    public int Start => start;

    /// <summary>Number of characters; 0 at the rule's end.</summary>
    public int Length => length;
}
