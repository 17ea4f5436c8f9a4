using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// The mean of each channel over height and width. Input (batch, height, width, channels), output (batch, channels), or (batch, 1, 1, channels) with
    /// <see cref="GlobalPoolingAttribute.Keepdims"/>. Keras: <c>keras.layers.GlobalAveragePooling2D</c>.
    /// </summary>
    public sealed class GlobalAveragePooling2DAttribute : GlobalPoolingAttribute;
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="GlobalAveragePooling2DAttribute"/>.</summary>
    public sealed partial record GlobalAveragePooling2DSpec : LayerSpec
    {
        /// <inheritdoc/>
        public override KernelCall KernelCall => GlobalPoolingShape.Average;

        /// <inheritdoc/>
        public override bool TakesRunTimeLength => DataFormat == DataFormat.ChannelsLast;

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs) => GlobalPoolingShape.Infer(inputs, axes: 2, DataFormat, Keepdims);
    }
}
