using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// The largest value of each window. Input (batch, depth, height, width, channels), output (batch, new depth, new height, new width, channels); the channels come first with
    /// <see cref="DataFormat.ChannelsFirst"/>. Keras: <c>keras.layers.MaxPooling3D</c>.
    /// </summary>
    /// <param name="poolSize">Size of the window: one number for all axes, or depth, height and width; 2 by default.</param>
    public sealed class MaxPooling3DAttribute(params int[] poolSize) : PoolingAttribute
    {
        /// <summary>Size of the window: one number for all axes, or depth, height and width; 2 by default.</summary>
        [Argument(Axes = 3, Default = 2)]
        public int[] PoolSize { get; set; } = poolSize;

        /// <summary>Step of the window: <c>Strides = 2</c> or <c>Strides = new[] { 1, 2, 2 }</c>; the pool size by default.</summary>
        [Argument(Axes = 3, SameAs = nameof(PoolSize))]
        public object? Strides { get; set; }
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="MaxPooling3DAttribute"/>.</summary>
    public sealed partial record MaxPooling3DSpec : LayerSpec
    {
        /// <inheritdoc/>
        public override KernelCall KernelCall => PoolingShape.Max;

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs) => PoolingShape.Of(inputs, PoolSize, Strides, Padding, DataFormat);
    }
}
