using System.CommandLine;
using GenNet.Contracts;
using GenNet.Tool.Projects;

namespace GenNet.Tool.Commands;

/// <summary><c>dotnet gennet check</c>: fails where a model and its weight contract differ, for build servers.</summary>
internal static class CheckCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create() => ContractCommands.Create("check", "Fails if a model differs from its weight contract.", Run);

    private static bool Run(ProjectModel model, TextWriter output)
    {
        if (model.ReadContract() is not { } contract)
        {
            output.WriteLine($"{model.Spec.FullName}: no contract at {model.ContractFile}. Begin one: {ContractCommands.HowToAccept}.");
            return false;
        }
        var now = ContractVersion.Of(model.Spec);
        if (contract.Current.HasSameBody(now))
        {
            output.WriteLine($"{model.Spec.FullName}: as in {model.ContractFile}.");
            return true;
        }
        output.WriteLine($"{model.Spec.FullName}: differs from {model.ContractFile}, version {contract.Current.Number}.");
        foreach (var change in ContractDiff.Compare(contract.Current, now))
        {
            output.WriteLine($"  {change.Severity.ToString().ToLowerInvariant()}: {(change.Layer is null ? "" : change.Layer + " ")}{change.Text}");
            foreach (var way in change.WaysOut)
                output.WriteLine($"    {way}");
        }
        return false;
    }
}
