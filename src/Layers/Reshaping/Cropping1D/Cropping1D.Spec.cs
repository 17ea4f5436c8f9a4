using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// Leaves out the border of each sequence. Input (batch, length, channels), output (batch, new length, channels). Keras: <c>keras.layers.Cropping1D</c>.
    /// </summary>
    /// <param name="cropping">How many positions are left out: one number for both ends, or those of the begin and the end; 1 by default.</param>
    public sealed class Cropping1DAttribute(params int[] cropping) : LayerAttribute
    {
        /// <summary>How many positions are left out: one number for both ends, or those of the begin and the end; 1 by default.</summary>
        [Argument(Axes = 1, Edges = true, Default = 1)]
        public int[] Cropping { get; } = cropping;
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="Cropping1DAttribute"/>.</summary>
    public sealed partial record Cropping1DSpec : LayerSpec
    {
        /// <inheritdoc/>
        public override bool KeepsType => true;

        /// <inheritdoc/>
        public override KernelCall KernelCall => SpatialBorders.Kernels;

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs) => SpatialBorders.Cropped(inputs[0], Cropping, DataFormat.ChannelsLast);
    }
}
