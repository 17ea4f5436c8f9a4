using GenNet.Specs;

namespace GenNet.Graph;

/// <summary>Puts a model's graph together call by call: numbers values, infers their types and lets masks flow. Of a class and of a Keras config alike.</summary>
public sealed class GraphAssembly
{
    private readonly List<InputNode> _inputs = [];
    private readonly List<CallNode> _calls = [];
    private readonly List<SubmodelCall> _submodelCalls = [];
    private readonly List<TensorType> _types = [];
    private readonly List<FlowingMask?> _masks = [];
    private readonly List<Lazy<int>> _later = [];

    // Numbers of values that are added once something takes them.
    private const int FirstLater = -100;

    /// <summary>Inputs so far.</summary>
    public IReadOnlyList<InputNode> Inputs => _inputs;

    /// <summary>Calls so far: those that were added, and operations that make masks for them.</summary>
    public IReadOnlyList<CallNode> Calls => _calls;

    /// <summary>Calls of models so far.</summary>
    public IReadOnlyList<SubmodelCall> SubmodelCalls => _submodelCalls;

    /// <summary>Type of value <paramref name="value"/>.</summary>
    public TensorType TypeOf(int value) => _types[Made(value)];

    /// <summary>Whether a mask flows with value <paramref name="value"/>.</summary>
    public bool HasMask(int value) => _masks[Made(value)] is not null;

    /// <summary>A value that is added once something takes it.</summary>
    /// <param name="add">Adds it.</param>
    /// <returns>A number that stands for it until then.</returns>
    public int Later(Func<int> add)
    {
        _later.Add(new(add));
        return FirstLater - _later.Count + 1;
    }

    /// <summary>The number of a value that may be added only now.</summary>
    public int Made(int value) => value <= FirstLater ? _later[FirstLater - value].Value : value;

    /// <summary>Adds an input; all come before the first call.</summary>
    /// <returns>Number of its value.</returns>
    public int AddInput(InputNode input)
    {
        _inputs.Add(input);
        return AddValue(input.Type, null);
    }

    /// <summary>Adds a call.</summary>
    /// <param name="layer">Index of the layer; -1 for a tensor operation.</param>
    /// <param name="spec">The layer.</param>
    /// <param name="inputs">Numbers of the values it takes.</param>
    /// <param name="actsAtInference">Whether the call acts as at inference in training too.</param>
    /// <exception cref="SpecException">The inputs don't fit the layer; nothing is added.</exception>
    /// <exception cref="OverflowException">A size is too large; nothing is added.</exception>
    public CallNode Call(int layer, LayerSpec spec, IReadOnlyList<int> inputs, bool actsAtInference = false)
    {
        inputs = [.. inputs.Select(Made)];
        // a + b is what the layer Add is, masks included; of other operations Keras' keras.ops know nothing of masks.
        var flow = layer < 0 && spec.MaskFlow != MaskFlow.Merges ? MaskFlow.Stops : spec.MaskFlow;
        inputs = WithoutOwnMasks(spec, inputs);
        var masks = layer < 0 ? [] : MasksFor(spec, inputs);
        if (layer < 0)
            spec = spec with { DTypePolicy = DTypePolicies.Of(inputs.Select(input => _types[input].DType).Aggregate(DTypes.Promote)) };
        var types = inputs.Select((input, i) => input == CallNode.Absent ? TensorType.None : spec.Entering(i, _types[input])).ToList();
        foreach (var (place, mask) in masks)
            Put(types, place, mask.Type, TensorType.None);
        var inferred = spec.InferCall(types.ToEquatableArray());
        var merged = flow == MaskFlow.Merges ? Merge(spec, inputs) : null;
        var taken = inputs.Select((input, i) => Cast(input, types[i])).ToList();
        var outgoing = flow == MaskFlow.Merges ? merged : flow == MaskFlow.Passes ? MaskAfter(spec, taken, masks) : null;
        foreach (var (place, mask) in masks)
            Put(taken, place, ValueOf(mask), CallNode.Absent);
        var call = new CallNode(layer, spec, inferred, taken.ToEquatableArray(), _types.Count)
        {
            ImplicitMasks = masks.Select(static mask => mask.Place).ToEquatableArray(),
            ActsAtInference = actsAtInference,
        };
        return Add(call, outgoing);
    }

