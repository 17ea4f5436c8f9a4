namespace GenNet.Specs;

/// <summary>An image of a ConvLSTM's input, wherever its channels stand.</summary>
/// <param name="Sizes">Its sizes.</param>
/// <param name="Channels">Values a pixel.</param>
/// <param name="Axes">How the window moves along each axis.</param>
internal sealed record ConvLSTMImage(IReadOnlyList<int> Sizes, int Channels, IReadOnlyList<WindowAxis> Axes)
{
    /// <summary>Sizes of the states.</summary>
    public IEnumerable<int> StateSizes => Axes.Select(static axis => axis.Output);
}

/// <summary>What a ConvLSTM does at a step: its arguments, whatever the number of axes.</summary>
internal sealed record ConvLSTMStep
{
    private const int Gates = 4;

    public required int Filters { get; init; }

    public required EquatableArray<int> KernelSize { get; init; }

    public required EquatableArray<int> Strides { get; init; }

    public required EquatableArray<int> DilationRate { get; init; }

    public required Padding Padding { get; init; }

    public required DataFormat DataFormat { get; init; }

    public required Activation Activation { get; init; }

    public required Activation RecurrentActivation { get; init; }

    public required bool UseBias { get; init; }

    public required bool UnitForgetBias { get; init; }

    public required double Dropout { get; init; }

    public required double RecurrentDropout { get; init; }

    public required int? Seed { get; init; }

    public required WeightArguments Kernel { get; init; }

    public required WeightArguments Recurrent { get; init; }

    public required WeightArguments Bias { get; init; }

    /// <summary>Axes of an image, without the channels.</summary>
    public int Rank => KernelSize.Count;

    private bool ChannelsFirst => DataFormat == DataFormat.ChannelsFirst;

    /// <summary>Arguments that don't go with each other.</summary>
    /// <exception cref="SpecException">There are such.</exception>
    public void Check()
    {
        if (Strides.Any(static s => s > 1) && DilationRate.Any(static d => d > 1))
        {
            throw SpecException.Of(
                "dilation_rate", $"is {ArgumentValue.Of(DilationRate)} and {new ArgumentName("strides")} is {ArgumentValue.Of(Strides)}, and they can't both be above 1; leave one of them at 1");
        }
    }

    /// <summary>A timestep of the input.</summary>
    /// <exception cref="SpecException">The window doesn't fit it.</exception>
    public ConvLSTMImage ImageOf(TensorShape step)
    {
        int[] sizes = [.. ChannelsFirst ? step.Dimensions.Skip(1) : step.Dimensions.Take(Rank)];
        var axes = sizes.Select((size, i) => WindowAxis.Of(SpatialShape.AxisName(Rank, i), size, KernelSize[i], Strides[i], DilationRate[i], Padding, "kernel_size")).ToArray();
        return new(sizes, step[ChannelsFirst ? 0 : -1], axes);
    }

    /// <summary>States and gates.</summary>
    public GatedCell CellOf(ConvLSTMImage image, EquatableArray<string> states) => new(
        states, TensorShape.Of(ChannelsFirst ? [Filters, .. image.StateSizes] : [.. image.StateSizes, Filters]), Gates)
    {
        KeepsInner = true,
        KeepsGateInputs = GatedCell.NeedsInput(Activation, "activation") | GatedCell.NeedsInput(RecurrentActivation, "recurrent_activation"),
        Dropout = Dropout,
        RecurrentDropout = RecurrentDropout,
        DropoutMasks = Gates,
        Seed = Seed,
    };

    /// <summary>Kernel, recurrent kernel and bias.</summary>
    public IEnumerable<VariableSpec> Variables(int channels)
    {
        yield return Kernel.Variable("kernel", TensorShape.Of([.. KernelSize, channels, checked(Gates * Filters)]));
        yield return Recurrent.Variable("recurrent_kernel", TensorShape.Of([.. KernelSize, Filters, checked(Gates * Filters)]));
        if (UseBias)
            yield return Bias.Variable("bias", TensorShape.Of(checked(Gates * Filters))) with { Ones = UnitForgetBias ? new(Filters, 2 * Filters) : default };
    }

    /// <summary>Members of <c>IConvLSTMShape</c>.</summary>
    public IEnumerable<KernelConstant> Constants(ConvLSTMImage image) =>
    [
        KernelConstant.Of("Activation", Activation),
        KernelConstant.Of("RecurrentActivation", RecurrentActivation),
        KernelConstant.Of("InputSizes", image.Sizes),
        KernelConstant.Of("InputChannels", image.Channels),
        KernelConstant.Of("StateSizes", image.StateSizes),
        KernelConstant.Of("Filters", Filters),
        KernelConstant.Of("KernelSizes", KernelSize),
        KernelConstant.Of("Strides", Strides),
        KernelConstant.Of("Dilations", DilationRate),
        KernelConstant.Of("Paddings", image.Axes.Select(static axis => axis.PaddingBefore)),
        KernelConstant.Of("StatePaddings", KernelSize.Select(static size => (size - 1) / 2)),
        KernelConstant.Of("Ones", KernelSize.Select(static _ => 1)),
        KernelConstant.Of("ChannelsFirst", ChannelsFirst),
    ];
}
