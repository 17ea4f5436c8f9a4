using GenNet.Generators.Planning;
using GenNet.Graph;

namespace GenNet.Generators.Emitting;

/// <summary>Arguments of kernel calls, by the names that <c>Layers/README.md</c> sets.</summary>
internal static class CallArguments
{
    /// <summary>The place as an expression, where it isn't a local variable.</summary>
    public static string Expression(Place place) => place.Kind == PlaceKind.None
        ? "default"
        : $"pass.{place.Kind}({SourceWriter.Number(place.Index)})";

    /// <summary><c>input: a, mask: b</c>, or <c>inputs: [a, b]</c>.</summary>
    public static IEnumerable<string> Inputs(CallNode call, IReadOnlyList<string> values, string suffix = "")
    {
        var inputs = call.Spec.Inputs;
        return inputs.IsVariadic
            ? [$"input{(suffix.Length == 0 ? "s" : suffix + "s")}: [{string.Join(", ", values)}]"]
            : call.Inputs.Select((input, i) => (input, i)).Where(static given => given.input != CallNode.Absent).Select(given => $"{inputs.Names[given.i]}{suffix}: {values[given.i]}");
    }

    /// <summary><c>output: x</c>, or <c>output: x, hiddenState: y</c>.</summary>
    public static IEnumerable<string> Outputs(CallNode call, IReadOnlyList<string> values, string suffix = "") =>
        values.Select((value, i) => $"{call.Spec.Outputs.Names[i]}{suffix}: {value}");

    /// <summary><c>kernel: pass.Weight(0), bias: pass.Weight(288)</c>.</summary>
    public static IEnumerable<string> Variables(CallNode call, WeightLayout layout) =>
        call.Inferred.Variables.Select(v => $"{Naming.PascalCase.Camel(v.Name)}: pass.Weight({SourceWriter.Number(layout.OffsetOf(call.Layer, v.Name))})");

    /// <summary><c>kernelGradient: pass.WeightGradient(layer: 2, 320)</c>.</summary>
    public static IEnumerable<string> VariableGradients(CallNode call, WeightLayout layout) =>
        call.Inferred.Variables.Where(static v => !v.IsState).Select(v =>
            $"{Naming.PascalCase.Camel(v.Name)}Gradient: pass.WeightGradient(layer: {SourceWriter.Number(call.Layer)}, {SourceWriter.Number(layout.OffsetOf(call.Layer, v.Name))})");

    /// <summary><c>saved: …, savedFixed: …</c> where the call keeps something from forward to backward.</summary>
    public static IEnumerable<string> Saved(CompiledModel model, int call)
    {
        if (model.Saved[call] >= 0)
            yield return $"saved: pass.Activation({SourceWriter.Number(model.Saved[call])})";
        if (model.SavedFixed[call] >= 0)
            yield return $"savedFixed: pass.Fixed({SourceWriter.Number(model.SavedFixed[call])})";
    }
}
