using System.CommandLine;
using GenNet.Contracts;
using GenNet.Tool.Files;
using GenNet.Tool.Projects;

namespace GenNet.Tool.Commands;

/// <summary>What the commands on weight contracts share: the project, the models that are meant, and how errors end.</summary>
internal static class ContractCommands
{
    /// <summary>The ways to accept a model, for messages.</summary>
    public const string HowToAccept = $"use the code fix, {WeightContract.AcceptCommand} or dotnet gennet accept";

    /// <summary>A command that does something with models and their contracts.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does.</param>
    /// <param name="run">Does it; returns whether all is well.</param>
    /// <param name="options">Options of its own.</param>
    public static Command Create(string name, string description, Func<SelectedModels, ParseResult, TextWriter, bool> run, params IEnumerable<Option> options)
    {
        var path = new Argument<string>("path") { Description = "a project, a solution, or a folder with projects in or below it", DefaultValueFactory = static _ => "." };
        var model = new Option<string?>("--model") { Description = "class name of one model; all by default" };
        var compilation = new Option<string?>("--compilation") { Hidden = true };
        var command = new Command(name, description) { path, model, compilation };
        foreach (var option in options)
            command.Options.Add(option);
        command.SetAction(result => Run(
            new(result.GetRequiredValue(path), result.GetValue(model), result.GetValue(compilation)), models => run(models, result, result.InvocationConfiguration.Output),
            result.InvocationConfiguration.Output, result.InvocationConfiguration.Error));
        return command;
    }

    /// <summary>Writes a contract if that changes the file.</summary>
    public static void Write(ProjectModel model, string file, WeightContract contract, TextWriter output)
    {
        var text = contract.ToString();
        if (File.Exists(file) && File.ReadAllText(file) == text)
        {
            output.WriteLine($"{model.FullName}: {file} is up to date.");
            return;
        }
        TextFile.Save(file, text);
        output.WriteLine($"{model.FullName}: wrote {file}, version {contract.Current.Number}{(contract.Current.IsDraft ? " draft" : "")}.");
    }

    private static int Run(ModelSelection selection, Func<SelectedModels, bool> run, TextWriter output, TextWriter error)
    {
        try
        {
            var models = SelectedModels.Read(selection, error);
            if (!models.Models.Any() && selection.Model is { } name && models.AreAllRead)
                throw new ProjectException($"'{selection.Path}' has no model '{name}'.");
            // Without a project no compiler is known, and what a command does names types of it.
            var well = (models.Projects.Count == 0 || run(models)) && models.AreAllRead;
            if (!models.Models.Any() && well)
                output.WriteLine($"No class with [Model] in '{selection.Path}'{(selection.Compilation is null ? " that uses GenNet" : "")}: there is no weight contract to look after.");
            return well ? 0 : 1;
        }
        catch (Exception failure) when (SelectedModels.IsReported(failure))
        {
            error.WriteLine(failure.Message);
            return 1;
        }
    }
}
