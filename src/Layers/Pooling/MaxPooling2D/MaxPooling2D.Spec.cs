using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// The largest value of each window. Input (batch, height, width, channels), output (batch, new height, new width, channels); the channels come first with
    /// <see cref="DataFormat.ChannelsFirst"/>. Keras: <c>keras.layers.MaxPooling2D</c>.
    /// </summary>
    /// <param name="poolSize">Size of the window: one number for both axes, or height and width; 2 by default.</param>
    public sealed class MaxPooling2DAttribute(params int[] poolSize) : PoolingAttribute
    {
        /// <summary>Size of the window: one number for both axes, or height and width; 2 by default.</summary>
        [Argument(Axes = 2, Default = 2)]
        public int[] PoolSize { get; set; } = poolSize;

        /// <summary>Step of the window: <c>Strides = 2</c> or <c>Strides = new[] { 2, 1 }</c>; the pool size by default.</summary>
        [Argument(Axes = 2, SameAs = nameof(PoolSize))]
        public object? Strides { get; set; }
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="MaxPooling2DAttribute"/>.</summary>
    public sealed partial record MaxPooling2DSpec : LayerSpec
    {
        /// <inheritdoc/>
        public override KernelCall KernelCall => PoolingShape.Max;

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs) => PoolingShape.Of(inputs, PoolSize, Strides, Padding, DataFormat);
    }
}
