using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// Leaves out the border of each volume. Input (batch, depth, height, width, channels), output (batch, new depth, new height, new width, channels). Keras: <c>keras.layers.Cropping3D</c>.
    /// </summary>
    /// <param name="cropping">How many positions are left out: one number for all, three for depth, height and width, or six: front, back, top, bottom, left, right; 1 by default.</param>
    public sealed class Cropping3DAttribute(params int[] cropping) : LayerAttribute
    {
        /// <summary>How many positions are left out: one number for all, three for depth, height and width, or six: front, back, top, bottom, left, right; 1 by default.</summary>
        [Argument(Axes = 3, Edges = true, Default = 1)]
        public int[] Cropping { get; } = cropping;

        /// <summary>Where the channels stand; last by default.</summary>
        public DataFormat DataFormat { get; set; }
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="Cropping3DAttribute"/>.</summary>
    public sealed partial record Cropping3DSpec : LayerSpec
    {
        /// <inheritdoc/>
        public override bool KeepsType => true;

        /// <inheritdoc/>
        public override KernelCall KernelCall => SpatialBorders.Kernels;

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs) => SpatialBorders.Cropped(inputs[0], Cropping, DataFormat);
    }
}
