using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// A 1D transposed convolution: <c>activation(input ∗ᵀ kernel + bias)</c>, where ∗ᵀ is the gradient of a 1D convolution to its input (Zeiler et al., 2010). Input (batch, length, n),
    /// output (batch, new length, filters); variables <c>kernel</c> (kernel length, filters, n) and <c>bias</c> (filters). Keras: <c>keras.layers.Conv1DTranspose</c>.
    /// </summary>
    /// <param name="filters">Number of output channels, at least 1.</param>
    /// <param name="kernelSize">Length of the window, at least 1.</param>
    [Weight("kernel", Initializer.GlorotUniform)]
    public sealed partial class Conv1DTransposeAttribute(int filters, int kernelSize) : ConvolutionAttribute
    {
        /// <summary>Number of output channels.</summary>
        [Argument(ArgumentRole.Structure, Minimum = 1)]
        public int Filters { get; } = filters;

        /// <summary>Length of the window.</summary>
        [Argument(ArgumentRole.Structure, Axes = 1)]
        public int KernelSize { get; } = kernelSize;

        /// <summary>Step of the window over the output; 1 by default.</summary>
        [Argument(Axes = 1, Default = 1)]
        public int Strides { get; set; } = 1;

        /// <summary>
        /// What is added to the size of the output along the axis, less than the stride: with Strides above 1 several sizes lead to the same input. Left out, the output has input · strides
        /// positions with Same, and (input − 1)·strides + the larger of window and stride with Valid.
        /// </summary>
        [Argument(Axes = 1, Minimum = 0, Optional = true)]
        public object? OutputPadding { get; set; }

        /// <summary>Distance between the window's elements; 1 by default.</summary>
        [Argument(Axes = 1, Default = 1)]
        public int DilationRate { get; set; } = 1;
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="Conv1DTransposeAttribute"/>.</summary>
    public sealed partial record Conv1DTransposeSpec : LayerSpec
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
