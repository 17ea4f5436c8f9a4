using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// The mean of each of as many windows as are asked for, whatever the input's size. Input (batch, depth, height, width, channels), output (batch, new depth, new height, new width, channels); the channels come first
    /// with <see cref="DataFormat.ChannelsFirst"/>. Keras: <c>keras.layers.AdaptiveAveragePooling3D</c>.
    /// </summary>
    /// <param name="outputSize">Number of windows: one number for all axes, or depth, height and width.</param>
    public sealed class AdaptiveAveragePooling3DAttribute(params int[] outputSize) : AdaptivePoolingAttribute
    {
        /// <summary>Number of windows: one number for all axes, or depth, height and width.</summary>
        [Argument(Axes = 3)]
        public int[] OutputSize { get; } = outputSize;
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="AdaptiveAveragePooling3DAttribute"/>.</summary>
    public sealed partial record AdaptiveAveragePooling3DSpec : LayerSpec
    {
        /// <inheritdoc/>
        public override KernelCall KernelCall => PoolingShape.Average;

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs) => PoolingShape.Adaptive(inputs, OutputSize, DataFormat);
    }
}
