using GenNet.Naming;
using GenNet.Specs;

namespace GenNet.Graph;

/// <summary>
/// A model with the calls of layers that hold others taken apart: what is planned and written as code. Contract, files and order of layers see the model as it was declared.
/// </summary>
public sealed class ExpandedModel
{
    private ExpandedModel(ModelSpec spec, IReadOnlyList<ValueRange> calls) => (Spec, Calls) = (spec, calls);

    /// <summary>The model; its layers are those that were declared.</summary>
    public ModelSpec Spec { get; }

    /// <summary>For each call of the declared model, which calls of <see cref="Spec"/> it has become.</summary>
    public IReadOnlyList<ValueRange> Calls { get; }

    /// <summary>Takes <paramref name="model"/> apart.</summary>
    public static ExpandedModel Of(ModelSpec model)
    {
        if (!model.Calls.Any(static call => IsTakenApart(call.Spec)))
            return new(model, [.. model.Calls.Select(static (_, i) => new ValueRange(i, i + 1))]);
        var values = new int[model.ValueCount];
        for (var input = 0; input < model.Inputs.Count; input++)
            values[input] = input;
        var (builder, calls) = (new Builder(model), new List<ValueRange>());
        foreach (var call in model.Calls)
        {
            var first = builder.Calls.Count;
            var results = builder.Add(call, [.. call.Inputs.Select(input => input == CallNode.Absent ? input : values[input])]);
            for (var i = 0; i < results.Count; i++)
                values[call.FirstValue + i] = results[i];
            calls.Add(new(first, builder.Calls.Count));
        }
        var outputs = model.Outputs.Select(output => output with { Value = values[output.Value] }).ToEquatableArray();
        return new(model with { Calls = builder.Calls.ToEquatableArray(), Outputs = outputs, Submodels = default, SubmodelCalls = default }, calls);
    }

    // Also the call of a layer that takes timesteps in turn.
    private static bool IsTakenApart(LayerSpec spec) => spec is WrapperSpec || (spec.TimeAxes > 0 && spec.DependsOnBatch);

    private sealed class Builder(ModelSpec model) : CallExpansion
    {
        private readonly List<TensorType> _types = [.. model.Inputs.Select(static input => input.Type)];
        private CallNode? _call;
        private Place _place;

        public List<CallNode> Calls { get; } = [];

        public override TensorType TypeOf(int value) => value == Absent ? TensorType.None : TimeAxes.Without(_place.TimeAxes, EquatableArray.Of(_types[value]))[0];

        public IReadOnlyList<int> Add(CallNode call, IReadOnlyList<int> inputs)
        {
            _call = call;
            if (call.Spec is WrapperSpec wrapper)
                return Expand(new(wrapper, "", "", wrapper.DTypePolicy, wrapper.TimeAxes), inputs);
            if (!IsTakenApart(call.Spec))
                return Add(call with { Inputs = inputs.ToEquatableArray(), FirstValue = _types.Count });
            _place = new(null, "", "", call.Spec.DTypePolicy, 0);
            var spec = call.Spec with { TimeAxes = 0 };
            return CallInTurn(spec, inputs, (inferred, sorted) => call with { Spec = spec, Inferred = inferred, Inputs = sorted.ToEquatableArray(), FirstValue = _types.Count });
        }

        public override IReadOnlyList<int> Call(int content, IReadOnlyList<int> inputs)
        {
            var held = ContentOf(content);
            if (held.Spec is WrapperSpec inner)
                return Expand(new(inner, _place.Prefix + held.Prefix, _place.Part + PascalCase.Of(held.Role), inner.DTypePolicy, _place.TimeAxes), inputs);
            return Add(Node(content, held.Spec.InferTyped(inputs.Select(TypeOf).ToEquatableArray()), inputs));
        }

        public override IReadOnlyList<int> CallEachStep(int content, IReadOnlyList<int> inputs)
        {
            var spec = ContentOf(content).Spec;
            if (spec.DependsOnBatch)
                return CallInTurn(spec, inputs, (inferred, sorted) => Node(content, inferred, sorted));
            var steps = TypeOf(inputs[0]);
            var one = spec.InferTyped(TimeAxes.Without(1, inputs.Select(TypeOf).ToEquatableArray()));
            return Add(Node(content, one.OnEach(new(steps.Shape[0], steps.HasRunTimeLength)), inputs));
        }

        public override int Operation(LayerSpec operation, IReadOnlyList<int> inputs, string name = "")
        {
            var typed = operation with { DTypePolicy = _place.DTypePolicy };
            var inferred = OnAllSteps(typed.InferTyped(inputs.Select(TypeOf).ToEquatableArray()), inputs);
            return Add(new(_call!.Layer, typed, inferred, inputs.ToEquatableArray(), _types.Count) { Part = _place.Part + name })[0];
        }

        // Each timestep's rows lie together, each timestep's own part of what is kept begins on a boundary of 64 bytes.
        private IReadOnlyList<int> CallInTurn(LayerSpec spec, IReadOnlyList<int> inputs, Func<InferredLayer, IReadOnlyList<int>, CallNode> node)
        {
            int[] sorted = [.. inputs.Select((input, i) => input == Absent ? input : Operation(new StepsFirstSpec(), [input], i == 0 ? "InputByStep" : "MaskByStep"))];
            var steps = TypeOf(sorted[0]).Shape[0];
            var one = spec.InferTyped(TimeAxes.Without(1, sorted.Select(TypeOf).ToEquatableArray()));
            var @fixed = checked((one.SavedFixed + 15) / 16 * 16);
            var inferred = one.OnEach(new(steps, false)) with { Each = default, SavedFixed = checked(@fixed * steps) };
            return [.. Add(node(inferred, sorted) with { Steps = new(steps) }).Select(output => Operation(new BatchFirstSpec(), [output]))];
        }

        // For each of the timesteps of which the layer that is taken apart sees one.
        private InferredLayer OnAllSteps(InferredLayer inferred, IReadOnlyList<int> inputs)
        {
            var type = _types[inputs.First(static input => input != Absent)];
            for (var axis = _place.TimeAxes - 1; axis >= 0; axis--)
                inferred = inferred.OnEach(new(type.Shape[axis], axis == 0 && type.HasRunTimeLength));
            return inferred;
        }

        private LayerContent ContentOf(int content) => _place.Wrapper!.Content[content];

        private CallNode Node(int content, InferredLayer inferred, IReadOnlyList<int> inputs)
        {
            var held = ContentOf(content);
            return new(_call!.Layer, held.Spec, OnAllSteps(inferred, inputs), inputs.ToEquatableArray(), _types.Count) { Part = _place.Part + PascalCase.Of(held.Role), VariablePrefix = _place.Prefix + held.Prefix };
        }

        private IReadOnlyList<int> Expand(Place place, IReadOnlyList<int> inputs)
        {
            var outer = _place;
            _place = place;
            var results = place.Wrapper!.Expand(this, inputs);
            _place = outer;
            return results;
        }

        private IReadOnlyList<int> Add(CallNode call)
        {
            Calls.Add(call);
            _types.AddRange(call.Inferred.Outputs);
            return [.. Enumerable.Range(call.FirstValue, call.Values.Count)];
        }

        // The layer whose call is taken apart, what stands before the names of what it holds, and how many axes of its values are timesteps of which it sees one.
        private readonly record struct Place(WrapperSpec? Wrapper, string Prefix, string Part, DTypePolicy DTypePolicy, int TimeAxes);
    }
}
