using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// The largest value of each of as many windows as are asked for, whatever the input's size. Input (batch, length, channels), output (batch, new length, channels); the channels come first
    /// with <see cref="DataFormat.ChannelsFirst"/>. Keras: <c>keras.layers.AdaptiveMaxPooling1D</c>.
    /// </summary>
    /// <param name="outputSize">Number of windows: one number.</param>
    public sealed class AdaptiveMaxPooling1DAttribute(params int[] outputSize) : AdaptivePoolingAttribute
    {
        /// <summary>Number of windows: one number.</summary>
        [Argument(Axes = 1)]
        public int[] OutputSize { get; } = outputSize;
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="AdaptiveMaxPooling1DAttribute"/>.</summary>
    public sealed partial record AdaptiveMaxPooling1DSpec : LayerSpec
    {
        /// <inheritdoc/>
        public override KernelCall KernelCall => PoolingShape.Max;

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs) => PoolingShape.Adaptive(inputs, OutputSize, DataFormat);
    }
}
