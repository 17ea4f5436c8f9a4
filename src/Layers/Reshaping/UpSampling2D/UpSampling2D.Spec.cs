using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// Makes each image larger by whole factors: repeats its pixels, or interpolates between them. Input (batch, height, width, channels), output (batch, new height, new width, channels).
    /// Keras: <c>keras.layers.UpSampling2D</c>.
    /// </summary>
    /// <param name="size">How often rows and columns come: one number for both axes, or two; 2 by default.</param>
    public sealed class UpSampling2DAttribute(params int[] size) : LayerAttribute
    {
        /// <summary>How often rows and columns come: one number for both axes, or two; 2 by default.</summary>
        [Argument(Axes = 2, Default = 2)]
        public int[] Size { get; } = size;

        /// <summary>Where the channels stand; last by default.</summary>
        public DataFormat DataFormat { get; set; }

        /// <summary>How pixels get their values; Nearest by default. Keras has no Area here.</summary>
        public Interpolation Interpolation { get; set; } = Interpolation.Nearest;
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of an <see cref="UpSampling2DAttribute"/>.</summary>
    public sealed partial record UpSampling2DSpec : LayerSpec
    {
        /// <inheritdoc/>
        public override bool KeepsType => Interpolation == Interpolation.Nearest;

        /// <inheritdoc/>
        public override KernelCall KernelCall => Interpolation == Interpolation.Nearest ? NearestUpSampling.Kernels : base.KernelCall;

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs)
        {
            if (Interpolation == Interpolation.Nearest)
                return NearestUpSampling.Infer(inputs[0], Size, DataFormat);
            var image = SpatialShape.Of(inputs[0].Shape, axes: 2, DataFormat);
            var output = image with { Sizes = image.Sizes.Zip(Size, static (size, factor) => checked(size * factor)).ToEquatableArray() };
            return new(
                output.ToShape(DataFormat),
                EquatableArray<VariableSpec>.Empty,
                ResizeWindow.Constants(
                    image, DataFormat, ResizeWindow.Whole(image.Sizes[0], output.Sizes[0]), ResizeWindow.Whole(image.Sizes[1], output.Sizes[1]), Interpolation, antialias: false, fill: 0));
        }

        partial void Check()
        {
            if (Interpolation == Interpolation.Area)
                throw SpecException.Of("interpolation", $"is {ArgumentValue.Of(Interpolation.Area)}, which repeats pixels where an image grows by whole factors; use {ArgumentValue.Of(Interpolation.Nearest)}");
        }
    }
}
