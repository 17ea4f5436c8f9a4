using GenNet.Graph;
using GenNet.Specs;

namespace GenNet.Generators.Planning;

/// <summary>A model's calls at inference on devices whose kernels compute what layers behind them do, too: a convolution with the batch normalization, the sum and the ReLU that follow it.</summary>
internal sealed class FusedModel
{
    private readonly ModelSpec _whole;
    // Whether a call is in a chain, at its head or behind.
    private readonly bool[] _isFused;
    private readonly IReadOnlyList<int>[] _takers;

    private FusedModel(ModelSpec whole)
    {
        _whole = whole;
        _isFused = new bool[whole.Calls.Count];
        _takers = Takers(whole);
        var chains = new Dictionary<int, Chain>();
        // First what can't be a part itself. From the back: of two convolutions that are added, the sum is part of the later one.
        var calls = Enumerable.Range(0, whole.Calls.Count).Reverse().ToArray();
        foreach (var call in calls.Where(call => !IsPart(whole.Calls[call])).Concat(calls.Where(call => IsPart(whole.Calls[call]))))
        {
            if (ChainOf(call) is not { Calls.Count: > 0 } chain)
                continue;
            _isFused[call] = true;
            foreach (var fused in chain.Calls)
                _isFused[fused] = true;
            chains.Add(chain.Calls[chain.Calls.Count - 1], chain);
        }
        (Spec, Origins) = chains.Count == 0 ? (whole, [.. Enumerable.Range(0, whole.Calls.Count)]) : Rebuilt(chains);
    }

    /// <summary>The model with the calls that are left.</summary>
    public ModelSpec Spec { get; }

    /// <summary>For each of its calls, which one it is of the model that it was made of.</summary>
    public IReadOnlyList<int> Origins { get; }

    /// <summary>Fuses what can be fused in <paramref name="whole"/>.</summary>
    public static FusedModel Of(ModelSpec whole) => new(whole);

    // For each value the calls that take it; an output of the model is taken by a call that there isn't.
    private static IReadOnlyList<int>[] Takers(ModelSpec model)
    {
        var takers = new List<int>[model.ValueCount];
        for (var value = 0; value < takers.Length; value++)
            takers[value] = [];
        for (var call = 0; call < model.Calls.Count; call++)
        {
            foreach (var value in model.Calls[call].Taken)
                takers[value].Add(call);
        }
        foreach (var output in model.Outputs)
            takers[output.Value].Add(model.Calls.Count);
        return takers;
    }

    // Each timestep's values are a row of their own to a call that takes them one by one: a call that doesn't is given another number of rows.
    private static bool IsPlain(CallNode call) =>
        call is { Steps.Count: 0, Inferred: { Identity: Identity.Never, Each.Count: 0 } } && call.Spec.DTypePolicy == DTypePolicy.Float32 && call.Values.Count == 1;

    private EquatableArray<TensorType> InputsOf(CallNode call) => call.Inputs.Select(input => input == CallNode.Absent ? TensorType.None : _whole.TypeOf(input)).ToEquatableArray();

    private bool IsPart(CallNode call) => call.Spec.AsEpilogue(InputsOf(call)) != Epilogue.None;

    private Chain? ChainOf(int host)
    {
        if (_isFused[host] || !IsPlain(_whole.Calls[host]))
            return null;
        var takes = _whole.Calls[host].Spec.TakesEpilogue(InputsOf(_whole.Calls[host]));
        var chain = new Chain(host);
        var value = _whole.Calls[host].FirstValue;
        var type = _whole.TypeOf(value);
        for (var last = Epilogue.None; _takers[value] is [var next] && next < _whole.Calls.Count && !_isFused[next]; value = _whole.Calls[next].FirstValue)
        {
            var call = _whole.Calls[next];
            var part = IsPlain(call) && _whole.TypeOf(call.FirstValue) == type && call.Inputs[0] is var first && (first == value || call.Inputs.Count > 1)
                ? call.Spec.AsEpilogue(InputsOf(call))
                : Epilogue.None;
            if (part <= last || (takes & part) == 0 || (part != Epilogue.Sum && call.Inputs[0] != value))
                break;
            chain.Add(next, call, part, value);
            last = part;
        }
        return chain;
    }

    // A call stands where the last one stood that it now does, as all that it takes has been computed by then.
    private (ModelSpec Spec, IReadOnlyList<int> Origins) Rebuilt(Dictionary<int, Chain> chains)
    {
        var (calls, origins) = (new List<CallNode>(), new List<int>());
        var values = Enumerable.Range(0, _whole.ValueCount).ToArray();
        var count = _whole.Inputs.Count;
        for (var call = 0; call < _whole.Calls.Count; call++)
        {
            var chain = chains.TryGetValue(call, out var found) ? found : null;
            if (chain is null && _isFused[call])
                continue;
            var origin = chain?.Host ?? call;
            var node = _whole.Calls[origin];
            calls.Add(node with
            {
                Inputs = node.Inputs.Select(input => input == CallNode.Absent ? input : values[input]).ToEquatableArray(),
                FirstValue = count,
                Epilogue = chain?.Epilogue(_whole, values),
            });
            origins.Add(origin);
            foreach (var value in Enumerable.Range(_whole.Calls[call].FirstValue, _whole.Calls[call].Values.Count))
                values[value] = count++;
        }
        var outputs = _whole.Outputs.Select(output => output with { Value = values[output.Value] }).ToEquatableArray();
        return (_whole with { Calls = calls.ToEquatableArray(), Outputs = outputs, Submodels = default, SubmodelCalls = default }, origins);
    }

    private sealed class Chain(int host)
    {
        private int _scaling = -1;
        private int _added = CallNode.Absent;
        private Activation _activation = Activation.Linear;

        public int Host => host;

        public List<int> Calls { get; } = [];

        public void Add(int index, CallNode call, Epilogue part, int value)
        {
            Calls.Add(index);
            if (part == Specs.Epilogue.Scaling)
                _scaling = index;
            else if (part == Specs.Epilogue.Sum)
                _added = call.Inputs[0] == value ? call.Inputs[1] : call.Inputs[0];
            else
                _activation = call.Spec.ActivationAsEpilogue;
        }

        public CallEpilogue Epilogue(ModelSpec whole, int[] values) => new(
            Calls.Select(call => whole.Calls[call]).ToEquatableArray(), _scaling < 0 ? null : whole.Calls[_scaling], _added == CallNode.Absent ? _added : values[_added], _activation);
    }
}
