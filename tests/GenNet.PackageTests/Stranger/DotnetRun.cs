using System.Text.RegularExpressions;

namespace GenNet.PackageTests.Stranger;

/// <summary>What a run of <c>dotnet</c>, or of a program, ended with.</summary>
/// <param name="Command">What was run.</param>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Error">What it wrote to standard error.</param>
public sealed partial record DotnetRun(string Command, int ExitCode, string Output, string Error)
{
    /// <summary>Everything it wrote.</summary>
    public string Text => Output + Error;

    /// <summary>The distinct lines that MSBuild shows for warnings and errors of one id, such as <c>GN1001</c>.</summary>
    public IReadOnlyList<string> Diagnostics(string id) => [.. DistinctDiagnostics().Where(line => line.Contains($" {id}: ", StringComparison.Ordinal))];

    /// <summary>The distinct lines that MSBuild shows for errors.</summary>
    public IReadOnlyList<string> Errors => [.. DistinctDiagnostics().Where(static line => line.Contains(": error ", StringComparison.Ordinal))];

    /// <summary>The distinct lines that MSBuild shows for warnings.</summary>
    public IReadOnlyList<string> Warnings => [.. DistinctDiagnostics().Where(static line => line.Contains(": warning ", StringComparison.Ordinal))];

    /// <summary>This run; the test fails with all that was written unless it ended with 0.</summary>
    public DotnetRun Succeeded()
    {
        Assert.True(ExitCode == 0, $"{this}");
        return this;
    }

    /// <summary>This run; the test fails with all that was written if it ended with 0.</summary>
    public DotnetRun Failed()
    {
        Assert.True(ExitCode != 0, $"{this}");
        return this;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Command} ended with {ExitCode}:\n{Output}\n{Error}";

    // Each is shown twice, as it happens and in the summary, and ends with its project in brackets.
    private IEnumerable<string> DistinctDiagnostics() => Text
        .Split('\n')
        .Select(static line => line.Trim())
        .Where(static line => Diagnostic().IsMatch(line))
        .Distinct(StringComparer.Ordinal);

    [GeneratedRegex(@"(^|: )(warning|error) [A-Z]+\d+: ")]
    private static partial Regex Diagnostic();
}
