using System.CommandLine;
using GenNet.Contracts;
using GenNet.Tool.Projects;

namespace GenNet.Tool.Commands;

/// <summary><c>dotnet gennet freeze</c>: ends the draft of a weight contract.</summary>
internal static class FreezeCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create() => ContractCommands.Create(
        "freeze", "Ends the draft of each weight contract: from then on files saved with it are promised to load.", Run);

    private static bool Run(ProjectModel model, TextWriter output)
    {
        var contract = model.ReadContract();
        if (contract is null || !contract.Current.HasSameBody(ContractVersion.Of(model.Spec)))
        {
            output.WriteLine($"{model.Spec.FullName}: its contract does not hold the model as it is. Accept it first: {ContractCommands.HowToAccept}.");
            return false;
        }
        ContractCommands.Write(model, contract.Freeze(), output);
        return true;
    }
}
