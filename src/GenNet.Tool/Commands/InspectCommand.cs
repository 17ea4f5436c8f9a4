using System.CommandLine;
using GenNet.Tool.Converting;
using GenNet.Tool.Inspection;
using Spectre.Console;

namespace GenNet.Tool.Commands;

/// <summary><c>dotnet gennet inspect</c>: what a weight file holds.</summary>
internal static class InspectCommand
{
    // Where nobody sees the console's edge, as in a log.
    private const int Width = 160;

    /// <summary>The command with its argument and options.</summary>
    public static Command Create()
    {
        var path = new Argument<string>("file") { Description = "a weight file of any format" };
        var json = new Option<bool>("--json") { Description = "write JSON, for other programs" };
        var any = new Option<bool>("--any") { Description = "HDF5 of any kind: what GenNet's own reader refuses is read by a process of its own, as convert does" };
        var (timeout, memory) = ConvertCommand.LimitOptions();
        var command = new Command("inspect", "Says what a weight file holds: its arrays, what their values are like, who wrote it, and what takes the space.") { path, json, any, timeout, memory };
        command.SetAction(result => Run(
            result.GetRequiredValue(path), result.GetValue(json), result.GetValue(any) ? ConvertCommand.LimitsOf(result, timeout, memory) : null,
            result.InvocationConfiguration.Output, result.InvocationConfiguration.Error));
        return command;
    }

    // With limits, a file of any kind.
    private static int Run(string path, bool asJson, ConversionLimits? limits, TextWriter output, TextWriter error)
    {
        InspectedFile file;
        try
        {
            file = limits is null ? InspectedFile.Read(path) : InspectedFile.ReadAny(path, limits);
        }
        catch (Exception problem) when (problem is WeightFileException or ConversionException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            error.WriteLine(problem.Message);
            if (limits is null && problem is WeightFileException { IsUnsupported: true } && InspectedFile.IsHdf5(path))
                error.WriteLine(InspectedFile.RemedyFor(path));
            return 1;
        }
        if (asJson)
            output.WriteLine(InspectionJson.Of(file));
        else
            InspectionText.Write(file, ConsoleOver(output));
        return 0;
    }

    private static IAnsiConsole ConsoleOver(TextWriter output)
    {
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(output) });
        if (!console.Profile.Out.IsTerminal)
            console.Profile.Width = Width;
        return console;
    }
}
