using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// Masks timesteps all of whose values are <see cref="MaskValue"/>: layers after this one leave them out. Input (batch, …, features); the output has the input's shape, with 0 at
    /// masked timesteps. Keras: <c>keras.layers.Masking</c>.
    /// </summary>
    public sealed class MaskingAttribute : LayerAttribute
    {
        /// <summary>The value that padding consists of; 0 by default.</summary>
        public double MaskValue { get; set; }
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="MaskingAttribute"/>.</summary>
    public sealed partial record MaskingSpec : LayerSpec
    {
        private static readonly LayerOutputs s_outputs = new(EquatableArray.Of("output", LayerOutputs.Mask), null);

        /// <inheritdoc/>
        public override LayerOutputs Outputs => s_outputs;

        /// <inheritdoc/>
        public override MaskFlow MaskFlow => MaskFlow.Makes;

        /// <inheritdoc/>
        public override LayerSpec? OnTimestep(EquatableArray<TensorType> inputs) => inputs[0].Shape.Rank > 1 ? this : null;

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs)
        {
            var input = inputs[0].Shape;
            if (input.Rank == 0)
                throw new SpecException("needs an input with at least one axis besides the batch, and this one has none");
            var timesteps = TensorShape.Of([.. input.Dimensions.Take(input.Rank - 1)]);
            return new(
                EquatableArray.Of(input, new TensorType(timesteps, DType.Bool)),
                EquatableArray<VariableSpec>.Empty,
                EquatableArray.Of(
                    KernelConstant.Of("Timesteps", timesteps.ElementCount),
                    KernelConstant.Of("Features", input[-1]),
                    KernelConstant.Of("MaskValue", MaskValue)));
        }
    }
}
