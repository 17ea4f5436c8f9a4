using GenNet.Layers;

namespace GenNet.Kernels;

/// <summary>The constants of a call as the kernels take them: axes that it hasn't have size 1.</summary>
internal static class ConvolutionSizes<TShape>
    where TShape : struct, IConvolutionShape
{
    /// <summary>What the activation is over, as Keras has it: the last axis, whatever that is.</summary>
    public static int LastAxis => TShape.ChannelsFirst ? TShape.OutputSize[^1] : TShape.Filters;

    /// <summary>The convolution of a pass' rows.</summary>
    public static ConvolutionShape Of(in Pass pass) => Of(pass.Rows, pass.Length);

    /// <summary>The convolution of <paramref name="rows"/> rows, whose first axis is <paramref name="length"/> where that is known at run time only.</summary>
    public static ConvolutionShape Of(int rows, int length) => Of(rows, length, TShape.InputSize, TShape.Channels, TShape.OutputSize, TShape.Filters, TShape.Groups);

    /// <summary>The convolution whose transpose the call is: from its output to its input.</summary>
    public static ConvolutionShape Transposed(in Pass pass) => Transposed(pass.Rows, pass.Length);

    /// <summary>The same for <paramref name="rows"/> rows.</summary>
    public static ConvolutionShape Transposed(int rows, int length) => Of(rows, length, TShape.OutputSize, TShape.Filters, TShape.InputSize, TShape.Channels, TShape.Groups);

    /// <summary>The depthwise convolution of a separable one, with <paramref name="multiplier"/> values of each channel.</summary>
    public static ConvolutionShape Depthwise(in Pass pass, int multiplier) => Depthwise(pass.Rows, pass.Length, multiplier);

    /// <summary>The same for <paramref name="rows"/> rows.</summary>
    public static ConvolutionShape Depthwise(int rows, int length, int multiplier) =>
        Of(rows, length, TShape.InputSize, TShape.Channels, TShape.OutputSize, TShape.Channels * multiplier, TShape.Channels);

    private static ConvolutionShape Of(int rows, int length, ReadOnlySpan<int> input, int channels, ReadOnlySpan<int> output, int filters, int groups) => new()
    {
        Batch = rows,
        InputDepth = Size(length, input, 3),
        InputHeight = Size(length, input, 2),
        InputWidth = Size(length, input, 1),
        Channels = channels,
        OutputDepth = Size(length, output, 3),
        OutputHeight = Size(length, output, 2),
        OutputWidth = Size(length, output, 1),
        Filters = filters,
        KernelDepth = At(TShape.KernelSize, 3),
        KernelHeight = At(TShape.KernelSize, 2),
        KernelWidth = At(TShape.KernelSize, 1),
        StrideDepth = At(TShape.Strides, 3),
        StrideHeight = At(TShape.Strides, 2),
        StrideWidth = At(TShape.Strides, 1),
        DilationDepth = At(TShape.DilationRate, 3),
        DilationHeight = At(TShape.DilationRate, 2),
        DilationWidth = At(TShape.DilationRate, 1),
        PadFront = At(TShape.PaddingBefore, 3, missing: 0),
        PadTop = At(TShape.PaddingBefore, 2, missing: 0),
        PadLeft = At(TShape.PaddingBefore, 1, missing: 0),
        Groups = groups,
    };

    private static int Size(int length, ReadOnlySpan<int> sizes, int fromEnd) =>
        TShape.HasRunTimeLength && fromEnd == sizes.Length ? length : At(sizes, fromEnd);

    private static int At(ReadOnlySpan<int> values, int fromEnd, int missing = 1) => fromEnd <= values.Length ? values[^fromEnd] : missing;
}
