namespace GenNet.Specs;

/// <summary>How the window of a convolution moves, of any kind and any number of axes.</summary>
/// <param name="KernelSize">Its size along each axis.</param>
/// <param name="Strides">Its steps.</param>
/// <param name="DilationRate">Distances between its elements.</param>
/// <param name="Padding">What happens at the border.</param>
/// <param name="DataFormat">Where the channels stand.</param>
public sealed record ConvolutionWindow(
    EquatableArray<int> KernelSize, EquatableArray<int> Strides, EquatableArray<int> DilationRate, Padding Padding, DataFormat DataFormat)
{
    /// <summary>Kernels of convolutions, depthwise ones included: those have a group for each channel.</summary>
    public static KernelCall Kernels { get; } = new("Convolution");

    /// <summary>Whether there may be padding before the input only.</summary>
    public bool AllowsCausal { get; init; }

    /// <summary>Number of spatial axes.</summary>
    public int Axes => KernelSize.Count;

    /// <summary>
    /// Whether the first axis has as many outputs as inputs whatever its size, so that it may be the model's length at run time.
    /// </summary>
    public bool KeepsFirstAxis =>
        DataFormat == DataFormat.ChannelsLast && Strides[0] == 1 && (Padding != Padding.Valid || KernelSize[0] == 1);

    /// <summary>What the kernels do behind a convolution without an activation of its own.</summary>
    /// <param name="activation">Its activation.</param>
    public Epilogue Epilogue(Activation activation) => activation == Activation.Linear && DataFormat == DataFormat.ChannelsLast
        ? Specs.Epilogue.Scaling | Specs.Epilogue.Sum | Specs.Epilogue.Activation
        : Specs.Epilogue.None;

    /// <summary>The convolution of an input.</summary>
    /// <exception cref="SpecException">The input has another rank, or is smaller than the window without padding.</exception>
    public ConvolutionCall On(TensorType input) => On(input, (axis, size) => Padding == Padding.Causal && AllowsCausal
        ? WindowAxis.Causal(size, KernelSize[axis], Strides[axis], DilationRate[axis])
        : WindowAxis.Of(SpatialShape.AxisName(Axes, axis), size, KernelSize[axis], Strides[axis], DilationRate[axis], Padding, "kernel_size"));

    /// <summary>The transposed convolution of an input.</summary>
    /// <param name="input">The input.</param>
    /// <param name="outputPadding">Keras' <c>output_padding</c>, if it is given.</param>
    /// <exception cref="SpecException">The input has another rank, or the output's size leads to another input.</exception>
    public ConvolutionCall TransposedOn(TensorType input, EquatableArray<int>? outputPadding) => On(input, (axis, size) =>
        WindowAxis.Transposed(size, KernelSize[axis], Strides[axis], DilationRate[axis], Padding, outputPadding?[axis]));

    /// <summary>Refuses strides and dilation at once, as Keras does for all but depthwise convolutions.</summary>
    /// <exception cref="SpecException">Both are above 1.</exception>
    public void CheckStrides()
    {
        if (Strides.Any(static s => s > 1) && DilationRate.Any(static d => d > 1))
        {
            throw SpecException.Of(
                "dilation_rate", $"is {ArgumentValue.Of(DilationRate)} and {new ArgumentName("strides")} is {ArgumentValue.Of(Strides)}, and they can't both be above 1; leave one of them at 1");
        }
    }

    private ConvolutionCall On(TensorType input, Func<int, int, WindowAxis> axisOf)
    {
        var spatial = SpatialShape.Of(input.Shape, Axes, DataFormat);
        return new(this, spatial, spatial.Sizes.Select((size, axis) => axisOf(axis, size)).ToEquatableArray()) { HasRunTimeLength = input.HasRunTimeLength };
    }
}
