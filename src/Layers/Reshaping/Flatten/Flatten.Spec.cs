using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// Makes one axis of all axes but the batch. Input (batch, …), output (batch, n), channels last. Keras: <c>keras.layers.Flatten</c>.
    /// </summary>
    public sealed class FlattenAttribute : LayerAttribute
    {
        /// <summary>Where the channels stand in the input; last by default. With ChannelsFirst they are moved last.</summary>
        public DataFormat DataFormat { get; set; }
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="FlattenAttribute"/>.</summary>
    public sealed partial record FlattenSpec : LayerSpec
    {
        /// <inheritdoc/>
        public override bool KeepsType => true;

        /// <inheritdoc/>
        public override bool HasOpenCl => DataFormat == DataFormat.ChannelsLast;

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs)
        {
            var input = inputs[0].Shape;
            var size = checked((int)input.ElementCount);
            var channels = input.Rank > 0 ? input[0] : 1;
            var moves = DataFormat == DataFormat.ChannelsFirst && channels > 1 && channels < size;
            return new(TensorShape.Of(size), EquatableArray<VariableSpec>.Empty, EquatableArray.Of(
                KernelConstant.Of("Channels", channels),
                KernelConstant.Of("Positions", size / channels),
                KernelConstant.Of("ElementSize", inputs[0].DType.BetweenLayers().Size())))
            {
                Identity = moves ? Identity.Never : Identity.Always,
            };
        }
    }
}
