using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// Leaves out the border of each image. Input (batch, height, width, channels), output (batch, new height, new width, channels). Keras: <c>keras.layers.Cropping2D</c>.
    /// </summary>
    /// <param name="cropping">How many positions are left out: one number for all, two for height and width, or four: top, bottom, left, right; 0 by default.</param>
    public sealed class Cropping2DAttribute(params int[] cropping) : LayerAttribute
    {
        /// <summary>How many positions are left out: one number for all, two for height and width, or four: top, bottom, left, right; 0 by default.</summary>
        [Argument(Axes = 2, Edges = true, Default = 0)]
        public int[] Cropping { get; } = cropping;

        /// <summary>Where the channels stand; last by default.</summary>
        public DataFormat DataFormat { get; set; }
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="Cropping2DAttribute"/>.</summary>
    public sealed partial record Cropping2DSpec : LayerSpec
    {
        /// <inheritdoc/>
        public override bool KeepsType => true;

        /// <inheritdoc/>
        public override KernelCall KernelCall => SpatialBorders.Kernels;

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs) => SpatialBorders.Cropped(inputs[0], Cropping, DataFormat);
    }
}
