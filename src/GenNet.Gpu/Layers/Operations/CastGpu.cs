using GenNet.Gpu.Kernels;

namespace GenNet.Layers;

/// <summary>A change of type on GPUs, among float32, whole numbers and conditions.</summary>
public static class CastGpu<TShape>
    where TShape : struct, ICastShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output)
    {
        var count = (long)pass.Rows * TShape.RowSize;
        pass.LaunchForEach(count, new CastElements
        {
            Input = input.Rest,
            Output = output.Rest,
            InputBytes = input.Rest.Cast<byte>(),
            OutputBytes = output.Rest.Cast<byte>(),
            From = KindOf(TShape.From),
            To = KindOf(TShape.To),
            Count = count,
        });
    }

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in GpuPass pass, GpuTensorRef input, GpuTensorRef output) => Forward(pass, input, output);

    private static ElementKind KindOf(DType type) => type switch
    {
        DType.Int32 => ElementKind.Int32,
        DType.Int64 => ElementKind.Int64,
        DType.Bool => ElementKind.Condition,
        _ => ElementKind.Real,
    };
}
