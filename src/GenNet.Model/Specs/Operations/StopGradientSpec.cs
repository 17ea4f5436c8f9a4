namespace GenNet.Specs;

/// <summary>The same values, through which no gradient goes: <c>Tensor.StopGradient(x)</c>.</summary>
public sealed record StopGradientSpec : MoveSpec
{
    /// <inheritdoc/>
    public override string Kind => "StopGradient";

    /// <inheritdoc/>
    public override bool StopsGradient => true;

    /// <inheritdoc/>
    public override LayerSpec? OnTimestep(EquatableArray<TensorType> inputs) => this;

    /// <inheritdoc/>
    public override EquatableArray<LayerArgument> Arguments => EquatableArray<LayerArgument>.Empty;

    /// <inheritdoc/>
    public override Move Of(TensorShape input) =>
        new(Enumerable.Range(0, input.Rank).Select(axis => Move.Along(Move.Strides(input)[axis], Enumerable.Range(0, input[axis]))).ToEquatableArray());

    /// <inheritdoc/>
    public override string Write(IReadOnlyList<string> inputs) => $"Tensor.StopGradient({inputs[0]})";
}
