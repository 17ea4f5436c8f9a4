using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// The largest value of each window. Input (batch, length, channels), output (batch, new length, channels); the channels come first with
    /// <see cref="DataFormat.ChannelsFirst"/>. Keras: <c>keras.layers.MaxPooling1D</c>.
    /// </summary>
    /// <param name="poolSize">Size of the window: one number; 2 by default.</param>
    public sealed class MaxPooling1DAttribute(params int[] poolSize) : PoolingAttribute
    {
        /// <summary>Size of the window: one number; 2 by default.</summary>
        [Argument(Axes = 1, Default = 2)]
        public int[] PoolSize { get; set; } = poolSize;

        /// <summary>Step of the window: <c>Strides = 1</c>; the pool size by default.</summary>
        [Argument(Axes = 1, SameAs = nameof(PoolSize))]
        public object? Strides { get; set; }
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="MaxPooling1DAttribute"/>.</summary>
    public sealed partial record MaxPooling1DSpec : LayerSpec
    {
        /// <inheritdoc/>
        public override KernelCall KernelCall => PoolingShape.Max;

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs) => PoolingShape.Of(inputs, PoolSize, Strides, Padding, DataFormat);
    }
}
