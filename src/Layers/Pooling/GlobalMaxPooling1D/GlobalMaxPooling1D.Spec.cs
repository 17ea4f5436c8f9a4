using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// The largest value of each channel over all timesteps. Input (batch, length, channels), output (batch, channels), or (batch, 1, channels) with
    /// <see cref="GlobalPoolingAttribute.Keepdims"/>. Keras: <c>keras.layers.GlobalMaxPooling1D</c>.
    /// </summary>
    public sealed class GlobalMaxPooling1DAttribute : GlobalPoolingAttribute;
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="GlobalMaxPooling1DAttribute"/>.</summary>
    public sealed partial record GlobalMaxPooling1DSpec : LayerSpec
    {
        /// <inheritdoc/>
        public override KernelCall KernelCall => GlobalPoolingShape.Max;

        /// <inheritdoc/>
        public override bool TakesRunTimeLength => DataFormat == DataFormat.ChannelsLast;

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs) => GlobalPoolingShape.Infer(inputs, axes: 1, DataFormat, Keepdims);
    }
}
