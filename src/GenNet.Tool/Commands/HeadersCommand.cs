using System.CommandLine;
using GenNet.Tool.Files;
using GenNet.Tool.Headers;
using GenNet.Tool.Projects;
using GenNet.Weights;

namespace GenNet.Tool.Commands;

/// <summary><c>dotnet gennet headers</c>: what the package's targets call for the weight files that a project guards and that have changed.</summary>
internal static class HeadersCommand
{
    private const char Separator = '|';
    private const int Fields = 5;

    /// <summary>The command with its argument.</summary>
    public static Command Create()
    {
        var list = new Argument<FileInfo>("list") { Description = "a file with lines path|name|model|header|project" };
        var command = new Command("headers", "Writes what weight files hold, for the build that guards them.") { list };
        command.Hidden = true;
        command.SetAction(result => Run(result.GetRequiredValue(list).FullName, result.InvocationConfiguration.Output));
        return command;
    }

    // What is wrong with one file is no reason to leave the others; MSBuild reads the line as a warning of the file's.
    private static int Run(string list, TextWriter output)
    {
        foreach (var line in File.ReadLines(list).Where(static line => line.Length > 0))
        {
            var fields = line.Split(Separator);
            if (fields.Length != Fields)
            {
                Warn(GuardingItems.PlaceOf(fields[^1], fields[1]).ToString(), $"a file isn't guarded, since its name or model has a '{Separator}'");
                continue;
            }
            var item = GuardingItems.PlaceOf(fields[4], fields[1]);
            try
            {
                TextFile.Save(fields[3], FileHeader.Read(fields[0], fields[1], fields[2], item));
            }
            catch (ProjectException problem)
            {
                File.Delete(fields[3]);
                Warn(item.ToString(), $"the file isn't guarded, since {problem.Message}");
            }
            catch (Exception problem) when (problem is WeightFileException or IOException or UnauthorizedAccessException or OverflowException)
            {
                File.Delete(fields[3]);
                Warn($"{fields[0]} ", $"the file isn't guarded, since it can't be read: {problem.Message.ReplaceLineEndings(" ")}");
            }
        }
        return 0;

        void Warn(string place, string message) => output.WriteLine($"{place}: warning GN3003: {message} (dotnet gennet explain GN3003)");
    }
}
