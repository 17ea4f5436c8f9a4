using System.Text;
using GenNet.Graph;
using GenNet.Naming;

namespace GenNet.Tool.Scaffolding;

/// <summary>Writes the <c>Forward</c> method of a model whose layers don't just follow each other: a local a call, named after its layer.</summary>
internal static class ForwardWriter
{
    /// <summary>Appends the method.</summary>
    public static void Write(StringBuilder text, ModelSpec model)
    {
        var parameters = model.Inputs.Select(static input => $"[{ModelClassWriter.Input(input, SnakeCase.OfArgument(input.Name))}] Tensor {CSharpName.Escape(input.Name)}");
        var result = model.Outputs.Count == 1 ? "Tensor" : $"({string.Join(", ", model.Outputs.Select(static o => $"Tensor {o.Name}"))})";
        text.Append($"    private {result} Forward({string.Join(", ", parameters)})\n    {{\n");
        var values = Names(model);
        var inlined = model.Outputs.Count == 1 && model.Outputs[0].Value == model.ValueCount - 1 ? model.Outputs[0].Value : -1;
        foreach (var node in model.Calls)
        {
            var call = Call(model, node, values);
            text.Append(node.FirstValue == inlined ? $"        return {call};\n" : $"        var {values[node.FirstValue]} = {call};\n");
        }
        if (inlined < 0)
        {
            var outputs = string.Join(", ", model.Outputs.Select(o => values[o.Value]));
            text.Append(model.Outputs.Count == 1 ? $"        return {outputs};\n" : $"        return ({outputs});\n");
        }
        text.Append("    }\n");
    }

    private static string Call(ModelSpec model, CallNode call, string[] values)
    {
        var inputs = call.Given.Select(value => values[value]).ToArray();
        if (call.Layer < 0)
            return string.Join(" + ", inputs);
        var names = call.Spec.Inputs;
        for (var i = names.Required; !names.IsVariadic && i < inputs.Length; i++)
            inputs[i] = $"{names.Names[i]}: {inputs[i]}";
        return $"{model.Layers[call.Layer].Property}.Forward({string.Join(", ", inputs)})";
    }

    private static string[] Names(ModelSpec model)
    {
        var identifiers = new ClassIdentifiers(model.ClassName);
        foreach (var layer in model.Layers)
            identifiers.Take(layer.Property);
        foreach (var input in model.Inputs)
            identifiers.Take(input.Name);
        return
        [
            .. model.Inputs.Select(static input => CSharpName.Escape(input.Name)),
            .. model.Calls.Select(call => CSharpName.Escape(identifiers.Local(call.Layer < 0 ? "Sum" : model.Layers[call.Layer].Property))),
        ];
    }
}
