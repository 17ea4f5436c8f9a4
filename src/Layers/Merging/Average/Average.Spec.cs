using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// The mean of its inputs, element by element. Axes of size 1 are repeated; an input of fewer axes gets axes of size 1 after the batch.
    /// Keras: <c>keras.layers.Average</c>.
    /// </summary>
    public sealed class AverageAttribute : LayerAttribute;
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of an <see cref="AverageAttribute"/>.</summary>
    public sealed partial record AverageSpec : LayerSpec
    {
        /// <inheritdoc/>
        public override LayerInputs Inputs => LayerInputs.Many;

        /// <inheritdoc/>
        public override MaskFlow MaskFlow => MaskFlow.Merges;

        /// <inheritdoc/>
        public override MaskSpec? MergeMasks(EquatableArray<TensorType> inputs, EquatableArray<TensorType> masks) => LogicalOrSpec.Of(masks);

        /// <inheritdoc/>
        public override TensorType Entering(int index, TensorType input) => base.Entering(index, Broadcast.Real(index, input));

        /// <inheritdoc/>
        public override LayerSpec? OnTimestep(EquatableArray<TensorType> inputs) => Broadcast.HasOneRank(inputs) ? this : null;

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs) => Broadcast.Infer(inputs);
    }
}
