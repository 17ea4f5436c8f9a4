using GenNet.Graph;
using GenNet.Naming;
using GenNet.Specs;

namespace GenNet.Generators.Planning;

/// <summary>What of a model GPUs have no code for.</summary>
/// <param name="model">The model.</param>
/// <param name="kernels">The kernels that there are.</param>
internal sealed class GpuSupport(CompiledModel model, GpuKernels kernels)
{
    private readonly ModelSpec _spec = model.Spec;

    /// <summary>Calls without code for inference.</summary>
    public IEnumerable<CallNode> CallsWithoutInference => Calls.Where(call => !model.Inference.Plan.Aliases.IsAlias(call.FirstValue) && !CanInfer(call));

    /// <summary>Calls without code for training.</summary>
    public IEnumerable<CallNode> CallsWithoutTraining => Calls.Where((call, index) => !model.Training.Aliases.IsAlias(call.FirstValue) && !CanTrain(call, index));

    /// <summary>What there is no code for at inference: <c>conv1 (Conv2D)</c>.</summary>
    public IReadOnlyList<string> WithoutInference => [.. Borders, .. CallsWithoutInference.Select(NameOf).Distinct()];

    /// <summary>What there is no code for in training.</summary>
    public IReadOnlyList<string> WithoutTraining => [.. Borders, .. CallsWithoutTraining.Select(NameOf).Distinct()];

    private IEnumerable<CallNode> Calls => _spec.Calls;

    // What the caller gives and takes in types that nothing converts on the device.
    private IEnumerable<string> Borders =>
    [
        .. _spec.Inputs.Where(static input => !IsMoved(input.DType)).Select(static input => $"input {input.Name} (of {KerasEnum.Name(input.DType)})"),
        .. _spec.Outputs.Where(output => !IsMoved(_spec.TypeOf(output.Value).DType)).Select(output => $"output {output.Name} (of {KerasEnum.Name(_spec.TypeOf(output.Value).DType)})"),
    ];

    private static bool IsMoved(DType type) => type is DType.Float32 or DType.Int32 or DType.Int64 or DType.Bool;

    // Kernels for GPUs take no other real numbers than float32.
    private bool IsKnown(CallNode call) => call.Spec.DTypePolicy == DTypePolicy.Float32
        && call.Inputs.Where(static input => input != CallNode.Absent).Concat(Enumerable.Range(call.FirstValue, call.Values.Count)).All(value => IsMoved(_spec.TypeOf(value).DType));

    private static IEnumerable<string> Inputs(CallNode call, string suffix = "")
    {
        var inputs = call.Spec.Inputs;
        return inputs.IsVariadic || call.Spec.KernelCall.TakesLists
            ? [$"input{(suffix.Length == 0 ? "s" : suffix + "s")}"]
            : call.Inputs.Select((input, i) => (input, i)).Where(given => given.input != CallNode.Absent && (suffix.Length == 0 || !inputs.IsMask(given.i))).Select(given => inputs.Names[given.i] + suffix);
    }

    private static IEnumerable<string> Outputs(CallNode call, string suffix = "") => Enumerable.Range(0, call.Values.Count)
        .Select(i => call.Spec.Outputs.Names[i]).Where(name => suffix.Length == 0 || name != LayerOutputs.Mask).Select(name => name + suffix);

    private static IEnumerable<string> Variables(CallNode call, string suffix = "") =>
        call.Inferred.Variables.Where(v => suffix.Length == 0 || !v.IsState).Select(v => PascalCase.Camel(v.Name) + suffix);

    private static IEnumerable<string> Carried(CallNode call) =>
        call.Inferred.Carried.SelectMany(static state => new[] { "carried" + PascalCase.Of(state.Name), "next" + PascalCase.Of(state.Name) });

    private static bool Takes(EquatableArray<string> parameters, params IEnumerable<string>[] arguments) =>
        parameters.Count > 0 && arguments.SelectMany(static group => group).All(argument => parameters.Any(parameter => parameter == argument));

    private bool CanInfer(CallNode call) => IsKnown(call) && kernels.Of(call.Spec.KernelCall) is { } kernel && Takes(kernel.Forward, Inputs(call), Variables(call), Outputs(call), Carried(call));

    private bool CanTrain(CallNode call, int index)
    {
        if (!IsKnown(call) || kernels.Of(call.Spec.KernelCall) is not { } kernel)
            return false;
        var saved = Saved(index).ToArray();
        return Takes(kernel.ForwardTraining, Inputs(call), Variables(call), Outputs(call), Carried(call), saved)
            && (model.Backward.Steps.All(step => step.Call != index)
                || Takes(kernel.Backward, Inputs(call), Variables(call), Outputs(call), saved, Outputs(call, "Gradient"), Inputs(call, "Gradient"), Variables(call, "Gradient")));
    }

    private IEnumerable<string> Saved(int call)
    {
        if (model.Saved[call] >= 0)
            yield return "saved";
        if (model.SavedFixed[call] >= 0)
            yield return "savedFixed";
    }

    private string NameOf(CallNode call) => call.Layer >= 0
        ? $"{_spec.Layers[call.Layer].KerasName} ({call.Spec.Kind}{(call.Spec.DTypePolicy == DTypePolicy.Float32 ? "" : " in " + KerasEnum.Name(call.Spec.DTypePolicy))})"
        : $"an operation ({call.Spec.Kind})";
}