    /// <summary>Adds all calls of a model among the layers.</summary>
    /// <param name="submodel">Its index.</param>
    /// <param name="model">The model.</param>
    /// <param name="firstLayer">Index of its first layer.</param>
    /// <param name="inputs">Numbers of the values it takes.</param>
    /// <param name="eachTimestep">Whether it is called for each timestep of its input by itself.</param>
    /// <exception cref="SpecException">The inputs don't fit it; nothing is added.</exception>
    public SubmodelCall Submodel(int submodel, ModelSpec model, int firstLayer, IReadOnlyList<int> inputs, bool eachTimestep = false)
    {
        inputs = [.. inputs.Select(Made)];
        CheckInputs(model, inputs, eachTimestep);
        var (first, mask) = (_calls.Count, _masks[inputs[0]]);
        // What leaves out whole timesteps says nothing within one.
        if (eachTimestep && mask is { Type.Shape.Rank: < 2 })
            _masks[inputs[0]] = null;
        var values = new int[model.ValueCount];
        for (var i = 0; i < inputs.Count; i++)
            values[i] = Cast(inputs[i], _types[inputs[i]] with { DType = model.Inputs[i].DType });
        foreach (var inner in model.Calls.Where(static call => !call.IsImplicit))
        {
            var given = inner.Inputs.Select((input, i) =>
                input == CallNode.Absent || inner.ImplicitMasks.Contains(i) ? CallNode.Absent : values[model.BeforeCasts(input)]).ToArray();
            var spec = eachTimestep ? inner.Spec with { TimeAxes = inner.Spec.TimeAxes + 1 } : inner.Spec;
            var call = Call(inner.Layer < 0 ? inner.Layer : firstLayer + inner.Layer, spec, given, inner.ActsAtInference);
            for (var i = 0; i < call.Values.Count; i++)
                values[inner.FirstValue + i] = call.FirstValue + i;
        }
        var added = new SubmodelCall(
            submodel, new(first, _calls.Count), inputs.ToEquatableArray(), model.Outputs.Select(output => values[output.Value]).ToEquatableArray());
        _submodelCalls.Add(added);
        if (eachTimestep)
            _masks[inputs[0]] = _masks[added.Outputs[0]] = mask;
        return added;
    }

    // A call may give the mask that would come by itself, as Keras' configs do.
    private IReadOnlyList<int> WithoutOwnMasks(LayerSpec spec, IReadOnlyList<int> inputs)
    {
        var given = inputs.Select((input, place) => IsOwnMask(spec, inputs, place) ? CallNode.Absent : input).ToArray();
        return given.SequenceEqual(inputs) ? inputs : given.Take(Array.FindLastIndex(given, static value => value != CallNode.Absent) + 1).ToArray();
    }

    private bool IsOwnMask(LayerSpec spec, IReadOnlyList<int> inputs, int place) => inputs[place] != CallNode.Absent && (place == spec.Inputs.MaskIndex
        ? place > 0 && _masks[inputs[0]]?.Value == inputs[place] && inputs.Count(static value => value != CallNode.Absent) == 2
        : spec.Inputs.MasksOfInputs.Any(mask => mask.Place == place && mask.Value >= 0 && inputs[mask.Value] != CallNode.Absent && _masks[inputs[mask.Value]]?.Value == inputs[place]));

    private static void Put<T>(List<T> list, int place, T item, T absent)
    {
        while (list.Count <= place)
            list.Add(absent);
        list[place] = item;
    }

    private TensorType TypeOrNone(int value) => value == CallNode.Absent ? TensorType.None : _types[value];

    // Masks that come by themselves (keras/src/layers/layer.py, step 6 of __call__): one called mask where the call gives the input that it flows with and nothing else, others with their values.
    private List<(int Place, FlowingMask Mask)> MasksFor(LayerSpec spec, IReadOnlyList<int> inputs)
    {
        var masks = new List<(int Place, FlowingMask Mask)>();
        if (spec.Inputs.MaskIndex >= 0 && inputs.Count(static value => value != CallNode.Absent) == 1 && inputs[0] != CallNode.Absent && _masks[inputs[0]] is { } only)
            masks.Add((spec.Inputs.MaskIndex, only));
        foreach (var mask in spec.Inputs.MasksOfInputs)
        {
            if (mask.Value >= 0 && mask.Value < inputs.Count && inputs[mask.Value] != CallNode.Absent && _masks[inputs[mask.Value]] is { } flowing && IsAbsent(inputs, mask.Place))
                masks.Add((mask.Place, flowing));
        }
        return masks;
    }

