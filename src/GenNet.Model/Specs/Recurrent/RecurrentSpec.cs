namespace GenNet.Specs;

/// <summary>A layer that takes a cell of its own through sequences: LSTM, GRU, SimpleRNN.</summary>
public abstract record RecurrentSpec : LayerSpec
{
    private const string Role = "cell";

    /// <inheritdoc/>
    public override LayerInputs Inputs => Cell.Inputs;

    /// <inheritdoc/>
    public override LayerOutputs Outputs => Cell.Outputs;

    /// <inheritdoc/>
    public override MaskFlow MaskFlow => Cell.MaskFlow;

    /// <inheritdoc/>
    public override bool TakesRunTimeLength => true;

    /// <inheritdoc/>
    public override InferredLayer Infer(EquatableArray<TensorType> inputs)
    {
        var inferred = Cell.Infer(inputs);
        return inferred with { Variables = inferred.Variables.Select(variable => variable with { Path = Role, Scope = Cell.NameByKind }).ToEquatableArray() };
    }

    /// <summary>The cell, with its loop.</summary>
    protected abstract GatedCellSpec Cell { get; }
}
