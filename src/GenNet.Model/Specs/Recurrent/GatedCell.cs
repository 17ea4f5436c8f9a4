namespace GenNet.Specs;

/// <summary>What a recurrent layer does at a step, whatever its kind: its states, and the gates that products of input and state with their matrices make.</summary>
/// <param name="States">Names of the states, the one that is the output first: <c>hiddenState</c>, <c>cellState</c>.</param>
/// <param name="State">Shape of each.</param>
/// <param name="Gates">Gates, the new values among them.</param>
public sealed record GatedCell(EquatableArray<string> States, TensorShape State, int Gates)
{
    /// <summary>Whether training keeps another value of every step beside gates and states.</summary>
    public bool KeepsInner { get; init; }

    /// <summary>Whether training keeps what activations were applied to, because their derivative needs it.</summary>
    public bool KeepsGateInputs { get; init; }

    /// <summary>The share of the input's values to drop in training.</summary>
    public double Dropout { get; init; }

    /// <summary>The share of the hidden state's values to drop in training.</summary>
    public double RecurrentDropout { get; init; }

    /// <summary>Seed of the layer's draws, if it has its own.</summary>
    public int? Seed { get; init; }

    /// <summary>How many masks drop values of the input, where any are dropped: one for all gates, or one a gate.</summary>
    public int DropoutMasks { get; init; } = 1;

    private int InputMasks => Drops(Dropout) ? DropoutMasks : 0;

    private int StateMasks => Drops(RecurrentDropout) ? DropoutMasks : 0;

    /// <summary>Whether the derivative of a gate's activation needs what it was applied to.</summary>
    /// <exception cref="SpecException">A gate can't have this activation.</exception>
    public static bool NeedsInput(Activation activation, string argument) => activation == Activation.GLU
        ? throw SpecException.Of(argument, $"is {ArgumentValue.Of(activation)}, which halves what it is applied to, and gates must keep their size; use another")
        : ActivationShape.Of(activation, TensorShape.Of(1)).NeedsInput;

    /// <summary>What follows for a call.</summary>
    /// <param name="call">What it takes.</param>
    /// <param name="loop">How it goes through the sequence.</param>
    /// <param name="variables">Its variables.</param>
    /// <param name="own">Constants that its kind alone has.</param>
    public InferredLayer Infer(RecurrentCall call, SequenceLoop loop, IEnumerable<VariableSpec> variables, IEnumerable<KernelConstant> own)
    {
        TensorType state = State;
        var size = checked((int)State.ElementCount);
        return new(
            loop.ReturnState ? EquatableArray.Of([call.Output, .. States.Select(_ => state)]) : EquatableArray.Of(call.Output),
            variables.ToEquatableArray(),
            call.Constants(size, loop).Concat(Constants(call)).Concat(own).ToEquatableArray())
        {
            NeedsRandomStream = true,
            Carried = loop.Stateful ? States.Select(name => new CarriedState(name, size)).ToEquatableArray() : default,
            SavedPerRow = SavedPerRow(call, size),
        };
    }

    private static bool Drops(double rate) => rate is > 0 and < 1;

    private KernelConstant[] Constants(RecurrentCall call) =>
    [
        KernelConstant.Of("Features", call.Features),
        KernelConstant.Of("Dropout", Dropout),
        KernelConstant.Of("RecurrentDropout", RecurrentDropout),
        KernelConstant.Of("InputMasks", InputMasks),
        KernelConstant.Of("StateMasks", StateMasks),
        KernelConstant.Of("KeepsGateInputs", KeepsGateInputs),
        KernelConstant.Of("HasSeed", Seed is not null),
        KernelConstant.Of("Seed", (long)(Seed ?? 0)),
    ];

    // Gates, states and inner values of every timestep, last states, what gates' activations were applied to, dropout masks.
    private int SavedPerRow(RecurrentCall call, int size) => checked(
        ((KeepsGateInputs ? 2 * Gates : Gates) + States.Count + (KeepsInner ? 1 : 0)) * call.Steps * size + (States.Count * size)
        + (InputMasks * call.Features) + (StateMasks * size));
}
