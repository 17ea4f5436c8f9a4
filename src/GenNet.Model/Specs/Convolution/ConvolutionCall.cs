namespace GenNet.Specs;

/// <summary>A convolution of one input.</summary>
/// <param name="Window">How the window moves.</param>
/// <param name="Input">What it moves over.</param>
/// <param name="Positions">Its positions along each axis.</param>
public sealed record ConvolutionCall(ConvolutionWindow Window, SpatialShape Input, EquatableArray<WindowAxis> Positions)
{
    /// <summary>Whether the first axis is the model's length at run time.</summary>
    public bool HasRunTimeLength { get; init; }

    /// <summary>Number of the output's positions.</summary>
    public int OutputPositions => Positions.Aggregate(1, static (product, axis) => checked(product * axis.Output));

    /// <summary>Shape of a kernel whose last axes are these: (height, width, first, second).</summary>
    public TensorShape KernelShape(int first, int second) => new(Window.KernelSize.Append(first).Append(second).ToEquatableArray());

    /// <summary>What follows for a layer with that many output channels.</summary>
    /// <param name="filters">Channels of the output.</param>
    /// <param name="groups">In how many groups the channels are cut.</param>
    /// <param name="activation">Activation of the output.</param>
    /// <param name="variables">The layer's variables.</param>
    /// <exception cref="SpecException">The activation halves an axis of odd size.</exception>
    public InferredLayer Infer(int filters, int groups, Activation activation, IEnumerable<VariableSpec> variables)
    {
        var linear = new SpatialShape(Positions.Select(static axis => axis.Output).ToEquatableArray(), filters);
        var output = linear.ToShape(Window.DataFormat);
        var activated = ActivationShape.Of(activation, output);
        return new(
            new TensorType(activated.Output) { HasRunTimeLength = HasRunTimeLength },
            variables.ToEquatableArray(),
            Constants(linear, groups, activation))
        {
            SavedPerRow = activated.NeedsInput ? checked((int)output.ElementCount) : 0,
        };
    }

    private EquatableArray<KernelConstant> Constants(SpatialShape output, int groups, Activation activation) => EquatableArray.Of(
        KernelConstant.Of("InputSize", Input.Sizes),
        KernelConstant.Of("Channels", Input.Channels),
        KernelConstant.Of("OutputSize", output.Sizes),
        KernelConstant.Of("Filters", output.Channels),
        KernelConstant.Of("KernelSize", Window.KernelSize),
        KernelConstant.Of("Strides", Window.Strides),
        KernelConstant.Of("DilationRate", Window.DilationRate),
        KernelConstant.Of("PaddingBefore", Positions.Select(static axis => axis.PaddingBefore)),
        KernelConstant.Of("Groups", groups),
        KernelConstant.Of("ChannelsFirst", Window.DataFormat == DataFormat.ChannelsFirst),
        KernelConstant.Of("Activation", activation),
        KernelConstant.Of("HasRunTimeLength", HasRunTimeLength));
}
