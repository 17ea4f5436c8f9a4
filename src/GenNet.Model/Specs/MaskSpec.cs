namespace GenNet.Specs;

/// <summary>An operation that computes a mask from others. It comes into a graph by itself, where a layer takes its result: no class, config or contract names it.</summary>
public abstract record MaskSpec : LayerSpec
{
    /// <inheritdoc/>
    public sealed override bool IsImplicit => true;

    /// <inheritdoc/>
    public sealed override LayerInputs Inputs => LayerInputs.Many;

    /// <inheritdoc/>
    public sealed override EquatableArray<LayerArgument> Arguments => EquatableArray<LayerArgument>.Empty;
}
