using System.CommandLine;
using GenNet.Contracts;
using GenNet.Tool.Projects;

namespace GenNet.Tool.Commands;

/// <summary><c>dotnet gennet accept</c>: writes what the code fix writes, for all models of a project.</summary>
internal static class AcceptCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create() => ContractCommands.Create("accept", "Takes the models as they are into their weight contracts.", Run);

    private static bool Run(ProjectModel model, TextWriter output)
    {
        ContractCommands.Write(model, WeightContract.Accept(model.ReadContract(), model.Spec), output);
        return true;
    }
}
