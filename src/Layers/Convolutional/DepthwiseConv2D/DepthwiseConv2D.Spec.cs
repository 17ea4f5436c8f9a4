using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// A 2D depthwise convolution: <c>activation(input ∗ kernel + bias)</c>, each channel by itself. Input (batch, height, width, n), output
    /// (batch, new height, new width, n · depthMultiplier); variables <c>kernel</c> (kernel height, kernel width, n, depthMultiplier) and <c>bias</c> (n · depthMultiplier). Keras: <c>keras.layers.DepthwiseConv2D</c>.
    /// </summary>
    /// <param name="kernelSize">Size of the window: one number for both axes, or height and width.</param>
    [Weight("depthwise", Initializer.GlorotUniform)]
    public sealed partial class DepthwiseConv2DAttribute(params int[] kernelSize) : ConvolutionAttribute
    {
        /// <summary>Size of the window: one number for both axes, or height and width.</summary>
        [Argument(ArgumentRole.Structure, Axes = 2)]
        public int[] KernelSize { get; } = kernelSize;

        /// <summary>Step of the window: <c>Strides = 2</c> or <c>Strides = new[] { 2, 1 }</c>; 1 by default.</summary>
        [Argument(Axes = 2, Default = 1)]
        public object? Strides { get; set; }

        /// <summary>Number of output channels of each input channel; 1 by default.</summary>
        [Argument(ArgumentRole.Structure, Minimum = 1)]
        public int DepthMultiplier { get; set; } = 1;

        /// <summary>Distance between the window's elements: <c>DilationRate = 2</c> or <c>DilationRate = new[] { 2, 1 }</c>; 1 by default.</summary>
        [Argument(Axes = 2, Default = 1)]
        public object? DilationRate { get; set; }
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="DepthwiseConv2DAttribute"/>.</summary>
    public sealed partial record DepthwiseConv2DSpec : LayerSpec
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
