using System.CommandLine;
using GenNet.Tool.Files;
using GenNet.Tool.Scaffolding;
using GenNet.Weights;
using GenNet.Weights.KerasConfig;

namespace GenNet.Tool.Commands;

/// <summary><c>dotnet gennet scaffold</c>: the attributed class of a Keras model.</summary>
internal static class ScaffoldCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "a whole Keras model: a .keras or .h5 file, a SavedModel folder, or a JSON file as model.to_json() and config.json are" };
        var @namespace = new Option<string>("--namespace") { Description = "namespace of the class; none by default", DefaultValueFactory = static _ => "" };
        var className = new Option<string?>("--class") { Description = "name of the class; by default the model's name in Pascal case" };
        var output = new Option<FileInfo?>("--output") { Description = "file to write; standard output by default" };
        var lengths = new Option<string[]>("--length") { Description = "an input and the largest length of its sequences, as text=128, where Keras leaves the length open", DefaultValueFactory = static _ => [] };
        var shapes = new Option<string[]>("--shape") { Description = "an input and its shape without the batch, as image=224,224,3, where Keras leaves dimensions open", DefaultValueFactory = static _ => [] };
        var force = new Option<bool>("--force") { Description = "replaces the file of --output if there is one" };
        var command = new Command("scaffold", "Writes the attributed C# class of a Keras model.") { file, @namespace, className, output, lengths, shapes, force };
        @namespace.Validators.Add(static result => Require(result, "--namespace", static name => name.Length == 0 || CSharpName.IsNamespace(name)));
        lengths.Validators.Add(static result => InputLengths.Require(result));
        shapes.Validators.Add(static result => InputShapes.Require(result));
        className.Validators.Add(static result => Require(result, "--class", static name => CSharpName.IsNamespace(name) && !name.Contains('.')));
        command.SetAction(result => Run(
            result.GetRequiredValue(file).FullName, result.GetRequiredValue(@namespace), result.GetValue(className), result.GetValue(output)?.FullName, result.GetRequiredValue(lengths), result.GetRequiredValue(shapes), result.GetValue(force),
            result.InvocationConfiguration.Output, result.InvocationConfiguration.Error));
        return command;
    }

    private static void Require(System.CommandLine.Parsing.OptionResult option, string name, Func<string, bool> isValid)
    {
        var value = option.Tokens.Count == 0 ? "" : option.Tokens[0].Value;
        if (!isValid(value))
            option.AddError($"{name} '{value}' is no C# name.");
    }

    private static int Run(string file, string @namespace, string? className, string? output, string[] lengths, string[] shapes, bool force, TextWriter standardOutput, TextWriter standardError)
    {
        try
        {
            ScaffoldSource.Require(file);
            if (!force && File.Exists(output))
                throw new IOException($"{output} exists: --force replaces it.");
            var model = ScaffoldedModel.ReadForPeople(file, @namespace, className, InputLengths.Read(lengths), InputShapes.Read(shapes));
            foreach (var note in model.Notes)
                standardError.WriteLine("note: " + note);
            foreach (var line in GapWeights.Describe(file, model.Gaps))
                standardError.WriteLine(line);
            var text = ModelClassWriter.Write(model);
            if (output is null)
                standardOutput.Write(text);
            else
                TextFile.Save(output, text);
            return 0;
        }
        catch (Exception error) when (error is KerasConfigException or WeightFileException or IOException or UnauthorizedAccessException)
        {
            standardError.WriteLine(error.Message);
            return 1;
        }
    }
}
