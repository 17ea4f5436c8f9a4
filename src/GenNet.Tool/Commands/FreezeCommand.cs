using System.CommandLine;
using GenNet.Contracts;
using GenNet.Tool.Projects;

namespace GenNet.Tool.Commands;

/// <summary><c>dotnet gennet freeze</c> and <c>unfreeze</c>: end the draft of weight contracts, and take that back. All models, or none.</summary>
internal static class FreezeCommand
{
    /// <summary>The command that freezes.</summary>
    public static Command Create() => ContractCommands.Create(
        "freeze", "Ends the draft of each weight contract: from then on files saved with it are promised to load.",
        static (models, _, output) => Run(models, static contract => contract.Freeze(), "frozen", output));

    /// <summary>The command that takes it back.</summary>
    public static Command CreateUnfreeze() => ContractCommands.Create(
        "unfreeze", "Makes the newest version of each weight contract a draft again, where no file was published with it.",
        static (models, _, output) => Run(models, static contract => contract.Unfreeze(), "unfrozen", output));

    private static bool Run(SelectedModels models, Func<WeightContract, WeightContract> change, string done, TextWriter output)
    {
        var refusals = models.Models.Select(RefusalOf).OfType<string>().ToArray();
        foreach (var refusal in refusals)
            output.WriteLine(refusal);
        if (refusals.Length > 0 || !models.AreAllRead)
        {
            output.WriteLine($"Nothing is {done}.");
            return false;
        }
        foreach (var model in models.Models)
            ContractCommands.Write(model, model.ContractPath, change(model.ReadContract()!), output);
        return true;
    }

    private static string? RefusalOf(ProjectModel model) => model.ContractProblem
        ?? (model.Parsed?.Contract is { } contract && contract.Current.HasSameBody(model.Now) ? null
            : $"{model.FullName}: its contract does not hold the model as it is. Accept it first: {ContractCommands.HowToAccept}.");
}
