using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// Repeats the positions of each volume along depth, height and width. Input (batch, depth, height, width, channels), output (batch, new depth, new height, new width, channels). Keras: <c>keras.layers.UpSampling3D</c>.
    /// </summary>
    /// <param name="size">How often positions come: one number for all axes, or those of depth, height and width; 2 by default.</param>
    public sealed class UpSampling3DAttribute(params int[] size) : LayerAttribute
    {
        /// <summary>How often positions come: one number for all axes, or those of depth, height and width; 2 by default.</summary>
        [Argument(Axes = 3, Default = 2)]
        public int[] Size { get; } = size;

        /// <summary>Where the channels stand; last by default.</summary>
        public DataFormat DataFormat { get; set; }
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of an <see cref="UpSampling3DAttribute"/>.</summary>
    public sealed partial record UpSampling3DSpec : LayerSpec
    {
        /// <inheritdoc/>
        public override bool KeepsType => true;

        /// <inheritdoc/>
        public override KernelCall KernelCall => NearestUpSampling.Kernels;

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs) => NearestUpSampling.Infer(inputs[0], Size, DataFormat);
    }
}
