using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// The mean of each window. Input (batch, length, channels), output (batch, new length, channels); the channels come first with
    /// <see cref="DataFormat.ChannelsFirst"/>. Keras: <c>keras.layers.AveragePooling1D</c>.
    /// </summary>
    /// <param name="poolSize">Size of the window: one number.</param>
    public sealed class AveragePooling1DAttribute(params int[] poolSize) : PoolingAttribute
    {
        /// <summary>Size of the window: one number.</summary>
        [Argument(Axes = 1)]
        public int[] PoolSize { get; } = poolSize;

        /// <summary>Step of the window: <c>Strides = 1</c>; the pool size by default.</summary>
        [Argument(Axes = 1, SameAs = nameof(PoolSize))]
        public object? Strides { get; set; }
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="AveragePooling1DAttribute"/>.</summary>
    public sealed partial record AveragePooling1DSpec : LayerSpec
    {
        /// <inheritdoc/>
        public override KernelCall KernelCall => PoolingShape.Average;

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs) => PoolingShape.Of(inputs, PoolSize, Strides, Padding, DataFormat);
    }
}
