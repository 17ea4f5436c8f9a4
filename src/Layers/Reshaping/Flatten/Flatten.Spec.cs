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
        public override InferredLayer Infer(EquatableArray<TensorType> inputs)
        {
            var input = inputs[0].Shape;
            var axes = Enumerable.Range(0, input.Rank);
            var order = AxisOrder.Of(input, (DataFormat == DataFormat.ChannelsFirst ? axes.OrderBy(static axis => axis == 0) : axes).ToEquatableArray());
            return new(TensorShape.Of(checked((int)input.ElementCount)), EquatableArray<VariableSpec>.Empty, order.Constants(inputs[0].DType))
            {
                Identity = order.KeepsOrder ? Identity.Always : Identity.Never,
            };
        }
    }
}
