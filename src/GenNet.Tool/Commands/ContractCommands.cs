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

    /// <summary>A command that does something with each model's contract.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does.</param>
    /// <param name="run">Does it with one model; returns whether all is well.</param>
    public static Command Create(string name, string description, Func<ProjectModel, TextWriter, bool> run)
    {
        var path = new Argument<string>("path") { Description = "a project, a solution, or a folder with projects in or below it", DefaultValueFactory = static _ => "." };
        var model = new Option<string?>("--model") { Description = "class name of one model; all by default" };
        // GenNet's own targets name a project that uses it: MSBuild need not be asked by its own child.
        var inBuild = new Option<bool>("--in-build") { Hidden = true };
        var command = new Command(name, description) { path, model, inBuild };
        command.SetAction(result => Run(
            new(result.GetRequiredValue(path), result.GetValue(model), result.GetValue(inBuild)), run,
            result.InvocationConfiguration.Output, result.InvocationConfiguration.Error));
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
        TextFile.Save(file, text);
        output.WriteLine($"{model.Spec.FullName}: wrote {file}, version {contract.Current.Number}{(contract.Current.IsDraft ? " draft" : "")}.");
    }

    private static int Run(ModelSelection selection, Func<ProjectModel, TextWriter, bool> run, TextWriter output, TextWriter error)
    {
        var (well, models) = (true, 0);
        try
        {
            foreach (var project in selection.Projects())
                well &= RunIn(project);
            if (models == 0 && selection.Model is { } name)
                throw new ProjectException($"'{selection.Path}' has no model '{name}'.");
            if (models == 0 && well)
                output.WriteLine($"No class with [Model] in '{selection.Path}'{(selection.InBuild ? "" : " that uses GenNet")}: there is no weight contract to look after.");
            return well ? 0 : 1;
        }
        catch (Exception failure) when (IsReported(failure))
        {
            error.WriteLine(failure.Message);
            return 1;
        }

        // What is wrong with one project keeps no other from its turn.
        bool RunIn(string project)
        {
            try
            {
                var chosen = ModelProject.Read(project).Where(selection.Takes).ToArray();
                models += chosen.Length;
                return chosen.Aggregate(true, (well, model) => run(model, output) && well);
            }
            catch (Exception failure) when (IsReported(failure))
            {
                error.WriteLine(failure.Message);
                return false;
            }
        }
    }

    private static bool IsReported(Exception failure) => failure is ProjectException or IOException or UnauthorizedAccessException;
}
