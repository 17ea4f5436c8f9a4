using System.Text;
using GenNet.Graph;
using GenNet.Naming;
using GenNet.Specs;
using GenNet.Weights.KerasConfig;

namespace GenNet.Tool.Scaffolding;

/// <summary>Writes the attributed class of a model, as a person would: only arguments that aren't defaults, one line a layer.</summary>
internal static class ModelClassWriter
{
    // Attributes up to this width stand in one column; a longer one gets a line of its own.
    private const int WidestColumn = 84;

    /// <summary>The source file of the class, and of the classes of the models among its layers.</summary>
    public static string Write(ModelSpec model) => Write(model, []);

    /// <summary>The same, with the method that makes the trainer which the model had in Keras.</summary>
    public static string Write(KerasModel model) => Write(model.Spec, TrainerWriter.Write(model.Compiled, model.Spec));

    private static string Write(ModelSpec model, IReadOnlyList<string> trainer)
    {
        var text = new StringBuilder("using GenNet;\n\n");
        if (model.Namespace.Length > 0)
            text.Append($"namespace {model.Namespace};\n\n");
        WriteClass(text, model, trainer);
        foreach (var inner in SubmodelClasses.Of(model))
            WriteClass(text.Append('\n'), inner, []);
        return text.ToString();
    }

    private static void WriteClass(StringBuilder text, ModelSpec model, IReadOnlyList<string> trainer)
    {
        var policy = PolicyOf(model);
        string[] arguments =
        [
            .. SnakeCase.Of(model.ClassName) == model.KerasName ? (string[])[] : [$"Name = {ArgumentValue.Of(model.KerasName).CSharp}"],
            .. policy == DTypePolicy.Float32 ? (string[])[] : [$"DType = {ArgumentValue.Of(policy).CSharp}"],
        ];
        var name = arguments.Length == 0 ? "" : $"({string.Join(", ", arguments)})";
        var input = model.IsSequential ? ", " + Input(model.Inputs[0], "input") : "";
        text.Append($"[Model{name}{input}]\npublic partial class {model.ClassName}\n{{\n");
        WriteLayers(text, model, policy);
        if (!model.IsSequential)
            ForwardWriter.Write(text.Append('\n'), model);
        if (trainer.Count > 0)
            text.Append('\n');
        foreach (var line in trainer)
            text.Append($"    {line}\n");
        text.Append("}\n");
    }

    /// <summary>The attribute of an input: <c>Input(28, 28, 1)</c>.</summary>
    /// <param name="input">The input.</param>
    /// <param name="defaultName">Its Keras name where the attribute gives none.</param>
    public static string Input(InputNode input, string defaultName)
    {
        var arguments = input.Shape.Dimensions.Select(static d => ArgumentValue.Of((long)d).CSharp).ToList();
        if (input.KerasName != defaultName)
            arguments.Add($"Name = {ArgumentValue.Of(input.KerasName).CSharp}");
        if (input.DType != DType.Float32)
            arguments.Add($"DType = DType.{input.DType}");
        if (input.HasRunTimeLength)
            arguments.Add("VariableLength = true");
        return arguments.Count == 0 ? "Input" : $"Input({string.Join(", ", arguments)})";
    }

    // What all layers have, as in Keras where it is set for the whole model; each says its own where they differ.
    private static DTypePolicy PolicyOf(ModelSpec model)
    {
        var policies = model.Entities.Where(static entity => entity.Submodel is null).Select(entity => model.Layers[entity.FirstLayer].Spec.DTypePolicy).Distinct().ToArray();
        return policies is [var only] ? only : DTypePolicy.Float32;
    }

    private static void WriteLayers(StringBuilder text, ModelSpec model, DTypePolicy policy)
    {
        var all = model.Entities.ToArray();
        var entities = all.Where(entity => (entity.Submodel is { } submodel ? submodel.Element : model.Layers[entity.FirstLayer].Element) is null or 0).ToArray();
        var attributes = entities.Select(entity => RepeatedAttribute.Write(model, entity, policy, all)).ToArray();
        var column = attributes.Select(static a => a.Length).Where(static length => length <= WidestColumn).DefaultIfEmpty().Max();
        for (var i = 0; i < attributes.Length; i++)
        {
            var (type, property) = entities[i].Submodel is { } submodel
                ? (submodel.Model.ClassName, submodel.Property)
                : (model.Layers[entities[i].FirstLayer].Spec.TypeName, model.Layers[entities[i].FirstLayer].Property);
            if (property.EndsWith("[0]", StringComparison.Ordinal))
                (type, property) = ($"Layers<{type}>", property[..^"[0]".Length]);
            var attribute = attributes[i].Length <= column ? attributes[i].PadRight(column) + " " : attributes[i] + "\n    ";
            text.Append($"    {attribute}public partial {type} {property} {{ get; }}\n");
        }
    }
}
