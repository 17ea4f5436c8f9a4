using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// The first input minus the second. Axes of size 1 are repeated; an input of fewer axes gets axes of size 1 after the batch.
    /// Keras: <c>keras.layers.Subtract</c>.
    /// </summary>
    public sealed class SubtractAttribute : LayerAttribute;
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="SubtractAttribute"/>, and of <c>a - b</c> in a <c>Forward</c> body.</summary>
    public sealed partial record SubtractSpec : LayerSpec
    {
        /// <inheritdoc/>
        public override LayerInputs Inputs => LayerInputs.Many with { Required = 2 };

        /// <inheritdoc/>
        public override MaskFlow MaskFlow => MaskFlow.Merges;

        /// <inheritdoc/>
        public override MaskSpec? MergeMasks(EquatableArray<TensorType> inputs, EquatableArray<TensorType> masks) => LogicalOrSpec.Of(masks);

        /// <inheritdoc/>
        public override TensorType Entering(int index, TensorType input) => base.Entering(index, Broadcast.Real(index, input));

        /// <inheritdoc/>
        public override LayerSpec? OnTimestep(EquatableArray<TensorType> inputs) => Broadcast.HasOneRank(inputs) ? this : null;

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs)
        {
            if (inputs.Count != 2)
                throw new SpecException($"takes 2 inputs and is called with {inputs.Count}");
            return Broadcast.Infer(inputs);
        }
    }
}
