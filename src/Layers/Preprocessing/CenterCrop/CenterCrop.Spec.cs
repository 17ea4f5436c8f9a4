using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// Cuts out the middle of images. Of one that is smaller, the largest middle part with the output's sides is brought to the size, bilinearly. Input (batch, h, w, channels), output
    /// (batch, height, width, channels), or with the channels first. Keras: <c>keras.layers.CenterCrop</c>.
    /// </summary>
    /// <param name="height">Rows of the output, at least 1.</param>
    /// <param name="width">Columns of the output, at least 1.</param>
    public sealed class CenterCropAttribute(int height, int width) : LayerAttribute
    {
        /// <summary>Rows of the output.</summary>
        [Argument(Minimum = 1)]
        public int Height { get; } = height;

        /// <summary>Columns of the output.</summary>
        [Argument(Minimum = 1)]
        public int Width { get; } = width;

        /// <summary>Where the channels stand; last by default.</summary>
        public DataFormat DataFormat { get; set; }
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="CenterCropAttribute"/>.</summary>
    public sealed partial record CenterCropSpec : LayerSpec
    {
        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs)
        {
            var image = SpatialShape.Of(inputs[0].Shape, axes: 2, DataFormat);
            var (height, width) = (image.Sizes[0], image.Sizes[1]);
            var fits = height >= Height && width >= Width;
            var (rows, columns) = fits
                ? (new ResizeWindow(height, (height - Height) / 2, Height, Height), new ResizeWindow(width, (width - Width) / 2, Width, Width))
                : (ResizeWindow.Cropped(height, width, Height, Width), ResizeWindow.Cropped(width, height, Width, Height));
            return new(
                new SpatialShape(EquatableArray.Of(Height, Width), image.Channels).ToShape(DataFormat),
                EquatableArray<VariableSpec>.Empty,
                ResizeWindow.Constants(image, DataFormat, rows, columns, fits ? Interpolation.Nearest : Interpolation.Bilinear, antialias: false, fill: 0));
        }
    }
}
