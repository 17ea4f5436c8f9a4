using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// A 1D convolution: <c>activation(input ∗ kernel + bias)</c>. Input (batch, length, n), output (batch, new length, filters);
    /// variables <c>kernel</c> (kernel length, n / groups, filters) and <c>bias</c> (filters). Keras: <c>keras.layers.Conv1D</c>.
    /// </summary>
    /// <param name="filters">Number of output channels, at least 1.</param>
    /// <param name="kernelSize">Length of the window, at least 1.</param>
    [Weight("kernel", Initializer.GlorotUniform)]
    public sealed partial class Conv1DAttribute(int filters, int kernelSize) : ConvolutionAttribute
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

        /// <summary>Distance between the window's elements; 1 by default.</summary>
        [Argument(Axes = 1, Default = 1)]
        public int DilationRate { get; set; } = 1;

        /// <summary>In how many groups the channels are cut, each convolved with its own filters; 1 by default. It divides both numbers of channels.</summary>
        [Argument(Minimum = 1)]
        public int Groups { get; set; } = 1;
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="Conv1DAttribute"/>.</summary>
    public sealed partial record Conv1DSpec : LayerSpec
    {
        /// <inheritdoc/>
        public override KernelCall KernelCall => ConvolutionWindow.Kernels;

        /// <inheritdoc/>
        public override Epilogue TakesEpilogue(EquatableArray<TensorType> inputs) => Convolution.Window.Epilogue(Activation);

        /// <inheritdoc/>
        public override bool TakesRunTimeLength => Convolution.Window.KeepsFirstAxis;

        private GroupedConvolution Convolution => new(
            new(KernelSize, Strides, DilationRate, Padding, DataFormat) { AllowsCausal = true }, Filters, Groups, Activation, Kernel, UseBias ? Bias : null);

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs) => Convolution.Infer(inputs[0]);

        partial void Check() => Convolution.Check();
    }
}
