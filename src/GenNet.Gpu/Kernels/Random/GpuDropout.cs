using GenNet.Kernels;
using GenNet.Layers;

namespace GenNet.Gpu.Kernels;

/// <summary>Dropout of whichever kind, with the CPU's masks; see <see cref="DropoutKernel{TShape}"/>.</summary>
/// <typeparam name="TShape">The call's constants.</typeparam>
internal static class GpuDropout<TShape>
    where TShape : struct, IDropoutShape
{
    /// <summary>Inference: the values as they are.</summary>
    public static void Forward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output) => GpuValues.Copy(pass, input, output, (long)pass.Rows * RowSizeOf(pass));

    /// <summary>Forward in training; the values as they are where the pass is an inference run.</summary>
    public static void ForwardTraining(in GpuPass pass, GpuTensorRef input, GpuTensorRef output) => Run(pass, input, output, TShape.Offset, TShape.Dropped);

    /// <summary>The gradient of the input.</summary>
    public static void Backward(in GpuPass pass, GpuTensorRef outputGradient, GpuTensorRef inputGradient)
    {
        if (!inputGradient.IsNone)
            Run(pass, outputGradient, inputGradient, offset: 0, dropped: 0);
    }

    private static void Run(in GpuPass pass, GpuTensorRef from, GpuTensorRef to, float offset, float dropped)
    {
        var rowSize = RowSizeOf(pass);
        var count = (long)pass.Rows * rowSize;
        if (!pass.Training)
        {
            GpuValues.Copy(pass, from, to, count);
            return;
        }
        pass.LaunchForEach(count, new DropoutMasked
        {
            From = from.Rest,
            To = to.Rest,
            Mask = MaskOf(pass),
            Count = count,
            RowSize = rowSize,
            BatchMaskStride = TShape.BatchMaskStride,
            Key = TShape.HasSeed ? (ulong)TShape.Seed : pass.Seed,
            Stream = RandomStreams.Layer(TShape.Stream, pass.Step),
            Threshold = (uint)Math.Min(TShape.Rate * 4294967296.0, uint.MaxValue),
            Scale = TShape.Scale,
            Offset = offset,
            Dropped = dropped,
        });
    }

    // As the CPU's: with a length known at run time the first axis has it, and the mask's strides are those of its bound.
    private static AxisMap MaskOf(in GpuPass pass)
    {
        Span<int> sizes = stackalloc int[TShape.Dimensions.Length];
        TShape.Dimensions.CopyTo(sizes);
        if (TShape.HasRunTimeLength)
            sizes[0] = pass.Length;
        return AxisMap.Of(sizes, TShape.MaskStrides);
    }

    private static int RowSizeOf(in GpuPass pass) => TShape.HasRunTimeLength ? TShape.RowSize / TShape.Dimensions[0] * pass.Length : TShape.RowSize;
}
