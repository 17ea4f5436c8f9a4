using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// A 2D transposed convolution: <c>activation(input ∗ᵀ kernel + bias)</c>, where ∗ᵀ is the gradient of a 2D convolution to its input (Zeiler et al., 2010). Input (batch, height, width, n),
    /// output (batch, new height, new width, filters); variables <c>kernel</c> (kernel height, kernel width, filters, n) and <c>bias</c> (filters). Keras: <c>keras.layers.Conv2DTranspose</c>.
    /// </summary>
    /// <param name="filters">Number of output channels, at least 1.</param>
    /// <param name="kernelSize">Size of the window: one number for both axes, or height and width.</param>
    [Weight("kernel", Initializer.GlorotUniform)]
    public sealed partial class Conv2DTransposeAttribute(int filters, params int[] kernelSize) : ConvolutionAttribute
    {
        /// <summary>Number of output channels.</summary>
        [Argument(ArgumentRole.Structure, Minimum = 1)]
        public int Filters { get; } = filters;

        /// <summary>Size of the window: one number for both axes, or height and width.</summary>
        [Argument(ArgumentRole.Structure, Axes = 2)]
        public int[] KernelSize { get; } = kernelSize;

        /// <summary>Step of the window over the output: <c>Strides = 2</c> or <c>Strides = new[] { 2, 1 }</c>; 1 by default.</summary>
        [Argument(Axes = 2, Default = 1)]
        public object? Strides { get; set; }

        /// <summary>
        /// What is added to the size of the output along each axis, less than the stride: with Strides above 1 several sizes lead to the same input. Left out, the output has input · strides
        /// positions with Same, and (input − 1)·strides + the larger of window and stride with Valid.
        /// </summary>
        [Argument(Axes = 2, Minimum = 0, Optional = true)]
        public object? OutputPadding { get; set; }

        /// <summary>Distance between the window's elements: <c>DilationRate = 2</c> or <c>DilationRate = new[] { 2, 1 }</c>; 1 by default.</summary>
        [Argument(Axes = 2, Default = 1)]
        public object? DilationRate { get; set; }
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="Conv2DTransposeAttribute"/>.</summary>
    public sealed partial record Conv2DTransposeSpec : LayerSpec
    {
        /// <inheritdoc/>
        public override KernelCall KernelCall => TransposedConvolution.Kernels;

        /// <inheritdoc/>
        public override bool TakesRunTimeLength => Convolution.Window.KeepsFirstAxis;

        private TransposedConvolution Convolution => new(
            new(KernelSize, Strides, DilationRate, Padding, DataFormat), OutputPadding, Filters, Activation, Kernel, UseBias ? Bias : null);

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs) => Convolution.Infer(inputs[0]);

        partial void Check() => Convolution.Window.CheckStrides();
    }
}
