namespace GenNet.Weights.KerasConfig;

/// <summary>What GenNet has no counterpart for in a config: texts that say what it is and, behind a semicolon, what to do where a class is to be written from the config.</summary>
internal static class KerasProblem
{
    private const string Separator = "; ";

    /// <summary>What it is, alone: whoever compares a config with a class that is there changes neither.</summary>
    public static string WithoutRemedy(string problem) => problem.LastIndexOf(Separator, StringComparison.Ordinal) is > 0 and var end ? problem[..end] : problem;
}
