using GenNet.Gpu.Kernels;

namespace GenNet.Layers;

/// <summary>Concatenation on GPUs.</summary>
public static class ConcatenateGpu<TShape>
    where TShape : struct, IConcatenateShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in GpuPass pass, ReadOnlySpan<GpuTensorRef> inputs, GpuTensorRef output)
    {
        switch (TShape.ElementSize)
        {
            case sizeof(byte): Join<byte>(pass, inputs, output); break;
            case sizeof(long): Join<long>(pass, inputs, output); break;
            default: Join<float>(pass, inputs, output); break;
        }
    }

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in GpuPass pass, ReadOnlySpan<GpuTensorRef> inputs, GpuTensorRef output) => Forward(pass, inputs, output);

    /// <summary>Gradients.</summary>
    public static void Backward(
        in GpuPass pass, ReadOnlySpan<GpuTensorRef> inputs, GpuTensorRef output, GpuTensorRef outputGradient, ReadOnlySpan<GpuTensorRef> inputGradients)
    {
        var (lines, together, start) = (pass.Rows * (long)TShape.Outer, PieceSize(), 0);
        for (var input = 0; input < inputGradients.Length; input++)
        {
            var size = TShape.PieceSizes[input];
            if (!inputGradients[input].IsNone)
            {
                var copy = new CopiedLines<float> { From = outputGradient.Rest, To = inputGradients[input].Rest, Size = size, FromStride = together, FromStart = start, ToStride = size, Count = lines * size };
                pass.LaunchForEach(lines * size, copy);
            }
            start += size;
        }
    }

    private static void Join<T>(in GpuPass pass, ReadOnlySpan<GpuTensorRef> inputs, GpuTensorRef output)
        where T : unmanaged
    {
        var (lines, together, start) = (pass.Rows * (long)TShape.Outer, PieceSize(), 0);
        for (var input = 0; input < inputs.Length; input++)
        {
            var size = TShape.PieceSizes[input];
            var copy = new CopiedLines<T>
            {
                From = inputs[input].Elements<T>(lines * size),
                To = output.Elements<T>(lines * together),
                Size = size,
                FromStride = size,
                ToStride = together,
                ToStart = start,
                Count = lines * size,
            };
            pass.LaunchForEach(lines * size, copy);
            start += size;
        }
    }

    private static int PieceSize()
    {
        var sum = 0;
        foreach (var size in TShape.PieceSizes)
            sum += size;
        return sum;
    }
}
