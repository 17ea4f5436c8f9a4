using System.CommandLine;
using GenNet.Tool.Projects;
using Microsoft.CodeAnalysis;

namespace GenNet.Tool.Commands;

/// <summary><c>dotnet gennet check</c>: what the build reports of weight contracts, for build servers.</summary>
internal static class CheckCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var strict = new Option<bool>("--strict") { Description = "fails on suggestions too, such as a contract that is out of date though weights fit" };
        return ContractCommands.Create(
            "check", "Reports what the build says of weight contracts; fails where that is a warning or an error.", (models, result, output) => Run(models, result.GetValue(strict), output), strict);
    }

    private static bool Run(SelectedModels models, bool isStrict, TextWriter output)
    {
        var well = true;
        foreach (var (project, chosen) in models.Projects)
        {
            var reported = project.WeightDiagnostics().GetAwaiter().GetResult();
            var concerned = reported.Select(diagnostic => ModelOf(diagnostic, project.Models)).ToArray();
            foreach (var diagnostic in reported.Where((_, i) => models.Selection.Model is null || chosen.Contains(concerned[i])))
            {
                well &= diagnostic.Severity < (isStrict ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning);
                output.WriteLine(diagnostic);
            }
            foreach (var model in chosen.Except(concerned).OfType<ProjectModel>())
                output.WriteLine($"{model.FullName}: as in {model.ContractPath}.");
        }
        return well;
    }

    // Of a class within another the inner one; null for what is no model's, as a weight file of a library's.
    private static ProjectModel? ModelOf(Diagnostic diagnostic, IReadOnlyList<ProjectModel> models) =>
        models.FirstOrDefault(model => model.ContractPath == diagnostic.Location.GetLineSpan().Path)
        ?? models.Where(model => model.LengthAround(diagnostic.Location) is not null).MinBy(model => model.LengthAround(diagnostic.Location));
}
