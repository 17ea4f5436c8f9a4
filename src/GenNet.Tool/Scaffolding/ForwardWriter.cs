using System.Text;
using GenNet.Graph;
using GenNet.Naming;

namespace GenNet.Tool.Scaffolding;

/// <summary>Writes the <c>Forward</c> method of a model whose layers don't just follow each other: a local a call, named after its layer.</summary>
internal static class ForwardWriter
{
    /// <summary>Appends the method.</summary>
    /// <param name="text">Takes it.</param>
    /// <param name="model">The model.</param>
    /// <param name="access">Who may call it: another model that has this one among its layers must be able to.</param>
    public static void Write(StringBuilder text, ModelSpec model, string access)
    {
        var parameters = model.Inputs.Select(static input => $"[{ModelClassWriter.Input(input, SnakeCase.OfArgument(input.Name))}] Tensor {CSharpName.Escape(input.Name)}");
        var result = model.Outputs.Count == 1 ? "Tensor" : $"({string.Join(", ", model.Outputs.Select(static o => $"Tensor {o.Name}"))})";
        text.Append($"    {access} {result} Forward({string.Join(", ", parameters)})\n    {{\n");
        var identifiers = new ClassIdentifiers(model.ClassName);
        foreach (var name in model.Entities.Select(entity => PropertyOf(model, entity)).Concat(model.Inputs.Select(static input => input.Name)))
            identifiers.Take(name);
        var values = new string[model.ValueCount];
        for (var input = 0; input < model.Inputs.Count; input++)
            values[input] = CSharpName.Escape(model.Inputs[input].Name);
        var steps = Steps(model).ToArray();
        var returnsLast = model.Outputs.Count == 1 && steps.Length > 0 && model.Outputs[0].Value == steps[^1].Result;
        for (var i = 0; i < steps.Length; i++)
        {
            var call = steps[i].Write(values);
            if (returnsLast && i == steps.Length - 1)
            {
                text.Append($"        return {call};\n");
            }
            else
            {
                values[steps[i].Result] = CSharpName.Escape(identifiers.Local(steps[i].Name));
                text.Append($"        var {values[steps[i].Result]} = {call};\n");
            }
        }
        if (!returnsLast)
        {
            var outputs = string.Join(", ", model.Outputs.Select(o => values[o.Value]));
            text.Append(model.Outputs.Count == 1 ? $"        return {outputs};\n" : $"        return ({outputs});\n");
        }
        text.Append("    }\n");
    }

    private static string PropertyOf(ModelSpec model, LayerEntity entity) => entity.Submodel?.Property ?? model.Layers[entity.FirstLayer].Property;

    // A call of a model among the layers is one step, whatever it consists of.
    private static IEnumerable<Step> Steps(ModelSpec model)
    {
        for (int call = 0, submodel = 0; call < model.Calls.Count;)
        {
            if (submodel < model.SubmodelCalls.Count && model.SubmodelCalls[submodel].Calls.Start == call)
            {
                var inner = model.SubmodelCalls[submodel++];
                var property = model.Submodels[inner.Submodel].Property;
                yield return new(property, inner.Outputs[0], values => $"{property}.Forward({string.Join(", ", inner.Inputs.Select(value => values[value]))})");
                call = inner.Calls.End;
            }
            else
            {
                var node = model.Calls[call++];
                yield return new(node.Layer < 0 ? "Sum" : model.Layers[node.Layer].Property, node.FirstValue, values => Call(model, node, values));
            }
        }
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

    /// <summary>A statement of the method.</summary>
    /// <param name="Name">What its result is named after.</param>
    /// <param name="Result">Number of the value.</param>
    /// <param name="Write">The call, given the names of values.</param>
    private sealed record Step(string Name, int Result, Func<string[], string> Write);
}
