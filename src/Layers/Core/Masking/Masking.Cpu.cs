using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of a call of a Masking layer.</summary>
public interface IMaskingShape
{
    /// <summary>Timesteps a row.</summary>
    static abstract int Timesteps { get; }

    /// <summary>Values a timestep.</summary>
    static abstract int Features { get; }

    /// <summary>The value that padding consists of.</summary>
    static abstract float MaskValue { get; }
}

/// <summary>Masking on the CPU.</summary>
public static unsafe class MaskingKernel<TShape>
    where TShape : struct, IMaskingShape
{
    private const int ParallelPiece = 16 * 1024;

    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, TensorRef input, TensorRef output, TensorRef outputMask = default) =>
        Run(pass, input, input, output, outputMask);

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in Pass pass, TensorRef input, TensorRef output, TensorRef outputMask = default) =>
        Forward(pass, input, output, outputMask);

    /// <summary>Gradients.</summary>
    public static void Backward(
        in Pass pass, TensorRef input, TensorRef output, TensorRef outputGradient, TensorRef inputGradient, TensorRef outputMask = default)
    {
        if (!inputGradient.IsNone)
            Run(pass, input, outputGradient, inputGradient, default);
    }

    // What passes where the input's timestep counts, and 0 elsewhere.
    private static void Run(in Pass pass, TensorRef input, TensorRef from, TensorRef to, TensorRef mask)
    {
        var timesteps = new Timesteps
        {
            Input = input.Pointer,
            From = from.Pointer,
            To = to.Pointer,
            Mask = (byte*)mask.Pointer,
            Split = new((nint)pass.Rows * TShape.Timesteps, 1, Math.Max(1, ParallelPiece / TShape.Features)),
        };
        timesteps.Split.Run(pass.Workers, ref timesteps);
    }

    private struct Timesteps : IParallelBody
    {
        public float* Input;
        public float* From;
        public float* To;
        public byte* Mask;
        public WorkSplit Split;

        public readonly void Invoke(int index, int worker)
        {
            var (start, count) = Split[index];
            for (var at = start; at < start + count; at++)
            {
                var offset = at * TShape.Features;
                // NaN is no padding.
                var counts = new ReadOnlySpan<float>(Input + offset, TShape.Features).ContainsAnyExcept(TShape.MaskValue);
                var target = new Span<float>(To + offset, TShape.Features);
                if (counts)
                    new ReadOnlySpan<float>(From + offset, TShape.Features).CopyTo(target);
                else
                    target.Clear();
                if (Mask != null)
                    Mask[at] = counts ? (byte)1 : (byte)0;
            }
        }
    }
}
