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
            case sizeof(byte): Join<byte>(pass, inputs, output, words: 1); break;
            case sizeof(float): Join<float>(pass, inputs, output, words: 1); break;
            // Eight bytes may lie where a device doesn't read them at once.
            default: Join<float>(pass, inputs, output, words: 2); break;
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

    private static void Join<T>(in GpuPass pass, ReadOnlySpan<GpuTensorRef> inputs, GpuTensorRef output, int words)
        where T : unmanaged
    {
        var (lines, together, start) = (pass.Rows * (long)TShape.Outer, PieceSize() * words, 0);
        for (var input = 0; input < inputs.Length; input++)
        {
            var size = TShape.PieceSizes[input] * words;
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
