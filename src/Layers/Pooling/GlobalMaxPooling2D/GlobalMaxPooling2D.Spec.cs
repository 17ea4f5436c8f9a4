using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// The largest value of each channel over height and width. Input (batch, height, width, channels), output (batch, channels), or (batch, 1, 1, channels) with
    /// <see cref="GlobalPoolingAttribute.Keepdims"/>. Keras: <c>keras.layers.GlobalMaxPooling2D</c>.
    /// </summary>
    public sealed class GlobalMaxPooling2DAttribute : GlobalPoolingAttribute;
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="GlobalMaxPooling2DAttribute"/>.</summary>
    public sealed partial record GlobalMaxPooling2DSpec : LayerSpec
    {
        /// <inheritdoc/>
        public override KernelCall KernelCall => GlobalPoolingShape.Max;

        /// <inheritdoc/>
        public override bool TakesRunTimeLength => DataFormat == DataFormat.ChannelsLast;

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs) => GlobalPoolingShape.Infer(inputs, axes: 2, DataFormat, Keepdims);
    }
}
