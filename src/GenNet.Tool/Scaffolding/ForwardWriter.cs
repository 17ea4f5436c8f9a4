using System.Text;
using GenNet.Graph;
using GenNet.Naming;
using GenNet.Specs;

namespace GenNet.Tool.Scaffolding;

/// <summary>Writes the <c>Forward</c> method of a model whose layers don't just follow each other: a local a call, named after its layer.</summary>
internal static class ForwardWriter
{
    /// <summary>Appends the method.</summary>
    /// <param name="text">Takes it.</param>
    /// <param name="model">The model.</param>
    public static void Write(StringBuilder text, ModelSpec model)
    {
        var parameters = model.Inputs.Select(static input => $"[{ModelClassWriter.Input(input, SnakeCase.OfArgument(input.Name))}] Tensor {CSharpName.Escape(input.Name)}");
        var result = model.Outputs.Count == 1 ? "Tensor" : $"({string.Join(", ", model.Outputs.Select(static o => $"Tensor {o.Name}"))})";
        text.Append($"    private {result} Forward({string.Join(", ", parameters)})\n    {{\n");
        var identifiers = new ClassIdentifiers(model.ClassName);
        foreach (var name in model.Entities.Select(entity => PropertyOf(model, entity)).Distinct().Concat(model.Inputs.Select(static input => input.Name)))
            identifiers.Take(name);
        var values = new string[model.ValueCount];
        for (var input = 0; input < model.Inputs.Count; input++)
            values[input] = CSharpName.Escape(model.Inputs[input].Name);
        var steps = Steps(model).ToArray();
        var returnsLast = model.Outputs.Count == 1 && steps.Length > 0 && steps[^1].Results is [var last] && model.Outputs[0].Value == last.Value;
        for (var i = 0; i < steps.Length; i++)
        {
            if (ListLoop.At(steps, i, model) is { } loop)
            {
                var (variable, element) = (CSharpName.Escape(identifiers.Local(loop.Property)), CSharpName.Escape(identifiers.Local(loop.Element)));
                text.Append($"        var {variable} = {values[steps[i].Element!.Input]};\n        foreach (var {element} in {loop.Property})\n            {variable} = {element}.Forward({variable});\n");
                i += loop.Count - 1;
                values[steps[i].Results[0].Value] = variable;
                returnsLast &= i < steps.Length - 1;
                continue;
            }
            var call = steps[i].Write(values);
            if (returnsLast && i == steps.Length - 1)
            {
                text.Append($"        return {call};\n");
            }
            else
            {
                foreach (var taken in steps[i].Results.Where(static result => result.IsTaken))
                    values[taken.Value] = CSharpName.Escape(identifiers.Local(taken.Name));
                text.Append($"        var {Variables(steps[i].Results, values)} = {call};\n");
            }
        }
        if (!returnsLast)
        {
            var outputs = string.Join(", ", model.Outputs.Select(o => values[o.Value]));
            text.Append(model.Outputs.Count == 1 ? $"        return {outputs};\n" : $"        return ({outputs});\n");
        }
        text.Append("    }\n");
    }

    private static string PropertyOf(ModelSpec model, LayerEntity entity) => entity.Submodel?.Declaration ?? model.Layers[entity.FirstLayer].Declaration;

    // A call of a model among the layers is one step, whatever it consists of.
    private static IEnumerable<Step> Steps(ModelSpec model)
    {
        for (int call = 0, submodel = 0; call < model.Calls.Count;)
        {
            if (submodel < model.SubmodelCalls.Count && model.SubmodelCalls[submodel].Calls.Start == call)
            {
                var inner = model.SubmodelCalls[submodel++];
                var property = model.Submodels[inner.Submodel].Property;
                yield return new([new(WithoutBrackets(property), inner.Outputs[0], IsTaken: true)], values => $"{property}.Forward({string.Join(", ", inner.Inputs.Select(value => values[model.BeforeCasts(value)]))})")
                {
                    Element = ListElement.Of(model, model.Submodels[inner.Submodel].Declaration, model.Submodels[inner.Submodel].Element, [.. inner.Inputs.Select(model.BeforeCasts)]),
                };
                call = inner.Calls.End;
            }
            else
            {
                var node = model.Calls[call++];
                if (!node.IsImplicit)
                    yield return new(Results(model, node), values => Call(model, node, values)) { Element = ElementOf(model, node) };
            }
        }
    }

