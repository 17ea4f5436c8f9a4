using GenNet.Naming;

namespace GenNet.Specs;

/// <summary>A call of a layer that goes through a sequence step by step: what it takes and yields, whatever its kind.</summary>
/// <param name="Steps">Timesteps.</param>
/// <param name="Step">Shape of a timestep.</param>
/// <param name="Output">The output's type.</param>
public sealed record RecurrentCall(int Steps, TensorShape Step, TensorType Output)
{
    /// <summary>Values a timestep.</summary>
    public int Features => checked((int)Step.ElementCount);

    /// <summary>Whether the number of timesteps is the model's length at run time, and <see cref="Steps"/> its bound.</summary>
    public bool HasRunTimeLength { get; init; }

    private const string Initial = "initial";
    private const string WithState = "ForwardWithState";

    /// <summary>Name of the argument with the first states.</summary>
    public const string InitialState = "initialState";

    /// <summary>Name of the argument with the states that a cell takes.</summary>
    public const string CellStates = "states";

    /// <summary>What a call takes: the sequence, the states to begin with (all or none), and a mask of the timesteps.</summary>
    /// <param name="states">What the states are called.</param>
    public static LayerInputs Inputs(IEnumerable<string> states) => new(EquatableArray.Of(["input", .. states.Select(First), LayerInputs.Mask]), 1, false)
    {
        Groups = EquatableArray.Of(new InputGroup(InitialState, 1, states.Count())),
    };

    /// <summary>What a call of a cell takes: a value and the states before.</summary>
    /// <param name="states">What the states are called.</param>
    public static LayerInputs StepInputs(IEnumerable<string> states) => new(EquatableArray.Of(["input", .. states.Select(First)]), 1 + states.Count(), false)
    {
        Groups = EquatableArray.Of(new InputGroup(CellStates, 1, states.Count())),
    };

    /// <summary>What a call yields.</summary>
    /// <param name="loop">Whether the states are among it.</param>
    /// <param name="states">What they are called.</param>
    public static LayerOutputs Outputs(SequenceLoop loop, IEnumerable<string> states) =>
        loop.ReturnState ? new(EquatableArray.Of(["output", .. states]), WithState) : new(EquatableArray.Of("output"), WithState) { Needs = "ReturnState = true" };

    /// <summary>What kernels call the first state of a name: <c>initialHiddenState</c>.</summary>
    public static string First(string state) => Initial + PascalCase.Of(state);

    /// <summary><see cref="First"/> taken back: <c>hiddenState</c>.</summary>
    public static string WithoutFirst(string initialState) => PascalCase.Camel(initialState.Substring(Initial.Length));

    /// <summary>The name of a state of one of several layers: <c>hiddenState</c> and <c>forward</c> are <c>forwardHiddenState</c>.</summary>
    public static string StateOf(string layer, string state) => layer + PascalCase.Of(state);

    /// <summary>Checks the inputs of a call.</summary>
    /// <param name="inputs">Their types, in the order of <see cref="Inputs"/>.</param>
    /// <param name="cell">What is done at a step.</param>
    /// <param name="stepRank">Axes of a timestep.</param>
    /// <param name="returnSequences">Whether the output has a value for every timestep.</param>
    /// <exception cref="SpecException">One doesn't fit.</exception>
    public static RecurrentCall Of(EquatableArray<TensorType> inputs, GatedCell cell, int stepRank, bool returnSequences)
    {
        var input = Sequence(inputs[0].Shape, stepRank);
        var count = cell.States.Count;
        var states = inputs.Skip(1).Take(count).ToArray();
        var given = states.Count(static state => !state.IsNone);
        if (given > 0 && given < count)
            throw new SpecException($"begins with {count} states, and {given} are given; give all in {InitialState}, or none");
        CheckStates(states, cell, InitialState);
        var hasLength = inputs[0].HasRunTimeLength;
        if (inputs.Count == count + 2 && inputs[count + 1] is { IsNone: false } mask && (mask.Shape != TensorShape.Of(input[0]) || mask.HasRunTimeLength != hasLength))
            throw new SpecException($"takes a mask of shape {new TensorType(TensorShape.Of()).Sequence(input[0], hasLength)}, a value for each timestep, and was given {mask}");
        TensorType last = cell.State;
        return new(input[0], TensorShape.Of([.. input.Dimensions.Skip(1)]), returnSequences ? last.Sequence(input[0], hasLength) : last) { HasRunTimeLength = hasLength };
    }

    /// <summary>Checks the inputs of a call of a cell, which is one step.</summary>
    /// <param name="inputs">Their types, in the order of <see cref="StepInputs"/>.</param>
    /// <param name="cell">What is done at a step.</param>
    /// <exception cref="SpecException">One doesn't fit.</exception>
    public static RecurrentCall OfStep(EquatableArray<TensorType> inputs, GatedCell cell)
    {
        var input = inputs[0].Shape;
        if (input.Rank != 1)
            throw new SpecException($"takes the values of one timestep, (features,), and the input is {input.ToKerasString()}; for sequences write [RNN, …] before its attribute");
        CheckStates(inputs.Skip(1), cell, CellStates);
        return new(1, input, cell.State);
    }

    /// <summary>Checks that an input is a sequence of values with so many axes.</summary>
    /// <exception cref="SpecException">It is none.</exception>
    public static TensorShape Sequence(TensorShape input, int stepRank) => input.Rank == stepRank + 1 ? input : throw new SpecException(
        stepRank == 1
            ? $"takes sequences of shape (timesteps, features), and the input is {input.ToKerasString()}; put a Reshape before its attribute"
            : $"takes sequences of images, {stepRank + 1} axes with the timesteps, and the input is {input.ToKerasString()}; put a Reshape before its attribute");

    /// <summary>Members of <c>IRecurrentShape</c>.</summary>
    public IEnumerable<KernelConstant> Constants(int units, SequenceLoop loop) =>
    [
        KernelConstant.Of("Steps", Steps),
        KernelConstant.Of("HasRunTimeLength", HasRunTimeLength),
        KernelConstant.Of("Units", units),
        KernelConstant.Of("ReturnSequences", loop.ReturnSequences),
        KernelConstant.Of("GoBackwards", loop.GoBackwards),
        KernelConstant.Of("ZeroOutputForMask", loop.ZeroOutputForMask),
    ];

    private static void CheckStates(IEnumerable<TensorType> states, GatedCell cell, string argument)
    {
        foreach (var state in states.Where(static state => !state.IsNone))
        {
            if (state.Shape != cell.State || state.HasRunTimeLength || !state.DType.IsFloating())
                throw new SpecException($"has states of shape {cell.State.ToKerasString()}, and {argument} has one of {state}");
        }
    }
}
