using System.Numerics;
using System.Runtime.CompilerServices;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of a call of a Normalization layer.</summary>
public interface INormalizationShape
{
    /// <summary>Values a row.</summary>
    static abstract int RowSize { get; }

    /// <summary>The input's axes, merged where they behave alike.</summary>
    static abstract ReadOnlySpan<int> Dimensions { get; }

    /// <summary>The distance of neighbours along each of them among means and variances; 0 where they share one.</summary>
    static abstract ReadOnlySpan<int> Strides { get; }

    /// <summary>The means; none where they are variables.</summary>
    static abstract ReadOnlySpan<float> Mean { get; }

    /// <summary>The variances; none where they are variables.</summary>
    static abstract ReadOnlySpan<float> Variance { get; }

    /// <summary>Whether the layer undoes a normalization.</summary>
    static abstract bool Invert { get; }
}

/// <summary>Normalization of features on the CPU.</summary>
public static unsafe class NormalizationKernel<TShape>
    where TShape : struct, INormalizationShape
{
    private const int ParallelPiece = 16 * 1024;

    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, TensorRef input, TensorRef output, TensorRef mean = default, TensorRef variance = default, TensorRef count = default) =>
        Run(pass, input, output, mean, variance, isGradient: false);

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in Pass pass, TensorRef input, TensorRef output, TensorRef mean = default, TensorRef variance = default, TensorRef count = default) =>
        Forward(pass, input, output, mean, variance, count);

    /// <summary>Gradients.</summary>
    public static void Backward(
        in Pass pass,
        TensorRef input,
        TensorRef output,
        TensorRef outputGradient,
        TensorRef inputGradient,
        TensorRef mean = default,
        TensorRef variance = default,
        TensorRef count = default)
    {
        if (!inputGradient.IsNone)
            Run(pass, outputGradient, inputGradient, mean, variance, isGradient: true);
    }

    private static void Run(in Pass pass, TensorRef from, TensorRef to, TensorRef mean, TensorRef variance, bool isGradient)
    {
        fixed (float* means = TShape.Mean, variances = TShape.Variance)
        {
            var lines = new Lines
            {
                From = from.Pointer,
                To = to.Pointer,
                Means = mean.IsNone ? means : mean.Pointer,
                Variances = variance.IsNone ? variances : variance.Pointer,
                IsGradient = isGradient,
                Split = new((nint)pass.Rows * TShape.RowSize, LineSize, ParallelPiece),
            };
            lines.Split.Run(pass.Workers, ref lines);
        }
    }

    // A line is the last of the merged axes.
    private static int LineSize => TShape.Dimensions.IsEmpty ? 1 : TShape.Dimensions[^1];

    private struct Lines : IParallelBody
    {
        private const float LeastDeviation = 1e-7f;

        public float* From;
        public float* To;
        public float* Means;
        public float* Variances;
        public bool IsGradient;
        public WorkSplit Split;

        public readonly void Invoke(int index, int worker)
        {
            var (start, count) = Split[index];
            var isShared = TShape.Strides.IsEmpty || TShape.Strides[^1] == 0;
            for (var at = start; at < start + count; at += LineSize)
            {
                var offset = OffsetOf(at / LineSize);
                var means = Means + offset;
                var variances = Variances + offset;
                for (var i = 0; i < LineSize; i += Vector<float>.Count)
                {
                    var length = Math.Min(Vector<float>.Count, LineSize - i);
                    var (mean, variance) = isShared
                        ? (Vector.Create(*means), Vector.Create(*variances))
                        : (Elementwise.LoadPart(means + i, length), Elementwise.LoadPart(variances + i, length));
                    Elementwise.StorePart(Apply(Elementwise.LoadPart(From + at + i, length), mean, variance), To + at + i, length);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly Vector<float> Apply(Vector<float> x, Vector<float> mean, Vector<float> variance)
        {
            var deviation = Vector.Max(Vector.SquareRoot(variance), Vector.Create(LeastDeviation));
            if (IsGradient)
                return TShape.Invert ? x * deviation : x / deviation;
            return TShape.Invert ? Vector.FusedMultiplyAdd(x, deviation, mean) : (x - mean) / deviation;
        }

        // Where means and variances of a line begin.
        private static nint OffsetOf(nint line)
        {
            nint offset = 0;
            for (var axis = TShape.Dimensions.Length - 2; axis >= 0; axis--)
            {
                (line, var at) = Math.DivRem(line, TShape.Dimensions[axis]);
                offset += at * TShape.Strides[axis];
            }
            return offset;
        }
    }
}