    private static bool IsAbsent(IReadOnlyList<int> inputs, int place) => place >= inputs.Count || inputs[place] == CallNode.Absent;

    // That of the outputs that have one. A mask that the layer makes is known once its value has a number.
    private FlowingMask? MaskAfter(LayerSpec spec, IReadOnlyList<int> inputs, List<(int Place, FlowingMask Mask)> masks) => spec.Inputs.MaskOf(0) is >= 0 and var place && !IsAbsent(inputs, place)
        ? new(inputs[place], _types[inputs[place]])
        : masks.Where(mask => mask.Place == spec.Inputs.MaskOf(0)).Select(static mask => mask.Mask).FirstOrDefault() ?? _masks[inputs[0]];

    private FlowingMask? Merge(LayerSpec spec, IReadOnlyList<int> inputs)
    {
        var masks = inputs.Select(input => _masks[input]).ToArray();
        if (masks.Distinct().Count() == 1 && spec.MergesSameMasks)
            return masks[0];
        var operation = spec.MergeMasks(
            TimeAxes.Without(spec.TimeAxes, inputs.Select(TypeOrNone).ToEquatableArray()),
            TimeAxes.Without(spec.TimeAxes, masks.Select(static mask => mask?.Type ?? TensorType.None).ToEquatableArray()));
        return operation is null ? null : new(operation with { TimeAxes = spec.TimeAxes }, masks);
    }

    private int ValueOf(FlowingMask mask)
    {
        if (mask is { Value: CallNode.Absent, Operation: { } operation })
        {
            var inputs = mask.Parts.Select(part => part is null ? CallNode.Absent : ValueOf(part)).ToEquatableArray();
            var inferred = operation.InferCall(inputs.Select(TypeOrNone).ToEquatableArray());
            mask.Value = Add(new(-1, operation, inferred, inputs, _types.Count), null).FirstValue;
        }
        return mask.Value;
    }

    // The value in another type, with the mask that flows with it.
    private int Cast(int value, TensorType type)
    {
        if (value == CallNode.Absent || _types[value] == type)
            return value;
        var cast = new CastSpec { To = type.DType };
        return Add(new(-1, cast, cast.InferCall(EquatableArray.Of(_types[value])), EquatableArray.Of(value), _types.Count), _masks[value]).FirstValue;
    }

    private CallNode Add(CallNode call, FlowingMask? mask)
    {
        _calls.Add(call);
        var outputs = call.Inferred.Outputs;
        if (call.Spec.MaskFlow == MaskFlow.Makes)
            mask = new(call.FirstValue + outputs.Count - 1, outputs[outputs.Count - 1]);
        for (var i = 0; i < outputs.Count; i++)
            AddValue(outputs[i], i < call.Spec.MaskedOutputs ? mask : null);
        return call;
    }

    private void CheckInputs(ModelSpec model, IReadOnlyList<int> inputs, bool eachTimestep)
    {
        if (eachTimestep && (model.Inputs.Count, model.Outputs.Count) != (1, 1))
            throw new SpecException($"is applied to each timestep, which takes a model of one input and one output, and it has {model.Inputs.Count} and {model.Outputs.Count}");
        if (inputs.Count != model.Inputs.Count)
            throw new SpecException($"takes {model.Inputs.Count} inputs and is called with {inputs.Count}");
        for (var i = 0; i < inputs.Count; i++)
        {
            // As Keras does, real numbers are cast to what the model takes.
            var (given, taken) = (TypeOf(inputs[i]), model.Inputs[i].Type);
            if (eachTimestep && given.Shape.Rank < 2)
                throw new SpecException($"takes sequences of shape (timesteps, …), with at least one axis behind the timesteps, and is given {given}");
            given = eachTimestep ? given.Timestep : given;
            if (given != taken && !(given with { DType = taken.DType } == taken && given.DType.IsFloating() && taken.DType.IsFloating()))
                throw new SpecException($"takes {model.Inputs[i].Type} as '{model.Inputs[i].Name}'{(eachTimestep ? " of each timestep" : "")} and is given {TypeOf(inputs[i])}");
        }
    }

    private int AddValue(TensorType type, FlowingMask? mask)
    {
        _types.Add(type);
        _masks.Add(mask);
        return _types.Count - 1;
    }
}
