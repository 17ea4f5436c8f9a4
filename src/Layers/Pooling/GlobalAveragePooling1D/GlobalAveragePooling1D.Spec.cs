using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// The mean of each channel over all timesteps. Input (batch, length, channels), output (batch, channels), or (batch, 1, channels) with
    /// <see cref="GlobalPoolingAttribute.Keepdims"/>. A mask (batch, length) leaves timesteps out; where none is left, the mean is NaN, as in Keras. Keras: <c>keras.layers.GlobalAveragePooling1D</c>.
    /// </summary>
    public sealed class GlobalAveragePooling1DAttribute : GlobalPoolingAttribute;
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="GlobalAveragePooling1DAttribute"/>.</summary>
    public sealed partial record GlobalAveragePooling1DSpec : LayerSpec
    {
        /// <inheritdoc/>
        public override KernelCall KernelCall => GlobalPoolingShape.Average;

        /// <inheritdoc/>
        public override LayerInputs Inputs => LayerInputs.OneWithMask;

        /// <inheritdoc/>
        public override bool TakesRunTimeLength => DataFormat == DataFormat.ChannelsLast;

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs) => GlobalPoolingShape.Infer(inputs, axes: 1, DataFormat, Keepdims);
    }
}
