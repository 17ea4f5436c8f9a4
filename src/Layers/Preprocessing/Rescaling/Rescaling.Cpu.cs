using System.Numerics.Tensors;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of a call of a Rescaling layer.</summary>
public interface IRescalingShape
{
    /// <summary>Values a row.</summary>
    static abstract int RowSize { get; }

    /// <summary>The factor, or one for each element of the last axis.</summary>
    static abstract ReadOnlySpan<float> Scale { get; }

    /// <summary>What is added, or that for each element of the last axis.</summary>
    static abstract ReadOnlySpan<float> Offset { get; }
}

/// <summary>Rescaling on the CPU.</summary>
public static unsafe class RescalingKernel<TShape>
    where TShape : struct, IRescalingShape
{
    private const int PieceSize = 16 * 1024;
    private const int LeastPeriod = 256;

    // The numbers of many lines after each other, so that short ones are worked on together.
    private static readonly int s_line = Math.Max(TShape.Scale.Length, TShape.Offset.Length);
    private static readonly float[] s_scale = Repeated(TShape.Scale);
    private static readonly float[] s_offset = Repeated(TShape.Offset);

    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, TensorRef input, TensorRef output) => Run(pass, input, output, adds: true);

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in Pass pass, TensorRef input, TensorRef output) => Forward(pass, input, output);

    /// <summary>Gradients.</summary>
    public static void Backward(in Pass pass, TensorRef input, TensorRef output, TensorRef outputGradient, TensorRef inputGradient)
    {
        if (!inputGradient.IsNone)
            Run(pass, outputGradient, inputGradient, adds: false);
    }

    private static void Run(in Pass pass, TensorRef from, TensorRef to, bool adds)
    {
        var lines = new Lines { From = from.Pointer, To = to.Pointer, Adds = adds, Split = new((nint)pass.Rows * TShape.RowSize, s_line, PieceSize) };
        lines.Split.Run(pass.Workers, ref lines);
    }

    private static float[] Repeated(ReadOnlySpan<float> values)
    {
        var result = new float[((LeastPeriod + s_line - 1) / s_line) * s_line];
        for (var i = 0; i < result.Length; i++)
            result[i] = values[i % values.Length];
        return result;
    }

    private struct Lines : IParallelBody
    {
        public float* From;
        public float* To;
        public bool Adds;
        public WorkSplit Split;

        public readonly void Invoke(int index, int worker)
        {
            var (start, count) = Split[index];
            for (nint done = 0; done < count; done += s_scale.Length)
            {
                var length = (int)Math.Min(s_scale.Length, count - done);
                var to = new Span<float>(To + start + done, length);
                TensorPrimitives.Multiply(new ReadOnlySpan<float>(From + start + done, length), s_scale.AsSpan(0, length), to);
                if (Adds)
                    TensorPrimitives.Add(to, s_offset.AsSpan(0, length), to);
            }
        }
    }
}
