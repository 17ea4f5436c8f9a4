using System.CommandLine;
using System.Runtime.CompilerServices;
using GenNet.Graph;
using GenNet.Tool.Files;
using GenNet.Tool.Plotting;
using GenNet.Tool.Projects;
using GenNet.Tool.Scaffolding;
using GenNet.Weights.KerasConfig;

namespace GenNet.Tool.Commands;

/// <summary><c>dotnet gennet plot</c>: a model's layers, and what each takes of which, as SVG. Keras: <c>keras.utils.plot_model</c>.</summary>
internal static class PlotCommand
{
    // What a folder has that is a whole model of Keras.
    private static readonly string[] s_filesOfAModel = ["config.json", "saved_model.pb", "keras_metadata.pb"];

    /// <summary>The command with its argument and options.</summary>
    public static Command Create()
    {
        var model = new Argument<string>("model") { Description = "a class with [Model], with or without its namespace, or a file that holds a whole Keras model, as scaffold takes it" };
        var project = new Option<string>("--project") { Description = "the project of the class: a project, a solution, or a folder with projects in or below it", DefaultValueFactory = static _ => "." };
        var output = new Option<FileInfo?>("--output") { Description = "file to write, as model.svg; standard output by default" };
        var force = new Option<bool>("--force") { Description = "replaces the file of --output if there is one" };
        var shapes = new Option<bool>("--shapes") { Description = "shows what shapes layers take and yield" };
        var dtypes = new Option<bool>("--dtypes") { Description = "shows the types of what layers yield" };
        var names = new Option<bool>("--names") { Description = "shows layers' names beside their classes" };
        var lengths = new Option<string[]>("--length") { Description = "an input of a file's and the largest length of its sequences, as text=128", DefaultValueFactory = static _ => [] };
        var inputs = new Option<string[]>("--shape") { Description = "an input of a file's and its shape without the batch, as image=224,224,3", DefaultValueFactory = static _ => [] };
        lengths.Validators.Add(static result => InputLengths.Require(result));
        inputs.Validators.Add(static result => InputShapes.Require(result));
        var command = new Command("plot", "Draws a model's layers as SVG.") { model, project, output, force, shapes, dtypes, names, lengths, inputs };
        command.SetAction(result => Run(
            result.GetRequiredValue(model), new(result.GetValue(shapes), result.GetValue(dtypes), result.GetValue(names)), result.GetValue(output)?.FullName, result.GetValue(force),
            name => IsFile(name)
                ? OfFile(name, result.GetRequiredValue(lengths), result.GetRequiredValue(inputs))
                : OfClass(name, result.GetRequiredValue(project), result.InvocationConfiguration.Error),
            result.InvocationConfiguration.Output, result.InvocationConfiguration.Error));
        return command;
    }

    private static int Run(string name, PlotOptions options, string? target, bool force, Func<string, ModelSpec> read, TextWriter output, TextWriter error)
    {
        try
        {
            if (!force && File.Exists(target))
                throw new IOException($"{target} exists: --force replaces it.");
            var drawing = SvgPlot.Of(PlottedModel.Of(read(name)), options);
            if (target is null)
                output.Write(drawing);
            else
                TextFile.Save(target, drawing);
            return 0;
        }
        catch (Exception problem) when (problem is KerasConfigException or WeightFileException || SelectedModels.IsReported(problem))
        {
            error.WriteLine(problem.Message);
            return 1;
        }
    }

    // A folder of sources may be called as a class is.
    private static bool IsFile(string name) => File.Exists(name) || (Directory.Exists(name) && Array.Exists(s_filesOfAModel, file => File.Exists(Path.Join(name, file))));

    private static ModelSpec OfFile(string path, string[] lengths, string[] shapes)
    {
        ScaffoldSource.Require(path);
        return ScaffoldedModel.ReadOpen(path, InputLengths.Read(lengths), InputShapes.Read(shapes)).Spec;
    }

    private static ModelSpec OfClass(string name, string project, TextWriter error)
    {
        if (!CSharpName.IsNamespace(name))
            throw new IOException($"There is no file '{name}', and a class can't be called so.");
        var models = SelectedModels.Read(new(project, name, Compilation: null), error);
        return models.Projects.Count == 0 ? throw None(models, name, project) : Only(models, name, project);
    }

    // Apart, since it names types of the compiler's, whose assemblies are known only now.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ModelSpec Only(SelectedModels models, string name, string project) => models.Models.DistinctBy(static model => model.FullName).ToArray() switch
    {
        [] => throw None(models, name, project),
        [var only] => only.Spec,
        var several => throw new ProjectException($"Several models are called '{name}': {string.Join(", ", several.Select(static model => model.FullName))}. Give one's whole name."),
    };

    // What could not be read has been said.
    private static ProjectException None(SelectedModels models, string name, string project) => new(models.AreAllRead
        ? $"There is no file '{name}', and '{project}' has no model of that name."
        : $"There is no file '{name}', and no project of '{project}' that could be read has a model of that name.");
}
