using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// A 2D convolution: <c>activation(input ∗ kernel + bias)</c>. Input (batch, height, width, n), output (batch, new height, new width, filters);
    /// variables <c>kernel</c> (kernel height, kernel width, n / groups, filters) and <c>bias</c> (filters). Keras: <c>keras.layers.Conv2D</c>.
    /// </summary>
    /// <param name="filters">Number of output channels, at least 1.</param>
    /// <param name="kernelSize">Size of the window: one number for both axes, or height and width.</param>
    [Weight("kernel", Initializer.GlorotUniform), Weight("bias", Initializer.Zeros)]
    public sealed partial class Conv2DAttribute(int filters, params int[] kernelSize) : LayerAttribute
    {
        /// <summary>Number of output channels.</summary>
        [Argument(ArgumentRole.Structure, Minimum = 1)]
        public int Filters { get; } = filters;

        /// <summary>Size of the window: one number for both axes, or height and width.</summary>
        [Argument(ArgumentRole.Structure, Axes = 2)]
        public int[] KernelSize { get; } = kernelSize;

        /// <summary>Step of the window: <c>Strides = 2</c> or <c>Strides = new[] { 2, 1 }</c>; 1 by default.</summary>
        [Argument(Axes = 2, Default = 1)]
        public object? Strides { get; set; }

        /// <summary>What happens at the border; Valid by default.</summary>
        public Padding Padding { get; set; }

        /// <summary>Where the channels stand; last by default.</summary>
        public DataFormat DataFormat { get; set; }

        /// <summary>Distance between the window's elements: <c>DilationRate = 2</c> or <c>DilationRate = new[] { 2, 1 }</c>; 1 by default.</summary>
        [Argument(Axes = 2, Default = 1)]
        public object? DilationRate { get; set; }

        /// <summary>In how many groups the channels are cut, each convolved with its own filters; 1 by default. It divides both numbers of channels.</summary>
        [Argument(Minimum = 1)]
        public int Groups { get; set; } = 1;

        /// <summary>Activation of the output; linear by default.</summary>
        public Activation Activation { get; set; }

        /// <summary>Whether a bias is added; true by default.</summary>
        [Argument(ArgumentRole.Structure)]
        public bool UseBias { get; set; } = true;
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="Conv2DAttribute"/>.</summary>
    public sealed partial record Conv2DSpec : LayerSpec
    {
        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs)
        {
            var input = ImageShape.Of(inputs[0].Shape, DataFormat);
            if (input.Channels % Groups != 0)
                throw SpecException.Of("groups", $"is {Groups} and must divide the input's channels, which are {input.Channels}");
            var rows = WindowAxis.Of("height", input.Height, KernelSize[0], Strides[0], DilationRate[0], Padding, "kernel_size");
            var columns = WindowAxis.Of("width", input.Width, KernelSize[1], Strides[1], DilationRate[1], Padding, "kernel_size");
            var output = new ImageShape(rows.Output, columns.Output, Filters).ToShape(DataFormat);
            var activation = ActivationShape.Of(Activation, output);
            var variables = new List<VariableSpec>
            {
                Kernel.Variable("kernel", TensorShape.Of(KernelSize[0], KernelSize[1], input.Channels / Groups, Filters)),
            };
            if (UseBias)
                variables.Add(Bias.Variable("bias", TensorShape.Of(Filters)));
            return new(activation.Output, variables.ToEquatableArray(), EquatableArray.Of(
                KernelConstant.Of("InputHeight", input.Height),
                KernelConstant.Of("InputWidth", input.Width),
                KernelConstant.Of("InputChannels", input.Channels),
                KernelConstant.Of("OutputHeight", rows.Output),
                KernelConstant.Of("OutputWidth", columns.Output),
                KernelConstant.Of("Filters", Filters),
                KernelConstant.Of("KernelHeight", KernelSize[0]),
                KernelConstant.Of("KernelWidth", KernelSize[1]),
                KernelConstant.Of("StrideHeight", Strides[0]),
                KernelConstant.Of("StrideWidth", Strides[1]),
                KernelConstant.Of("DilationHeight", DilationRate[0]),
                KernelConstant.Of("DilationWidth", DilationRate[1]),
                KernelConstant.Of("PaddingTop", rows.PaddingBefore),
                KernelConstant.Of("PaddingLeft", columns.PaddingBefore),
                KernelConstant.Of("Groups", Groups),
                KernelConstant.Of("ChannelsFirst", DataFormat == DataFormat.ChannelsFirst),
                KernelConstant.Of("Activation", Activation)))
            {
                SavedPerRow = activation.NeedsInput ? checked((int)output.ElementCount) : 0,
            };
        }

        partial void Check()
        {
            if (Filters % Groups != 0)
                throw SpecException.Of("groups", $"is {Groups} and must divide {new ArgumentName("filters")}, which is {Filters}");
            if (Strides.Any(static s => s > 1) && DilationRate.Any(static d => d > 1))
            {
                throw SpecException.Of(
                    "dilation_rate", $"is {ArgumentValue.Of(DilationRate)} and {new ArgumentName("strides")} is {ArgumentValue.Of(Strides)}, and they can't both be above 1; leave one of them at 1");
            }
        }
    }
}
