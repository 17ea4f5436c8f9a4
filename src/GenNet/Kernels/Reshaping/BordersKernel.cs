using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of a call of a layer that adds zeros at the ends of spatial axes, or leaves positions out there. A list has a number for each axis.</summary>
public interface IBordersShape
{
    /// <summary>Sizes of the input's axes.</summary>
    static abstract ReadOnlySpan<int> InputSize { get; }

    /// <summary>Sizes of the output's axes.</summary>
    static abstract ReadOnlySpan<int> OutputSize { get; }

    /// <summary>Zeros before the first position; below 0 it is positions that are left out.</summary>
    static abstract ReadOnlySpan<int> Before { get; }

    /// <summary>Planes a row of the batch: channels that stand first.</summary>
    static abstract int Planes { get; }

    /// <summary>Values of a position that lie side by side: channels that stand last.</summary>
    static abstract int PixelSize { get; }

    /// <summary>Bytes of a value.</summary>
    static abstract int ElementSize { get; }
}

/// <summary>Zeros around what there is, or less of it, on the CPU. The gradient of the one is the other.</summary>
public static unsafe class BordersKernel<TShape>
    where TShape : struct, IBordersShape
{
    private const int ParallelPiece = 64 * 1024;

    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, TensorRef input, TensorRef output) => Move(
        pass, input, VolumeSize.Of(TShape.InputSize), output, VolumeSize.Of(TShape.OutputSize), VolumeSize.Of(TShape.Before, missing: 0), TShape.PixelSize * TShape.ElementSize);

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in Pass pass, TensorRef input, TensorRef output) => Forward(pass, input, output);

    /// <summary>Gradients.</summary>
    public static void Backward(in Pass pass, TensorRef input, TensorRef output, TensorRef outputGradient, TensorRef inputGradient)
    {
        if (inputGradient.IsNone)
            return;
        var before = VolumeSize.Of(TShape.Before, missing: 0);
        Move(pass, outputGradient, VolumeSize.Of(TShape.OutputSize), inputGradient, VolumeSize.Of(TShape.InputSize),
            new(-before.Depth, -before.Height, -before.Width), TShape.PixelSize * sizeof(float));
    }

    private static void Move(in Pass pass, TensorRef from, VolumeSize source, TensorRef to, VolumeSize target, VolumeSize before, int pixelBytes)
    {
        var rows = new Rows
        {
            From = (byte*)from.Pointer,
            Source = source,
            To = (byte*)to.Pointer,
            Target = target,
            Before = before,
            PixelBytes = pixelBytes,
            Split = new((nint)pass.Rows * TShape.Planes * target.Rows, 1, Math.Max(1, ParallelPiece / Math.Max(1, target.Width * pixelBytes))),
        };
        rows.Split.Run(pass.Workers, ref rows);
    }

    private struct Rows : IParallelBody
    {
        public byte* From;
        public VolumeSize Source;
        public byte* To;
        public VolumeSize Target;
        public VolumeSize Before;
        public int PixelBytes;
        public WorkSplit Split;

        public readonly void Invoke(int index, int worker)
        {
            var (start, count) = Split[index];
            for (var row = start; row < start + count; row++)
            {
                var (slice, y) = Math.DivRem(row, Target.Height);
                var (plane, z) = Math.DivRem(slice, Target.Depth);
                (y, z) = (y - Before.Height, z - Before.Depth);
                var to = To + (row * Target.Width * PixelBytes);
                if (y >= 0 && y < Source.Height && z >= 0 && z < Source.Depth)
                    Copy(From + ((((((plane * Source.Depth) + z) * Source.Height) + y) * Source.Width) * PixelBytes), to);
                else
                    Bytes(to, Target.Width).Clear();
            }
        }

        private readonly void Copy(byte* from, byte* to)
        {
            var left = Math.Max(0, Before.Width);
            var skipped = Math.Max(0, -Before.Width);
            var pixels = Math.Min(Source.Width - skipped, Target.Width - left);
            Bytes(to, left).Clear();
            Bytes(from + ((nint)skipped * PixelBytes), pixels).CopyTo(Bytes(to + ((nint)left * PixelBytes), pixels));
            Bytes(to + ((nint)(left + pixels) * PixelBytes), Target.Width - left - pixels).Clear();
        }

        private readonly Span<byte> Bytes(byte* first, int pixels) => new(first, checked(pixels * PixelBytes));
    }
}
