using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// The mean of each channel over height and width. Input (batch, height, width, channels), output (batch, channels), or
    /// (batch, 1, 1, channels) with <see cref="Keepdims"/>. Keras: <c>keras.layers.GlobalAveragePooling2D</c>.
    /// </summary>
    public sealed class GlobalAveragePooling2DAttribute : LayerAttribute
    {
        /// <summary>Where the channels stand; last by default.</summary>
        public DataFormat DataFormat { get; set; }

        /// <summary>Whether height and width stay as axes of size 1; false by default.</summary>
        public bool Keepdims { get; set; }
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="GlobalAveragePooling2DAttribute"/>.</summary>
    public sealed partial record GlobalAveragePooling2DSpec : LayerSpec
    {
        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs)
        {
            var image = ImageShape.Of(inputs[0].Shape, DataFormat);
            var output = Keepdims ? (image with { Height = 1, Width = 1 }).ToShape(DataFormat) : TensorShape.Of(image.Channels);
            return new(output, EquatableArray<VariableSpec>.Empty, EquatableArray.Of(
                KernelConstant.Of("Positions", (long)image.Height * image.Width),
                KernelConstant.Of("Channels", image.Channels),
                KernelConstant.Of("ChannelsFirst", DataFormat == DataFormat.ChannelsFirst)));
        }
    }
}
