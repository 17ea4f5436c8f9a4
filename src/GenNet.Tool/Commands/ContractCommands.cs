using System.CommandLine;
using GenNet.Contracts;
using GenNet.Tool.Projects;

namespace GenNet.Tool.Commands;

/// <summary>What the commands on weight contracts share: the project, the models that are meant, and how errors end.</summary>
internal static class ContractCommands
{
    /// <summary>The ways to accept a model, for messages.</summary>
    public const string HowToAccept = $"use the code fix, {WeightContract.AcceptCommand} or dotnet gennet accept";

    /// <summary>A command that does something with each model's contract.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does.</param>
    /// <param name="run">Does it with one model; returns whether all is well.</param>
    public static Command Create(string name, string description, Func<ProjectModel, TextWriter, bool> run)
    {
        var project = new Argument<string>("project") { Description = "a project file or its folder", DefaultValueFactory = static _ => "." };
        var model = new Option<string?>("--model") { Description = "class name of one model; all by default" };
        var command = new Command(name, description) { project, model };
        command.SetAction(result => Run(
            result.GetRequiredValue(project), result.GetValue(model), run, result.InvocationConfiguration.Output, result.InvocationConfiguration.Error));
        return command;
    }

    /// <summary>Writes a contract if that changes the file.</summary>
    public static void Write(ProjectModel model, WeightContract contract, TextWriter output)
    {
        var (file, text) = (model.ContractFile, contract.ToString());
        if (File.Exists(file) && File.ReadAllText(file) == text)
        {
            output.WriteLine($"{model.Spec.FullName}: {file} is up to date.");
            return;
        }
        Weights.AtomicFile.Write(file, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));
        output.WriteLine($"{model.Spec.FullName}: wrote {file}, version {contract.Current.Number}{(contract.Current.IsDraft ? " draft" : "")}.");
    }

    private static int Run(string project, string? name, Func<ProjectModel, TextWriter, bool> run, TextWriter output, TextWriter error)
    {
        try
        {
            var models = ModelProject.Read(project).Where(m => name is null || m.Spec.ClassName == name || m.Spec.FullName == name).ToArray();
            if (models.Length == 0)
                throw new ProjectException(name is null ? $"'{project}' has no class with [Model]." : $"'{project}' has no model '{name}'.");
            return models.Aggregate(true, (well, model) => run(model, output) && well) ? 0 : 1;
        }
        catch (Exception failure) when (failure is ProjectException or IOException or UnauthorizedAccessException)
        {
            error.WriteLine(failure.Message);
            return 1;
        }
    }
}
