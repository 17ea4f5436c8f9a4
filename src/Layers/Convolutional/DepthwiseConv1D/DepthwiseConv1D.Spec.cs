using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// A 1D depthwise convolution: <c>activation(input ∗ kernel + bias)</c>, each channel by itself. Input (batch, length, n), output
    /// (batch, new length, n · depthMultiplier); variables <c>kernel</c> (kernel length, n, depthMultiplier) and <c>bias</c> (n · depthMultiplier). Keras: <c>keras.layers.DepthwiseConv1D</c>.
    /// </summary>
    /// <param name="kernelSize">Length of the window, at least 1.</param>
    [Weight("depthwise", Initializer.GlorotUniform)]
    public sealed partial class DepthwiseConv1DAttribute(int kernelSize) : ConvolutionAttribute
    {
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
    /// <summary>What the compiler knows of a <see cref="DepthwiseConv1DAttribute"/>.</summary>
    public sealed partial record DepthwiseConv1DSpec : LayerSpec
    {
        /// <inheritdoc/>
        public override KernelCall KernelCall => ConvolutionWindow.Kernels;

        /// <inheritdoc/>
        public override Epilogue TakesEpilogue(EquatableArray<TensorType> inputs) => Convolution.Window.Epilogue(Activation);

        /// <inheritdoc/>
        public override bool TakesRunTimeLength => Convolution.Window.KeepsFirstAxis;

        private DepthwiseConvolution Convolution => new(
            new(KernelSize, Strides, DilationRate, Padding, DataFormat), DepthMultiplier, Activation, Depthwise, UseBias ? Bias : null);

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs) => Convolution.Infer(inputs[0]);
    }
}
