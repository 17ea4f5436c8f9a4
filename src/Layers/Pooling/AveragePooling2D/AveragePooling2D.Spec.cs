using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// The mean of each window. Input (batch, height, width, channels), output (batch, new height, new width, channels).
    /// Keras: <c>keras.layers.AveragePooling2D</c>.
    /// </summary>
    /// <param name="poolSize">Size of the window: one number for both axes, or height and width.</param>
    public sealed class AveragePooling2DAttribute(params int[] poolSize) : LayerAttribute
    {
        /// <summary>Size of the window: one number for both axes, or height and width.</summary>
        public int[] PoolSize { get; } = poolSize;

        /// <summary>Step of the window: <c>Strides = 2</c> or <c>Strides = new[] { 2, 1 }</c>; the pool size by default.</summary>
        public object? Strides { get; set; }

        /// <summary>What happens at the border; Valid by default. Padding does not count in the mean.</summary>
        public Padding Padding { get; set; }

        /// <summary>Where the channels stand; last by default.</summary>
        public DataFormat DataFormat { get; set; }
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="AveragePooling2DAttribute"/>.</summary>
    public sealed record AveragePooling2DSpec(
        EquatableArray<int> PoolSize, EquatableArray<int> Strides, Padding Padding, DataFormat DataFormat) : LayerSpec
    {
        /// <inheritdoc/>
        public override string Kind => "AveragePooling2D";

        /// <inheritdoc/>
        public override EquatableArray<LayerArgument> Arguments => EquatableArray.Of<LayerArgument>(
        [
            new("pool_size", ArgumentValue.Of(PoolSize), null, ArgumentRole.Behaviour),
            new("strides", ArgumentValue.Of(Strides), ArgumentValue.Of(PoolSize), ArgumentRole.Behaviour),
            new("padding", ArgumentValue.Of(Padding), ArgumentValue.Of(Padding.Valid), ArgumentRole.Behaviour),
            new("data_format", ArgumentValue.Of(DataFormat), ArgumentValue.Of(DataFormat.ChannelsLast), ArgumentRole.Behaviour),
        ]);

        /// <summary>Reads the arguments.</summary>
        public static AveragePooling2DSpec Create(LayerArguments arguments)
        {
            var poolSize = arguments.Window("pool_size", 2) ?? throw new SpecException("pool_size is missing", "pool_size");
            return new(
                poolSize,
                arguments.Window("strides", 2) ?? poolSize,
                arguments.Member("padding", Padding.Valid),
                arguments.Member("data_format", DataFormat.ChannelsLast));
        }

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorShape> inputs)
        {
            var pooling = Pooling2DShape.Of(inputs[0], PoolSize, Strides, Padding, DataFormat);
            return new(pooling.Output, EquatableArray<VariableSpec>.Empty, pooling.Constants);
        }
    }
}
