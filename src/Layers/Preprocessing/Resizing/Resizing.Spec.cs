using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// Brings images to another size. Input (batch, h, w, channels), output (batch, height, width, channels), or with the channels first. The same values as TensorFlow's
    /// <c>tf.image.resize</c>, whose bicubic weights come from a table of 1024 steps. Keras: <c>keras.layers.Resizing</c>.
    /// </summary>
    /// <param name="height">Rows of the output, at least 1.</param>
    /// <param name="width">Columns of the output, at least 1.</param>
    public sealed class ResizingAttribute(int height, int width) : LayerAttribute
    {
        /// <summary>Rows of the output.</summary>
        [Argument(Minimum = 1)]
        public int Height { get; } = height;

        /// <summary>Columns of the output.</summary>
        [Argument(Minimum = 1)]
        public int Width { get; } = width;

        /// <summary>How pixels get their values; Bilinear by default.</summary>
        public Interpolation Interpolation { get; set; }

        /// <summary>Whether the largest middle part with the output's sides is taken, so that nothing is stretched.</summary>
        public bool CropToAspectRatio { get; set; }

        /// <summary>Whether margins give the image the output's sides, so that nothing is stretched.</summary>
        public bool PadToAspectRatio { get; set; }

        /// <summary>What margins are filled with: Keras knows <c>constant</c> alone.</summary>
        public string FillMode { get; set; } = "constant";

        /// <summary>The value of margins; 0 by default.</summary>
        public double FillValue { get; set; }

        /// <summary>Whether the filter widens where an image shrinks, so that all of its pixels count; without effect on Nearest and Area.</summary>
        public bool Antialias { get; set; }

        /// <summary>Where the channels stand; last by default.</summary>
        public DataFormat DataFormat { get; set; }
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="ResizingAttribute"/>.</summary>
    public sealed partial record ResizingSpec : LayerSpec
    {
        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs)
        {
            var image = SpatialShape.Of(inputs[0].Shape, axes: 2, DataFormat);
            var (height, width) = (image.Sizes[0], image.Sizes[1]);
            var (rows, columns) = CropToAspectRatio
                ? (ResizeWindow.Cropped(height, width, Height, Width), ResizeWindow.Cropped(width, height, Width, Height))
                : PadToAspectRatio
                    ? (ResizeWindow.Padded(height, width, Height, Width), ResizeWindow.Padded(width, height, Width, Height))
                    : (ResizeWindow.Whole(height, Height), ResizeWindow.Whole(width, Width));
            return new(
                new SpatialShape(EquatableArray.Of(Height, Width), image.Channels).ToShape(DataFormat),
                EquatableArray<VariableSpec>.Empty,
                ResizeWindow.Constants(image, DataFormat, rows, columns, Interpolation, Antialias, FillValue));
        }

        partial void Check()
        {
            if (FillMode != "constant")
                throw SpecException.Of("fill_mode", $"is {FillMode} and must be constant");
            if (CropToAspectRatio && PadToAspectRatio)
                throw SpecException.Of("pad_to_aspect_ratio", $"and {new ArgumentName("crop_to_aspect_ratio")} can't both be set; leave one of them out");
        }
    }
}
