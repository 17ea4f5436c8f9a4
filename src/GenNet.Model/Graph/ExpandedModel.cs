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
        if (!model.Calls.Any(static call => call.Spec is WrapperSpec))
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

    private sealed class Builder(ModelSpec model) : CallExpansion
    {
        private readonly List<TensorType> _types = [.. model.Inputs.Select(static input => input.Type)];
        private CallNode? _call;
        private Place _place;

        public List<CallNode> Calls { get; } = [];

        public override TensorType TypeOf(int value) => value == Absent ? TensorType.None : _types[value];

        public IReadOnlyList<int> Add(CallNode call, IReadOnlyList<int> inputs)
        {
            _call = call;
            return call.Spec is WrapperSpec wrapper
                ? Expand(new(wrapper, "", ""), inputs)
                : Add(call with { Inputs = inputs.ToEquatableArray(), FirstValue = _types.Count });
        }

        public override IReadOnlyList<int> Call(int content, IReadOnlyList<int> inputs)
        {
            var held = ContentOf(content);
            if (held.Spec is WrapperSpec inner)
                return Expand(new(inner, _place.Prefix + held.Prefix, _place.Part + PascalCase.Of(held.Role)), inputs);
            var spec = held.Spec;
            return Add(Node(content, spec.InferTyped(inputs.Select(TypeOf).ToEquatableArray()), inputs));
        }

        public override IReadOnlyList<int> CallEachStep(int content, IReadOnlyList<int> inputs, bool inTurn)
        {
            var steps = TypeOf(inputs[0]).Shape[0];
            var one = ContentOf(content).Spec.InferTyped(inputs.Select(input => OfStep(TypeOf(input))).ToEquatableArray());
            var each = one.OnEach(new(steps, TypeOf(inputs[0]).HasRunTimeLength));
            if (!inTurn)
                return Add(Node(content, each, inputs));
            // Each step's own part, as one after another it begins on a boundary of 64 bytes.
            var @fixed = checked((one.SavedFixed + 15) / 16 * 16);
            return Add(Node(content, each with { Each = default, SavedFixed = checked(@fixed * steps) }, inputs) with { Steps = new(steps) });
        }

        public override int Operation(LayerSpec operation, IReadOnlyList<int> inputs, string name = "")
        {
            var typed = operation with { DTypePolicy = _place.Wrapper.DTypePolicy };
            return Add(new(_call!.Layer, typed, typed.InferTyped(inputs.Select(TypeOf).ToEquatableArray()), inputs.ToEquatableArray(), _types.Count) { Part = _place.Part + name })[0];
        }

        private static TensorType OfStep(TensorType type) => type.IsNone ? type : type.Timestep;

        private LayerContent ContentOf(int content) => _place.Wrapper.Content[content];

        private CallNode Node(int content, InferredLayer inferred, IReadOnlyList<int> inputs)
        {
            var held = ContentOf(content);
            return new(_call!.Layer, held.Spec, inferred, inputs.ToEquatableArray(), _types.Count) { Part = _place.Part + PascalCase.Of(held.Role), VariablePrefix = _place.Prefix + held.Prefix };
        }

        private IReadOnlyList<int> Expand(Place place, IReadOnlyList<int> inputs)
        {
            var outer = _place;
            _place = place;
            var results = place.Wrapper.Expand(this, inputs);
            _place = outer;
            return results;
        }

        private IReadOnlyList<int> Add(CallNode call)
        {
            Calls.Add(call);
            _types.AddRange(call.Inferred.Outputs);
            return [.. Enumerable.Range(call.FirstValue, call.Values.Count)];
        }

        // The layer with content whose call is taken apart, and what stands before the names of what it holds.
        private readonly record struct Place(WrapperSpec Wrapper, string Prefix, string Part);
    }
}
