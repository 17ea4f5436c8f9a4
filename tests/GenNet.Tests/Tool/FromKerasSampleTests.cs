using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace GenNet.Tests.Tool;

/// <summary>The sample that takes a colleague's model, gives it a new head and hands it back: its class is what the tool writes, and its one command does what its README says.</summary>
public sealed class FromKerasSampleTests
{
    private static readonly string s_folder = Path.GetFullPath(Path.Combine(ThisFolder(), "../../../samples/FromKeras"));

    [Fact]
    public void Colleague_IsWhatTheToolWritesOfTheFile()
    {
        var (code, output, _) = CommandLine.Run("scaffold", Path.Combine(s_folder, "data/digits.keras"), "--namespace", "Samples.FromKeras", "--class", "Colleague");
        Assert.Equal(0, code);
        Assert.Equal(File.ReadAllText(Path.Combine(s_folder, "Colleague.cs")).ReplaceLineEndings("\n").TrimEnd(), output.ReplaceLineEndings("\n").TrimEnd());
    }

    [Fact]
    public async Task Program_DoesWhatItSays()
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", ["exec", Program]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, output + await error);
        Assert.Equal(5, output.Split('\n').Count(static line => line.StartsWith("ok  ", StringComparison.Ordinal)));
        Assert.DoesNotContain("FAIL", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("net.LoadWeights(", "~OddOrEven.Parts.Head)")]
    [InlineData("net.Freeze(", "~OddOrEven.Parts.Head)")]
    public void Readme_ShowsWhatTheProgramDoes(string call, string argument)
    {
        foreach (var file in (string[])["README.md", "Program.cs"])
        {
            Assert.Contains(
                File.ReadLines(Path.Combine(s_folder, file)), line => line.Contains(call, StringComparison.Ordinal) && line.Contains(argument, StringComparison.Ordinal));
        }
    }

    // Built beside the tests, in their configuration.
    private static string Program => Path.Combine(s_folder, "bin", Path.GetFileName(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)))!, "net10.0", "FromKeras.dll");

    private static string ThisFolder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
