using GenNet.Naming;

namespace GenNet.Specs;

/// <summary>A call of a layer that goes through a sequence step by step: what it takes and yields, whatever its kind.</summary>
/// <param name="Steps">Timesteps.</param>
/// <param name="Features">Values a timestep.</param>
/// <param name="Output">The output's type.</param>
public sealed record RecurrentCall(int Steps, int Features, TensorType Output)
{
    /// <summary>Whether the number of timesteps is the model's length at run time, and <see cref="Steps"/> its bound.</summary>
    public bool HasRunTimeLength { get; init; }

    private const string WithState = "ForwardWithState";

    /// <summary>Name of the argument with the first states.</summary>
    public const string InitialState = "initialState";

    /// <summary>What a call takes: the sequence, the states to begin with (all or none), and a mask of the timesteps.</summary>
    /// <param name="states">What the kernels call the first states.</param>
    public static LayerInputs Inputs(params string[] states) =>
        new(EquatableArray.Of(["input", .. states, LayerInputs.Mask]), 1, false) { Groups = EquatableArray.Of(new InputGroup(InitialState, 1, states.Length)) };

    /// <summary>What a call yields with <c>ReturnState</c>.</summary>
    /// <param name="states">What the kernels call the last states.</param>
    public static LayerOutputs Outputs(params string[] states) => new(EquatableArray.Of(["output", .. states]), WithState);

    /// <summary>What a call yields without it.</summary>
    public static LayerOutputs OutputAlone { get; } = new(EquatableArray.Of("output"), WithState) { Needs = "ReturnState = true" };

    /// <summary>The name of a state of one of several layers: <c>hiddenState</c> and <c>forward</c> are <c>forwardHiddenState</c>.</summary>
    public static string StateOf(string layer, string state) => layer + PascalCase.Of(state);

    /// <summary>Checks the inputs of a call.</summary>
    /// <param name="inputs">Their types, in the order of <see cref="Inputs"/>.</param>
    /// <param name="names">Their names.</param>
    /// <param name="units">Size of a state.</param>
    /// <param name="returnSequences">Whether the output has a value for every timestep.</param>
    /// <exception cref="SpecException">One doesn't fit.</exception>
    public static RecurrentCall Of(EquatableArray<TensorType> inputs, LayerInputs names, int units, bool returnSequences)
    {
        var input = inputs[0].Shape;
        if (input.Rank != 2)
            throw new SpecException($"takes sequences of shape (timesteps, features), and the input is {input.ToKerasString()}; put a Reshape before it");
        var states = inputs.Skip(1).Take(names.Names.Count - 2).ToArray();
        var given = states.Count(static state => !state.IsNone);
        if (given > 0 && given < names.Names.Count - 2)
            throw new SpecException($"begins with {names.Names.Count - 2} states, and {given} are given; give all in {InitialState}, or none");
        foreach (var state in states.Where(static state => !state.IsNone))
        {
            if (state.Shape != TensorShape.Of(units) || state.HasRunTimeLength || !state.DType.IsFloating())
                throw new SpecException($"has states of shape ({units},), and {InitialState} has one of {state}");
        }
        var hasLength = inputs[0].HasRunTimeLength;
        if (inputs.Count == names.Names.Count && inputs[names.MaskIndex] is { IsNone: false } mask && (mask.Shape != TensorShape.Of(input[0]) || mask.HasRunTimeLength != hasLength))
            throw new SpecException($"takes a mask of shape {new TensorType(TensorShape.Of()).Sequence(input[0], hasLength)}, a value for each timestep, and was given {mask}");
        TensorType last = TensorShape.Of(units);
        return new(input[0], input[1], returnSequences ? last.Sequence(input[0], hasLength) : last) { HasRunTimeLength = hasLength };
    }

    /// <summary>Members of <c>IRecurrentShape</c>.</summary>
    public IEnumerable<KernelConstant> Constants(int units, bool returnSequences, bool goBackwards, bool zeroOutputForMask) =>
    [
        KernelConstant.Of("Steps", Steps),
        KernelConstant.Of("HasRunTimeLength", HasRunTimeLength),
        KernelConstant.Of("Units", units),
        KernelConstant.Of("ReturnSequences", returnSequences),
        KernelConstant.Of("GoBackwards", goBackwards),
        KernelConstant.Of("ZeroOutputForMask", zeroOutputForMask),
    ];
}
