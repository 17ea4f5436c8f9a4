using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// A 3D convolution: <c>activation(input ∗ kernel + bias)</c>. Input (batch, depth, height, width, n), output (batch, new depth, new height, new width, filters);
    /// variables <c>kernel</c> (kernel depth, kernel height, kernel width, n / groups, filters) and <c>bias</c> (filters). Keras: <c>keras.layers.Conv3D</c>.
    /// </summary>
    /// <param name="filters">Number of output channels, at least 1.</param>
    /// <param name="kernelSize">Size of the window: one number for all axes, or depth, height and width.</param>
    [Weight("kernel", Initializer.GlorotUniform)]
    public sealed partial class Conv3DAttribute(int filters, params int[] kernelSize) : ConvolutionAttribute
    {
        /// <summary>Number of output channels.</summary>
        [Argument(ArgumentRole.Structure, Minimum = 1)]
        public int Filters { get; } = filters;

        /// <summary>Size of the window: one number for all axes, or depth, height and width.</summary>
        [Argument(ArgumentRole.Structure, Axes = 3)]
        public int[] KernelSize { get; } = kernelSize;

        /// <summary>Step of the window: <c>Strides = 2</c> or <c>Strides = new[] { 2, 1, 1 }</c>; 1 by default.</summary>
        [Argument(Axes = 3, Default = 1)]
        public object? Strides { get; set; }

        /// <summary>Distance between the window's elements: <c>DilationRate = 2</c> or <c>DilationRate = new[] { 2, 1, 1 }</c>; 1 by default.</summary>
        [Argument(Axes = 3, Default = 1)]
        public object? DilationRate { get; set; }

        /// <summary>In how many groups the channels are cut, each convolved with its own filters; 1 by default. It divides both numbers of channels.</summary>
        [Argument(Minimum = 1)]
        public int Groups { get; set; } = 1;
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="Conv3DAttribute"/>.</summary>
    public sealed partial record Conv3DSpec : LayerSpec
    {
        /// <inheritdoc/>
        public override KernelCall KernelCall => ConvolutionWindow.Kernels;

        /// <inheritdoc/>
        public override Epilogue TakesEpilogue(EquatableArray<TensorType> inputs) => Convolution.Window.Epilogue(Activation);

        /// <inheritdoc/>
        public override bool TakesRunTimeLength => Convolution.Window.KeepsFirstAxis;

        private GroupedConvolution Convolution => new(
            new(KernelSize, Strides, DilationRate, Padding, DataFormat), Filters, Groups, Activation, Kernel, UseBias ? Bias : null);

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs) => Convolution.Infer(inputs[0]);

        partial void Check() => Convolution.Check();
    }
}
