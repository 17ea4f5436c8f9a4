using System.CommandLine;
using GenNet.Contracts;
using GenNet.Specs;
using GenNet.Tool.Deployed;
using GenNet.Tool.Projects;

namespace GenNet.Tool.Commands;

/// <summary><c>dotnet gennet accept</c>: writes what the code fix writes, for all models of a project.</summary>
internal static class AcceptCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var was = new Option<string?>("--was") { Description = "full name that the class of --model had before: its contract is kept, under the new name" };
        var from = new Option<string?>("--from") { Description = "a weight file that has been deployed: its model becomes version 1 of the contract, frozen" };
        return ContractCommands.Create(
            "accept",
            "Takes the models as they are into their weight contracts.",
            (models, result, output) => result.GetValue(from) is { } file ? AcceptFrom(models, file, output) : Run(models, result.GetValue(was), output),
            was,
            from);
    }

    private static bool AcceptFrom(SelectedModels models, string file, TextWriter output)
    {
        if (models.Models.ToArray() is not [var model])
            throw new ProjectException("A file is of one model: say by --model which.");
        if (model.ReadContract() is not null)
            throw new ProjectException($"{model.FullName} has a contract already, {model.ContractPath}: --from begins one.");
        var version = DeployedVersion.Of(model, file);
        ContractCommands.Write(model, model.ContractPath, new(model.FullName, EquatableArray.Of(version)), output);
        if (!version.HasSameBody(model.Now))
            output.WriteLine($"{model.FullName} is another now than {file} was saved from: the build says what that breaks.");
        return true;
    }

    private static bool Run(SelectedModels models, string? was, TextWriter output)
    {
        if (was is not null && models.Models.Count() != 1)
            throw new ProjectException("--was is a former name of one class: say by --model which.");
        var well = true;
        foreach (var (project, chosen) in models.Projects)
        {
            foreach (var model in chosen)
                well &= Accept(model, project, was, output);
            if (models.Selection.Model is null)
                well &= !Report(project, output);
        }
        return well;
    }

    private static bool Accept(ProjectModel model, ModelProject project, string? was, TextWriter output)
    {
        // The contracts of other models can be written all the same.
        if (model.ContractProblem is { } problem)
        {
            output.WriteLine(problem);
            return false;
        }
        var contract = model.ReadContract();
        if (was is not null && contract is not null)
            throw new ProjectException($"{model.FullName} has a contract already, {model.ContractPath}.");
        if (contract is not null)
        {
            ContractCommands.Write(model, model.ContractPath, WeightContract.Accept(contract, model.Spec), output);
            return true;
        }
        var former = was is null ? model.Former : project.ContractOf(was) ?? throw new ProjectException($"No contract of the project says 'model {was}'.");
        if (former?.Parsed.Contract is not { } before)
        {
            ContractCommands.Write(model, model.ContractPath, WeightContract.Accept(null, model.Spec), output);
            return true;
        }
        if (was is null && !model.Now.HasLayersOf(before))
        {
            output.WriteLine($"{model.FullName}: no contract names it, and {former.Path} is of {before.Model}, which is no model here, so nothing is written. If it is what {before.Model} was: 'dotnet gennet accept --model {model.FullName} --was {before.Model}', or 'dotnet build -t:GenNetAccept -p:GenNetModel={model.FullName} -p:GenNetWas={before.Model}'. If it is a new model: delete {former.Path} first.");
            return false;
        }
        output.WriteLine($"{model.FullName}: was {before.Model}.");
        ContractCommands.Write(model, former.Path, WeightContract.Accept(before with { Model = model.FullName }, model.Spec), output);
        return true;
    }

    private static bool Report(ModelProject project, TextWriter output)
    {
        var lost = project.Lost.ToArray();
        foreach (var file in lost)
            output.WriteLine($"{file.Path} is the contract of {file.Parsed.Contract!.Model}, which is no model here: write the name that the class has now into its line 'model', or delete it (dotnet gennet explain GN1032).");
        return lost.Length > 0;
    }
}
