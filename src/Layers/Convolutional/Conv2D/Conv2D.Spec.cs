using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// A 2D convolution: <c>activation(input ∗ kernel + bias)</c>. Input (batch, height, width, n), output (batch, new height, new width, filters);
    /// variables <c>kernel</c> (kernel height, kernel width, n / groups, filters) and <c>bias</c> (filters). Keras: <c>keras.layers.Conv2D</c>.
    /// </summary>
    /// <param name="filters">Number of output channels, at least 1.</param>
    /// <param name="kernelSize">Size of the window: one number for both axes, or height and width.</param>
    public sealed class Conv2DAttribute(int filters, params int[] kernelSize) : LayerAttribute
    {
        /// <summary>Number of output channels.</summary>
        public int Filters { get; } = filters;

        /// <summary>Size of the window: one number for both axes, or height and width.</summary>
        public int[] KernelSize { get; } = kernelSize;

        /// <summary>Step of the window: <c>Strides = 2</c> or <c>Strides = new[] { 2, 1 }</c>; 1 by default.</summary>
        public object? Strides { get; set; }

        /// <summary>What happens at the border; Valid by default.</summary>
        public Padding Padding { get; set; }

        /// <summary>Where the channels stand; last by default.</summary>
        public DataFormat DataFormat { get; set; }

        /// <summary>Distance between the window's elements: <c>DilationRate = 2</c> or <c>DilationRate = new[] { 2, 1 }</c>; 1 by default.</summary>
        public object? DilationRate { get; set; }

        /// <summary>In how many groups the channels are cut, each convolved with its own filters; 1 by default. It divides both numbers of channels.</summary>
        public int Groups { get; set; } = 1;

        /// <summary>Activation of the output; linear by default.</summary>
        public Activation Activation { get; set; }

        /// <summary>Whether a bias is added; true by default.</summary>
        public bool UseBias { get; set; } = true;

        /// <summary>How <c>kernel</c> starts; GlorotUniform by default.</summary>
        public Initializer KernelInitializer { get; set; } = Initializer.GlorotUniform;

        /// <summary>How <c>bias</c> starts; zeros by default.</summary>
        public Initializer BiasInitializer { get; set; } = Initializer.Zeros;

        /// <summary>L1 penalty of <c>kernel</c>: l1·Σ|w| is added to the loss.</summary>
        public double KernelL1 { get; set; }

        /// <summary>L2 penalty of <c>kernel</c>: l2·Σw² is added to the loss.</summary>
        public double KernelL2 { get; set; }

        /// <summary>L1 penalty of <c>bias</c>.</summary>
        public double BiasL1 { get; set; }

        /// <summary>L2 penalty of <c>bias</c>.</summary>
        public double BiasL2 { get; set; }
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="Conv2DAttribute"/>.</summary>
    public sealed record Conv2DSpec(
        int Filters,
        EquatableArray<int> KernelSize,
        EquatableArray<int> Strides,
        Padding Padding,
        DataFormat DataFormat,
        EquatableArray<int> DilationRate,
        int Groups,
        Activation Activation,
        bool UseBias,
        WeightArguments Kernel,
        WeightArguments Bias) : LayerSpec
    {
        private static readonly EquatableArray<int> s_one = EquatableArray.Of(1, 1);

        /// <inheritdoc/>
        public override string Kind => "Conv2D";

        /// <inheritdoc/>
        public override EquatableArray<LayerArgument> Arguments => EquatableArray.Of<LayerArgument>(
        [
            new("filters", ArgumentValue.Of(Filters), null, ArgumentRole.Structure),
            new("kernel_size", ArgumentValue.Of(KernelSize), null, ArgumentRole.Structure),
            new("strides", ArgumentValue.Of(Strides), ArgumentValue.Of(s_one), ArgumentRole.Behaviour),
            new("padding", ArgumentValue.Of(Padding), ArgumentValue.Of(Padding.Valid), ArgumentRole.Behaviour),
            new("data_format", ArgumentValue.Of(DataFormat), ArgumentValue.Of(DataFormat.ChannelsLast), ArgumentRole.Behaviour),
            new("dilation_rate", ArgumentValue.Of(DilationRate), ArgumentValue.Of(s_one), ArgumentRole.Behaviour),
            new("groups", ArgumentValue.Of(Groups), ArgumentValue.Of(1), ArgumentRole.Behaviour),
            new("activation", ArgumentValue.Of(Activation), ArgumentValue.Of(Activation.Linear), ArgumentRole.Behaviour),
            new("use_bias", ArgumentValue.Of(UseBias), ArgumentValue.Of(true), ArgumentRole.Structure),
            .. Kernel.Arguments("kernel", Initializer.GlorotUniform),
            .. Bias.Arguments("bias", Initializer.Zeros),
        ]);

        /// <summary>Reads the arguments.</summary>
        public static Conv2DSpec Create(LayerArguments arguments)
        {
            var spec = new Conv2DSpec(
                arguments.Int32("filters", minimum: 1),
                arguments.Window("kernel_size", 2) ?? throw new SpecException("kernel_size is missing", "kernel_size"),
                arguments.Window("strides", 2) ?? s_one,
                arguments.Member("padding", Padding.Valid),
                arguments.Member("data_format", DataFormat.ChannelsLast),
                arguments.Window("dilation_rate", 2) ?? s_one,
                arguments.Int32("groups", 1, 1),
                arguments.Member("activation", Activation.Linear),
                arguments.Boolean("use_bias", true),
                WeightArguments.Read(arguments, "kernel", Initializer.GlorotUniform),
                WeightArguments.Read(arguments, "bias", Initializer.Zeros));
            if (spec.Filters % spec.Groups != 0)
                throw new SpecException($"groups is {spec.Groups} and must divide filters, which is {spec.Filters}", "groups");
            if (spec.Strides.Any(static s => s > 1) && spec.DilationRate.Any(static d => d > 1))
            {
                throw new SpecException(
                    $"strides {ArgumentValue.Of(spec.Strides).Contract} and dilation_rate {ArgumentValue.Of(spec.DilationRate).Contract} can't both be above 1; leave one of them at 1",
                    "dilation_rate");
            }
            return spec;
        }

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorShape> inputs)
        {
            var input = ImageShape.Of(inputs[0], DataFormat);
            if (input.Channels % Groups != 0)
                throw new SpecException($"groups is {Groups} and must divide the input's channels, which are {input.Channels}", "groups");
            var rows = WindowAxis.Of("height", input.Height, KernelSize[0], Strides[0], DilationRate[0], Padding, "kernel_size");
            var columns = WindowAxis.Of("width", input.Width, KernelSize[1], Strides[1], DilationRate[1], Padding, "kernel_size");
            var output = new ImageShape(rows.Output, columns.Output, Filters).ToShape(DataFormat);
            var activation = ActivationSpec.Of(Activation, output);
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
    }
}
