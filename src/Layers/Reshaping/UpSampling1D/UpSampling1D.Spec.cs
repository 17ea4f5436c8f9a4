using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// Repeats the positions of each sequence along the axis. Input (batch, length, channels), output (batch, new length, channels). Keras: <c>keras.layers.UpSampling1D</c>.
    /// </summary>
    /// <param name="size">How often each position comes; 2 by default.</param>
    public sealed class UpSampling1DAttribute(int size = 2) : LayerAttribute
    {
        /// <summary>How often each position comes; 2 by default.</summary>
        [Argument(Axes = 1, Default = 2)]
        public int Size { get; } = size;
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of an <see cref="UpSampling1DAttribute"/>.</summary>
    public sealed partial record UpSampling1DSpec : LayerSpec
    {
        /// <inheritdoc/>
        public override bool KeepsType => true;

        /// <inheritdoc/>
        public override KernelCall KernelCall => NearestUpSampling.Kernels;

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs) => NearestUpSampling.Infer(inputs[0], Size, DataFormat.ChannelsLast);
    }
}
