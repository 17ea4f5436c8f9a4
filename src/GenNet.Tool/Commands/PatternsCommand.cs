using System.CommandLine;
using GenNet.Tool.Files;
using GenNet.Tool.Headers;

namespace GenNet.Tool.Commands;

/// <summary><c>dotnet gennet patterns</c>: what the package's targets call for a project whose files have changed, since a pattern that matches nothing leaves MSBuild no item.</summary>
internal static class PatternsCommand
{
    /// <summary>The command with its arguments.</summary>
    public static Command Create()
    {
        var output = new Argument<FileInfo>("output") { Description = "the file to write: lines pattern|file(line,column)" };
        var project = new Argument<FileInfo>("project") { Description = "the project" };
        var others = new Argument<FileInfo[]>("others") { Description = "files that MSBuild imports by itself", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("patterns", "Writes which patterns of weight files a project guards, for its build.") { output, project, others };
        command.Hidden = true;
        command.SetAction(result => Run(
            result.GetRequiredValue(output).FullName, result.GetRequiredValue(project).FullName, (result.GetValue(others) ?? []).Select(static file => file.FullName)));
        return command;
    }

    private static int Run(string output, string project, IEnumerable<string> others)
    {
        var patterns =
            from items in ImportedFiles.Of(project, others)
            from item in items.Patterns
            let pattern = ImportedFiles.WithFolders(item.Pattern, item.Place.File, project)
            where pattern is not null
            select $"{pattern}|{item.Place}\n";
        TextFile.Save(output, string.Concat(patterns));
        return 0;
    }
}
