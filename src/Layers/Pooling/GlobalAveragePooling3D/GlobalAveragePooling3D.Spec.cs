using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// The mean of each channel over depth, height and width. Input (batch, depth, height, width, channels), output (batch, channels), or (batch, 1, 1, 1, channels) with
    /// <see cref="GlobalPoolingAttribute.Keepdims"/>. Keras: <c>keras.layers.GlobalAveragePooling3D</c>.
    /// </summary>
    public sealed class GlobalAveragePooling3DAttribute : GlobalPoolingAttribute;
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="GlobalAveragePooling3DAttribute"/>.</summary>
    public sealed partial record GlobalAveragePooling3DSpec : LayerSpec
    {
        /// <inheritdoc/>
        public override KernelCall KernelCall => GlobalPoolingShape.Average;

        /// <inheritdoc/>
        public override bool TakesRunTimeLength => DataFormat == DataFormat.ChannelsLast;

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs) => GlobalPoolingShape.Infer(inputs, axes: 3, DataFormat, Keepdims);
    }
}
