namespace GenNet.Specs;

/// <summary>
/// A pooling over one, two or three axes, with windows of one size (<see cref="Of"/>) or as many windows as asked for (<see cref="Adaptive"/>). Kernels see three axes, of which those that
/// there aren't have size 1: members of <c>IPoolingShape</c>.
/// </summary>
public static class PoolingShape
{
    private const int KernelAxes = 3;

    private static readonly string[] s_axes = ["Depth", "Height", "Width"];
    private static readonly string[] s_paddings = ["Front", "Top", "Left"];

    /// <summary>The kernels of every max pooling.</summary>
    public static KernelCall Max { get; } = new("MaxPooling");

    /// <summary>The kernels of every average pooling.</summary>
    public static KernelCall Average { get; } = new("AveragePooling");

    /// <summary>A pooling with windows of one size.</summary>
    /// <exception cref="SpecException">The input has another number of axes, or is smaller than the window without padding.</exception>
    public static InferredLayer Of(
        EquatableArray<TensorType> inputs, EquatableArray<int> poolSize, EquatableArray<int> strides, Padding padding, DataFormat format)
    {
        var axes = poolSize.Count;
        var input = SpatialShape.Of(inputs[0].Shape, axes, format);
        return Infer(input, format, isAdaptive: false, [.. Enumerable.Range(0, axes).Select(axis =>
        {
            var window = WindowAxis.Of(SpatialShape.AxisName(axes, axis), input.Sizes[axis], poolSize[axis], strides[axis], 1, padding, "pool_size");
            return new Axis(input.Sizes[axis], window.Output, poolSize[axis], strides[axis], window.PaddingBefore);
        })]);
    }

    /// <summary>
    /// A pooling with <paramref name="outputSize"/> windows, from ⌊i·input / output⌋ up to ⌈(i + 1)·input / output⌉: next to each other where the number divides the input's size, else some
    /// share elements.
    /// </summary>
    /// <exception cref="SpecException">The input has another number of axes.</exception>
    public static InferredLayer Adaptive(EquatableArray<TensorType> inputs, EquatableArray<int> outputSize, DataFormat format)
    {
        var input = SpatialShape.Of(inputs[0].Shape, outputSize.Count, format);
        var axes = input.Sizes.Select((size, axis) => Axis.Adaptive(size, outputSize[axis])).ToArray();
        return Infer(input, format, axes.Any(static axis => axis.Input % axis.Output != 0), axes);
    }

    private static InferredLayer Infer(SpatialShape input, DataFormat format, bool isAdaptive, Axis[] axes)
    {
        var all = Enumerable.Repeat(Axis.None, KernelAxes - axes.Length).Concat(axes).ToArray();
        var output = input with { Sizes = axes.Select(static axis => axis.Output).ToEquatableArray() };
        return new(output.ToShape(format), EquatableArray<VariableSpec>.Empty, EquatableArray.Of<KernelConstant>(
        [
            .. all.Select(static (axis, i) => KernelConstant.Of("Input" + s_axes[i], axis.Input)),
            KernelConstant.Of("Channels", input.Channels),
            .. all.Select(static (axis, i) => KernelConstant.Of("Output" + s_axes[i], axis.Output)),
            .. all.Select(static (axis, i) => KernelConstant.Of("Pool" + s_axes[i], axis.Window)),
            .. all.Select(static (axis, i) => KernelConstant.Of("Stride" + s_axes[i], axis.Stride)),
            .. all.Select(static (axis, i) => KernelConstant.Of("Padding" + s_paddings[i], axis.Padding)),
            KernelConstant.Of("IsAdaptive", isAdaptive),
            KernelConstant.Of("ChannelsFirst", format == DataFormat.ChannelsFirst),
        ]));
    }

    private readonly record struct Axis(int Input, int Output, int Window, int Stride, int Padding)
    {
        public static Axis None => new(1, 1, 1, 1, 0);

        // The largest window; where they are all equal, stride and window are one number.
        public static Axis Adaptive(int input, int output) => input % output == 0
            ? new(input, output, input / output, input / output, 0)
            : new(input, output, Enumerable.Range(0, output).Max(i => (int)((((i + 1L) * input) + output - 1) / output - ((long)i * input / output))), 1, 0);
    }
}
