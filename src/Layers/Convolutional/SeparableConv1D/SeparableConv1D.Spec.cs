using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// A 1D depthwise convolution and a product at every position: <c>activation((input ∗ depthwiseKernel) · pointwiseKernel + bias)</c>. Input (batch, length, n), output
    /// (batch, new length, filters); variables <c>depthwise_kernel</c> (kernel length, n, depthMultiplier), <c>pointwise_kernel</c> (1, n · depthMultiplier, filters) and <c>bias</c> (filters).
    /// Keras: <c>keras.layers.SeparableConv1D</c>.
    /// </summary>
    /// <param name="filters">Number of output channels, at least 1.</param>
    /// <param name="kernelSize">Length of the window, at least 1.</param>
    [Weight("depthwise", Initializer.GlorotUniform), Weight("pointwise", Initializer.GlorotUniform)]
    public sealed partial class SeparableConv1DAttribute(int filters, int kernelSize) : ConvolutionAttribute
    {
        /// <summary>Number of output channels.</summary>
        [Argument(ArgumentRole.Structure, Minimum = 1)]
        public int Filters { get; } = filters;

        /// <summary>Length of the window.</summary>
        [Argument(ArgumentRole.Structure, Axes = 1)]
        public int KernelSize { get; } = kernelSize;

        /// <summary>Step of the window; 1 by default.</summary>
        [Argument(Axes = 1, Default = 1)]
        public int Strides { get; set; } = 1;

        /// <summary>Number of output channels of each input channel; 1 by default.</summary>
        [Argument(ArgumentRole.Structure, Minimum = 1)]
        public int DepthMultiplier { get; set; } = 1;

        /// <summary>Distance between the window's elements; 1 by default.</summary>
        [Argument(Axes = 1, Default = 1)]
        public int DilationRate { get; set; } = 1;
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="SeparableConv1DAttribute"/>.</summary>
    public sealed partial record SeparableConv1DSpec : LayerSpec
    {
        /// <inheritdoc/>
        public override KernelCall KernelCall => DepthwiseConvolution.SeparableKernels;

        /// <inheritdoc/>
        public override bool TakesRunTimeLength => Convolution.Window.KeepsFirstAxis;

        private DepthwiseConvolution Convolution => new(
            new(KernelSize, Strides, DilationRate, Padding, DataFormat) { AllowsCausal = true }, DepthMultiplier, Activation, Depthwise, UseBias ? Bias : null);

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs) => Convolution.InferSeparable(inputs[0], Filters, Pointwise);
    }
}
