using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// The largest value of each channel over depth, height and width. Input (batch, depth, height, width, channels), output (batch, channels), or (batch, 1, 1, 1, channels) with
    /// <see cref="GlobalPoolingAttribute.Keepdims"/>. Keras: <c>keras.layers.GlobalMaxPooling3D</c>.
    /// </summary>
    public sealed class GlobalMaxPooling3DAttribute : GlobalPoolingAttribute;
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="GlobalMaxPooling3DAttribute"/>.</summary>
    public sealed partial record GlobalMaxPooling3DSpec : LayerSpec
    {
        /// <inheritdoc/>
        public override KernelCall KernelCall => GlobalPoolingShape.Max;

        /// <inheritdoc/>
        public override bool TakesRunTimeLength => DataFormat == DataFormat.ChannelsLast;

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs) => GlobalPoolingShape.Infer(inputs, axes: 3, DataFormat, Keepdims);
    }
}
