using System.Diagnostics;

namespace GenNet.Tool.Projects;

/// <summary>A run of MSBuild in a process of its own, with the SDK that runs the tool.</summary>
/// <param name="IsWell">Whether it ended without errors.</param>
/// <param name="Output">What it wrote to its standard output.</param>
/// <param name="Error">What it wrote to its standard error.</param>
internal sealed record MSBuildRun(bool IsWell, string Output, string Error)
{
    /// <summary>Both texts, for people.</summary>
    public string Text => (Output + Error).Trim();

    /// <summary>Runs it to its end.</summary>
    /// <param name="arguments">What follows <c>dotnet msbuild</c>.</param>
    /// <exception cref="ProjectException">It did not start.</exception>
    public static MSBuildRun Of(params IEnumerable<string> arguments)
    {
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet";
        var start = new ProcessStartInfo(dotnet, ["msbuild", .. arguments, "-nologo"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start) ?? throw new ProjectException($"'{dotnet}' did not start.");
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode == 0, output, error.GetAwaiter().GetResult());
    }
}
