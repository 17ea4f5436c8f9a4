namespace GenNet.Specs;

/// <summary>
/// A cell: what a recurrent layer does at one step. Alone it is a layer that takes a value (features) and the states before, and yields the output and the states after; with a
/// <see cref="Loop"/> it goes through sequences.
/// </summary>
public abstract record GatedCellSpec : LayerSpec, IRecurrentCellSpec
{
    private static readonly SequenceLoop s_step = new(ReturnSequences: false, ReturnState: true, GoBackwards: false, Stateful: false, ZeroOutputForMask: false);

    /// <summary>How it goes through sequences; null of a cell that is a layer of its own.</summary>
    public SequenceLoop? Loop { get; init; }

    /// <inheritdoc/>
    public override LayerInputs Inputs => Loop is null ? RecurrentCall.StepInputs(States) : RecurrentCall.Inputs(States);

    /// <inheritdoc/>
    public override LayerOutputs Outputs => RecurrentCall.Outputs(Loop ?? s_step, States);

    /// <inheritdoc/>
    public override MaskFlow MaskFlow => Loop is { ReturnSequences: true } ? MaskFlow.Passes : MaskFlow.Stops;

    /// <inheritdoc/>
    public override bool TakesRunTimeLength => Loop is not null;

    /// <inheritdoc/>
    public abstract EquatableArray<string> States { get; }

    /// <inheritdoc/>
    public LayerSpec Through(SequenceLoop loop) => this with { Loop = loop };

    /// <inheritdoc/>
    public override LayerSpec With(string argument, object? value) => ((GatedCellSpec)base.With(argument, value)) with { Loop = Loop };

    /// <summary>What it does at a step.</summary>
    /// <exception cref="SpecException">An activation makes no sense there.</exception>
    protected abstract GatedCell Cell { get; }

    /// <inheritdoc/>
    public override InferredLayer Infer(EquatableArray<TensorType> inputs)
    {
        var call = Loop is null ? RecurrentCall.OfStep(inputs, Cell) : RecurrentCall.Of(inputs, Cell, stepRank: 1, Loop.ReturnSequences);
        return Cell.Infer(call, Loop ?? s_step, Variables(call.Features), Constants);
    }

    /// <summary>Constants of the kernels that this kind alone has.</summary>
    protected abstract IEnumerable<KernelConstant> Constants { get; }

    /// <summary>The variables for inputs of that many values a step.</summary>
    protected abstract IEnumerable<VariableSpec> Variables(int features);
}
