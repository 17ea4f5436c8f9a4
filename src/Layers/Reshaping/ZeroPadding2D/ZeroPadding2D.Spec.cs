using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// Zeros around each image. Input (batch, height, width, channels), output (batch, new height, new width, channels). Keras: <c>keras.layers.ZeroPadding2D</c>.
    /// </summary>
    /// <param name="padding">How many zeros: one number for all, two for height and width, or four: top, bottom, left, right; 1 by default.</param>
    public sealed class ZeroPadding2DAttribute(params int[] padding) : LayerAttribute
    {
        /// <summary>How many zeros: one number for all, two for height and width, or four: top, bottom, left, right; 1 by default.</summary>
        [Argument(Axes = 2, Edges = true, Default = 1)]
        public int[] Padding { get; } = padding;

        /// <summary>Where the channels stand; last by default.</summary>
        public DataFormat DataFormat { get; set; }
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="ZeroPadding2DAttribute"/>.</summary>
    public sealed partial record ZeroPadding2DSpec : LayerSpec
    {
        /// <inheritdoc/>
        public override bool KeepsType => true;

        /// <inheritdoc/>
        public override KernelCall KernelCall => SpatialBorders.Kernels;

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs) => SpatialBorders.Padded(inputs[0], Padding, DataFormat);
    }
}
