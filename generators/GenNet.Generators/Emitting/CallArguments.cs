using GenNet.Generators.Planning;
using GenNet.Graph;
using GenNet.Specs;

namespace GenNet.Generators.Emitting;

/// <summary>Arguments of kernel calls, by the names that <c>Layers/README.md</c> sets.</summary>
internal static class CallArguments
{
    /// <summary>The place as an expression, where it isn't a local variable.</summary>
    public static string Expression(Place place) => place.Kind == PlaceKind.None
        ? "default"
        : $"pass.{place.Kind}({SourceWriter.Number(place.Index)})";

    /// <summary>The class of the call's kernels, without its type arguments.</summary>
    public static string Kernel(CallNode call) =>
        (call.Spec.ComputeType == DType.Float64 && !call.IsImplicit ? call.Spec.Float64Kernel ?? call.Spec.KernelCall.Name : call.Spec.KernelCall.Name) + "Kernel";

    /// <summary>
    /// The method that rounds a result to its type: kernels compute float16 and bfloat16 in float32. Null where there is nothing to round: values that are only moved, or were rounded as they
    /// were cast.
    /// </summary>
    public static string? Rounding(CallNode call, TensorType result) => call.Spec is { KeepsType: false, IsImplicit: false }
        ? result.DType switch { DType.Float16 => "RoundToFloat16", DType.BFloat16 => "RoundToBFloat16", _ => null }
        : null;

    /// <summary>The pass that a call's kernels are given: <c>pass</c>, or <c>pass.Each(pass.Length)</c> where they take timesteps one by one.</summary>
    public static string Pass(CallNode call) => Pass(call.Inferred.Each);

    /// <summary>The pass in which all of a value is copied, added or rounded, by what <see cref="Row"/> has.</summary>
    public static string Whole(TensorType type) => type.HasRunTimeLength ? "pass.Each(pass.Length)" : "pass";

    /// <summary>What a row of <see cref="Whole"/> is of a value: a timestep where their number is known at run time only.</summary>
    public static TensorType Row(TensorType type) => type.HasRunTimeLength ? type.Timestep : type;

    private static string Pass(EachTimestep each) => each switch
    {
        { Count: 0 } => "pass",
        { IsRunTimeLength: true } => "pass.Each(pass.Length)",
        _ => $"pass.Each({SourceWriter.Number(each.Count)})",
    };

    /// <summary><c>input: a, mask: b</c>, or <c>inputs: [a, b]</c>.</summary>
    public static IEnumerable<string> Inputs(CallNode call, IReadOnlyList<string> values, string suffix = "")
    {
        var inputs = call.Spec.Inputs;
        return inputs.IsVariadic || call.Spec.KernelCall.TakesLists
            ? [$"input{(suffix.Length == 0 ? "s" : suffix + "s")}: [{string.Join(", ", values)}]"]
            : call.Inputs.Select((input, i) => (input, i)).Where(static given => given.input != CallNode.Absent).Select(given => $"{inputs.Names[given.i]}{suffix}: {values[given.i]}");
    }

    /// <summary><c>output: x</c>, or <c>output: x, hiddenState: y</c>.</summary>
    public static IEnumerable<string> Outputs(CallNode call, IReadOnlyList<string> values, string suffix = "") =>
        values.Select((value, i) => $"{call.Spec.Outputs.Names[i]}{suffix}: {value}");

    /// <summary><c>kernel: pass.Weight(0), bias: pass.Weight(288)</c>.</summary>
    public static IEnumerable<string> Variables(CallNode call, WeightLayout layout) => Variables(call, "", static _ => true, v => Variable(call.Layer, call.VariablePrefix + v.Name, layout));

