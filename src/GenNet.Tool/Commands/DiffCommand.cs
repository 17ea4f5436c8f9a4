using System.CommandLine;
using GenNet.Contracts;
using GenNet.Tool.Projects;

namespace GenNet.Tool.Commands;

/// <summary><c>dotnet gennet diff</c>: how models differ from their weight contracts, what can be done, and what each format would do with weights that were saved before.</summary>
internal static class DiffCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create() => ContractCommands.Create(
        "diff", "Says how models differ from their weight contracts, and what each format would do with weights saved before.", static (models, _, output) => Run(models, output));

    private static bool Run(SelectedModels models, TextWriter output)
    {
        foreach (var model in models.Models)
        {
            if (model.ReadContract() is { Current: var old })
                Write(model, old, output);
            else
                output.WriteLine($"{model.FullName}: no contract at {model.ContractPath}. Begin one: {ContractCommands.HowToAccept}.");
        }
        return true;
    }

    private static void Write(ProjectModel model, ContractVersion old, TextWriter output)
    {
        if (old.HasSameBody(model.Now))
        {
            output.WriteLine($"{model.FullName}: as in {model.ContractPath}.");
            return;
        }
        output.WriteLine($"{model.FullName}: differs from {(old.IsDraft ? "draft" : "frozen")} version {old.Number} of {model.ContractPath}.");
        var changes = ContractDiff.Compare(old, model.Now);
        foreach (var change in changes)
        {
            output.WriteLine($"  {change.Severity.ToString().ToLowerInvariant()}: {(change.Layer is null ? "" : change.Layer + " ")}{change.Text}");
            foreach (var way in change.WaysOut)
                output.WriteLine($"    {way}");
        }
        output.WriteLine("  What becomes of weights that were saved before:");
        foreach (var line in FormatTable.Lines(changes, model.Spec.IsNamedByAttributes ? [] : FormatForecast.All(old, model.Now)))
            output.WriteLine($"    {line}");
    }
}
