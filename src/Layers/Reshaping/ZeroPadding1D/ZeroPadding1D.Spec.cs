using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// Zeros around each sequence. Input (batch, length, channels), output (batch, new length, channels). Keras: <c>keras.layers.ZeroPadding1D</c>.
    /// </summary>
    /// <param name="padding">How many zeros: one number for both ends, or those of the begin and the end; 1 by default.</param>
    public sealed class ZeroPadding1DAttribute(params int[] padding) : LayerAttribute
    {
        /// <summary>How many zeros: one number for both ends, or those of the begin and the end; 1 by default.</summary>
        [Argument(Axes = 1, Edges = true, Default = 1)]
        public int[] Padding { get; } = padding;

        /// <summary>Where the channels stand; last by default.</summary>
        public DataFormat DataFormat { get; set; }
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="ZeroPadding1DAttribute"/>.</summary>
    public sealed partial record ZeroPadding1DSpec : LayerSpec
    {
        /// <inheritdoc/>
        public override bool KeepsType => true;

        /// <inheritdoc/>
        public override KernelCall KernelCall => SpatialBorders.Kernels;

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs) => SpatialBorders.Padded(inputs[0], Padding, DataFormat);
    }
}