    /// <summary><c>scaling: BatchNormalizationKernel&lt;Norm1Shape&gt;.Scaling(…), added: x, activation: Activation.ReLU</c> where the call does the work of calls behind it.</summary>
    public static IEnumerable<string> Epilogue(CallNode call, WeightLayout layout, string scalingShape, Func<int, string> valueOf)
    {
        if (call.Epilogue is not { } epilogue)
            yield break;
        if (epilogue.Scaling is { } scaling)
            yield return $"scaling: {Kernel(scaling)}{scaling.Spec.KernelCall.TypeArguments(scalingShape)}.Scaling({string.Join(", ", Variables(scaling, layout))})";
        if (epilogue.Added != CallNode.Absent)
            yield return $"added: {valueOf(epilogue.Added)}";
        if (epilogue.Activation != Activation.Linear)
            yield return $"activation: {KernelConstant.Of("Activation", epilogue.Activation).Literal}";
    }

    // A copy where kernels compute in another type than the variable has.
    private static string Variable(int layer, string name, WeightLayout layout) => layout.ComputeOffsetOf(layer, name) is { } offset
        ? $"pass.ComputeWeight({SourceWriter.Number(offset)})"
        : $"pass.Weight({SourceWriter.Number(layout.OffsetOf(layer, name))})";

    /// <summary><c>kernelGradient: pass.WeightGradient(layer: 2, 320)</c>.</summary>
    public static IEnumerable<string> VariableGradients(CallNode call, WeightLayout layout) => Variables(
        call, "Gradient", static v => !v.IsState, v => $"pass.WeightGradient(layer: {SourceWriter.Number(call.Layer)}, {SourceWriter.Number(layout.OffsetOf(call.Layer, call.VariablePrefix + v.Name))})");

    // Each under its name, or all as a list with a place for those that there aren't.
    private static IEnumerable<string> Variables(CallNode call, string suffix, Func<VariableSpec, bool> counts, Func<VariableSpec, string> place)
    {
        var variables = call.Inferred.Variables.Where(counts).ToArray();
        if (!call.Spec.KernelCall.TakesLists)
            return variables.Select(v => $"{Naming.PascalCase.Camel(v.Name)}{suffix}: {place(v)}");
        var places = call.Spec.KernelCall.Weights.Select(name => Array.Find(variables, v => v.Name == name) is { } variable ? place(variable) : "default");
        return [$"weight{suffix}s: [{string.Join(", ", places)}]"];
    }

    /// <summary><c>carriedHiddenState: pass.CarriedState(0, perRow: 32), …, nextHiddenState: pass.NextState(0, perRow: 32)</c> where the layer carries states from call to call.</summary>
    public static IEnumerable<string> Carried(CompiledModel model, int call)
    {
        var node = model.Spec.Calls[call];
        string Place(string method, CarriedState state) =>
            $"pass.{method}({SourceWriter.Number(model.Carried.OffsetOf(node.Layer, node.VariablePrefix + state.Name))}, perRow: {SourceWriter.Number(state.PerRow)})";
        var before = model.Carried.Continues(call) ? "NextState" : "CarriedState";
        return node.Inferred.Carried.Select(state => $"carried{Naming.PascalCase.Of(state.Name)}: {Place(before, state)}")
            .Concat(node.Inferred.Carried.Select(state => $"next{Naming.PascalCase.Of(state.Name)}: {Place("NextState", state)}"));
    }

    /// <summary><c>saved: …, savedFixed: …</c> where the call keeps something from forward to backward.</summary>
    public static IEnumerable<string> Saved(CompiledModel model, int call)
    {
        var node = model.Spec.Calls[call];
        if (model.Saved[call] >= 0)
            yield return $"saved: {StepCode.OfSaved(node, node.Inferred.SavedPerRow, $"pass.Activation({SourceWriter.Number(model.Saved[call])})")}";
        if (model.SavedFixed[call] >= 0)
            yield return $"savedFixed: pass.Fixed({StepCode.OfFixed(node, node.Inferred.SavedFixed, model.SavedFixed[call])})";
    }
}
