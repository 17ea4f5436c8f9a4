namespace GenNet.Specs;

/// <summary>The mask of a sum or the like: an element counts where it counts in any of the inputs, which all have a mask (keras/src/layers/merging/base_merge.py).</summary>
internal sealed record LogicalOrSpec : MaskSpec
{
    /// <inheritdoc/>
    public override string Kind => "LogicalOr";

    /// <summary>What becomes of the masks of a layer that computes element by element; null if an input has none.</summary>
    public static MaskSpec? Of(EquatableArray<TensorType> masks) => masks.Any(static mask => mask.IsNone) ? null : new LogicalOrSpec();

    /// <inheritdoc/>
    public override LayerSpec? OnTimestep(EquatableArray<TensorType> inputs) => Broadcast.HasOneRank(inputs) ? this : null;

    /// <inheritdoc/>
    public override InferredLayer Infer(EquatableArray<TensorType> inputs) => Broadcast.Infer(inputs, DType.Bool);
}