    // A call that says nothing but its input.
    private static ListElement? ElementOf(ModelSpec model, CallNode call) => call.Layer < 0 || UsesOthers(model, call) || Settings(call).Any()
        ? null
        : ListElement.Of(model, model.Layers[call.Layer].Declaration, model.Layers[call.Layer].Element, [.. call.Given.Select(model.BeforeCasts)]);

    private static string WithoutBrackets(string property) => property.Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal);

    private static string Call(ModelSpec model, CallNode call, string[] values)
    {
        if (call.Layer < 0)
            return OperationWriter.Write(call, [.. call.Given.Select(value => values[model.BeforeCasts(value)])]);
        var arguments = call.Spec.Inputs.IsVariadic ? call.Given.Select(value => values[model.BeforeCasts(value)]) : Arguments(model, call, values);
        return $"{model.Layers[call.Layer].Property}.{(UsesOthers(model, call) ? call.Spec.Outputs.Method : "Forward")}({string.Join(", ", arguments.Concat(Settings(call)))})";
    }

    // What the call says besides its inputs, but for what the method itself says.
    private static IEnumerable<string> Settings(CallNode call)
    {
        foreach (var setting in call.Spec.CallArguments.Where(setting => setting.Value != setting.Default && setting.Name != call.Spec.Outputs.CallArgument))
            yield return $"{PascalCase.Camel(setting.Name)}: {setting.Value.CSharp}";
        if (call.ActsAtInference)
            yield return "training: false";
    }

    private static IEnumerable<string> Arguments(ModelSpec model, CallNode call, string[] values)
    {
        foreach (var parameter in call.Spec.Inputs.Parameters)
        {
            var given = Enumerable.Range(parameter.First, parameter.Count)
                .Where(i => i < call.Inputs.Count && call.Inputs[i] != CallNode.Absent).Select(i => values[model.BeforeCasts(call.Inputs[i])]).ToArray();
            if (given.Length == 0 || call.ImplicitMasks.Contains(parameter.First))
                continue;
            var value = parameter.Count == 1 ? given[0] : $"[{string.Join(", ", given)}]";
            yield return parameter.First < call.Spec.Inputs.Required ? value : $"{parameter.Name}: {value}";
        }
    }

    private static Result[] Results(ModelSpec model, CallNode call)
    {
        var name = call.Layer < 0 ? OperationWriter.NameOf(call) : WithoutBrackets(model.Layers[call.Layer].Property);
        return !UsesOthers(model, call)
            ? [new(name, call.FirstValue, IsTaken: true)]
            : [.. Enumerable.Range(0, call.Spec.Outputs.Returned).Select(i => new Result(
                i == 0 ? name : name + PascalCase.Of(call.Spec.Outputs.Names[i]), call.FirstValue + i, IsTaken(model, call.FirstValue + i)))];
    }

    // One variable, or a list of them with a discard where nothing takes a result.
    private static string Variables(IReadOnlyList<Result> results, string[] values) => results is [var only]
        ? values[only.Value]
        : $"({string.Join(", ", results.Select(result => result.IsTaken ? values[result.Value] : "_"))})";

    private static bool UsesOthers(ModelSpec model, CallNode call) =>
        call.Spec.CallArguments.Any(setting => setting.Name == call.Spec.Outputs.CallArgument && setting.Value != setting.Default) ||
        Enumerable.Range(call.FirstValue + 1, call.Spec.Outputs.Returned - 1).Any(value => IsTaken(model, value));

    private static bool IsTaken(ModelSpec model, int value) =>
        model.Outputs.Any(output => output.Value == value) || model.Calls.Any(call => call.Given.Contains(value));

    /// <summary>A statement of the method.</summary>
    /// <param name="Results">What the call yields.</param>
    /// <param name="Write">The call, given the names of values.</param>
    internal sealed record Step(IReadOnlyList<Result> Results, Func<string[], string> Write)
    {
        /// <summary>Which of a list of layers or models it calls, with one input and nothing else; null if none.</summary>
        public ListElement? Element { get; init; }
    }

    /// <summary>A value that a call yields.</summary>
    /// <param name="Name">What it is named after.</param>
    /// <param name="Value">Its number.</param>
    /// <param name="IsTaken">Whether anything takes it.</param>
    internal sealed record Result(string Name, int Value, bool IsTaken);
}
