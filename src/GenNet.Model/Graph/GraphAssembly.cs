using GenNet.Specs;

namespace GenNet.Graph;

/// <summary>Puts a model's graph together call by call: numbers values, infers their types and lets masks flow. Of a class and of a Keras config alike.</summary>
public sealed class GraphAssembly
{
    private readonly List<InputNode> _inputs = [];
    private readonly List<CallNode> _calls = [];
    private readonly List<SubmodelCall> _submodelCalls = [];
    private readonly List<TensorType> _types = [];
    private readonly List<int> _masks = [];

    /// <summary>Inputs so far.</summary>
    public IReadOnlyList<InputNode> Inputs => _inputs;

    /// <summary>Calls so far.</summary>
    public IReadOnlyList<CallNode> Calls => _calls;

    /// <summary>Calls of models so far.</summary>
    public IReadOnlyList<SubmodelCall> SubmodelCalls => _submodelCalls;

    /// <summary>Type of value <paramref name="value"/>.</summary>
    public TensorType TypeOf(int value) => _types[value];

    /// <summary>Number of the mask that flows with <paramref name="value"/>; <see cref="CallNode.Absent"/> if there is none.</summary>
    public int MaskOf(int value) => _masks[value];

    /// <summary>Adds an input; all come before the first call.</summary>
    /// <returns>Number of its value.</returns>
    public int AddInput(InputNode input)
    {
        _inputs.Add(input);
        return AddValue(input.Type, CallNode.Absent);
    }

    /// <summary>Adds a call.</summary>
    /// <param name="layer">Index of the layer; -1 for a tensor operation.</param>
    /// <param name="spec">The layer.</param>
    /// <param name="inputs">Numbers of the values it takes.</param>
    /// <exception cref="SpecException">The inputs don't fit the layer; nothing is added.</exception>
    /// <exception cref="OverflowException">A size is too large; nothing is added.</exception>
    public CallNode Call(int layer, LayerSpec spec, IReadOnlyList<int> inputs)
    {
        var mask = MaskFor(spec, inputs);
        var taken = mask == CallNode.Absent ? inputs : WithMask(inputs, spec.Inputs.MaskIndex, mask);
        var inferred = spec.Infer(taken.Select(value => value == CallNode.Absent ? TensorType.None : _types[value]).ToEquatableArray());
        var call = new CallNode(layer, spec, inferred, taken.ToEquatableArray(), _types.Count, mask != CallNode.Absent);
        _calls.Add(call);
        AddResults(call);
        return call;
    }

    /// <summary>Adds all calls of a model among the layers.</summary>
    /// <param name="submodel">Its index.</param>
    /// <param name="model">The model.</param>
    /// <param name="firstLayer">Index of its first layer.</param>
    /// <param name="inputs">Numbers of the values it takes.</param>
    /// <exception cref="SpecException">The inputs don't fit it; nothing is added.</exception>
    public SubmodelCall Submodel(int submodel, ModelSpec model, int firstLayer, IReadOnlyList<int> inputs)
    {
        CheckInputs(model, inputs);
        var first = _calls.Count;
        var values = new int[model.ValueCount];
        for (var i = 0; i < inputs.Count; i++)
            values[i] = inputs[i];
        foreach (var inner in model.Calls)
        {
            var given = inner.Inputs.Select((input, i) =>
                input == CallNode.Absent || (inner.MaskIsImplicit && i == inner.Spec.Inputs.MaskIndex) ? CallNode.Absent : values[input]).ToArray();
            var call = Call(inner.Layer < 0 ? inner.Layer : firstLayer + inner.Layer, inner.Spec, given);
            for (var i = 0; i < call.Values.Count; i++)
                values[inner.FirstValue + i] = call.FirstValue + i;
        }
        var added = new SubmodelCall(
            submodel, new(first, _calls.Count), inputs.ToEquatableArray(), model.Outputs.Select(output => values[output.Value]).ToEquatableArray());
        _submodelCalls.Add(added);
        return added;
    }

    private void CheckInputs(ModelSpec model, IReadOnlyList<int> inputs)
    {
        if (inputs.Count != model.Inputs.Count)
            throw new SpecException($"takes {model.Inputs.Count} inputs and is called with {inputs.Count}");
        for (var i = 0; i < inputs.Count; i++)
        {
            if (TypeOf(inputs[i]) != model.Inputs[i].Type)
                throw new SpecException($"takes {model.Inputs[i].Type} as '{model.Inputs[i].Name}' and is given {TypeOf(inputs[i])}");
        }
    }

    private static int[] WithMask(IReadOnlyList<int> inputs, int place, int mask) =>
        [.. inputs.Take(place), .. Enumerable.Repeat(CallNode.Absent, Math.Max(0, place - inputs.Count)), mask, .. inputs.Skip(place + 1)];

    // The mask that comes by itself: where the layer takes one and the call gives none.
    private int MaskFor(LayerSpec spec, IReadOnlyList<int> inputs)
    {
        var place = spec.Inputs.MaskIndex;
        var isGiven = place >= 0 && place < inputs.Count && inputs[place] != CallNode.Absent;
        return place < 0 || isGiven || inputs[0] == CallNode.Absent ? CallNode.Absent : _masks[inputs[0]];
    }

    private void AddResults(CallNode call)
    {
        var outputs = call.Inferred.Outputs;
        var mask = call.Spec.MaskFlow switch
        {
            MaskFlow.Passes => _masks[call.Inputs[0]],
            MaskFlow.Makes => call.FirstValue + outputs.Count - 1,
            _ => CallNode.Absent,
        };
        for (var i = 0; i < outputs.Count; i++)
            AddValue(outputs[i], i == 0 ? mask : CallNode.Absent);
    }

    private int AddValue(TensorType type, int mask)
    {
        _types.Add(type);
        _masks.Add(mask);
        return _types.Count - 1;
    }
}
