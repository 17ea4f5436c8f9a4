using System.Numerics;
using System.Runtime.CompilerServices;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of a call of a Dropout layer.</summary>
public interface IDropoutShape
{
    /// <summary>Values a row.</summary>
    static abstract int RowSize { get; }

    /// <summary>The share to drop.</summary>
    static abstract float Rate { get; }

    /// <summary>What kept values are multiplied by: 1 / (1 − rate).</summary>
    static abstract float Scale { get; }

    /// <summary>The input's axes, merged where the mask has one value for each or one for all.</summary>
    static abstract ReadOnlySpan<int> Dimensions { get; }

    /// <summary>The distance of neighbours in the mask along each of them; 0 where all share one value.</summary>
    static abstract ReadOnlySpan<int> MaskStrides { get; }

    /// <summary>The distance of rows in the mask; 0 where all share one.</summary>
    static abstract int BatchMaskStride { get; }

    /// <summary>Whether the layer has a seed of its own.</summary>
    static abstract bool HasSeed { get; }

    /// <summary>That seed.</summary>
    static abstract int Seed { get; }

    /// <summary>Number of the call in the model.</summary>
    static abstract int Stream { get; }
}

/// <summary>
/// Dropout on the CPU. The mask isn't kept: value <i>i</i> of it is a function of seed, step, call and <i>i</i>, and the backward pass draws
/// it again.
/// </summary>
public static unsafe class DropoutKernel<TShape>
    where TShape : struct, IDropoutShape
{
    private const int ParallelPiece = 4 * 1024;

    /// <summary>Inference: the values as they are.</summary>
    public static void Forward(in Pass pass, TensorRef input, TensorRef output) => Values.Copy<float>(pass, input, output, TShape.RowSize);

    /// <summary>Forward in training; the values as they are where the pass is an inference run.</summary>
    public static void ForwardTraining(in Pass pass, TensorRef input, TensorRef output) => Run(pass, input, output);

    /// <summary>Gradients.</summary>
    public static void Backward(in Pass pass, TensorRef input, TensorRef output, TensorRef outputGradient, TensorRef inputGradient)
    {
        if (!inputGradient.IsNone)
            Run(pass, outputGradient, inputGradient);
    }

    private static void Run(in Pass pass, TensorRef from, TensorRef to)
    {
        if (!pass.Training)
        {
            Values.Copy<float>(pass, from, to, TShape.RowSize);
            return;
        }
        var lines = new Lines
        {
            From = from.Pointer,
            To = to.Pointer,
            Key = TShape.HasSeed ? (ulong)TShape.Seed : pass.Seed,
            RandomStream = RandomStreams.Layer(TShape.Stream, pass.Step),
            Split = new((nint)pass.Rows * TShape.RowSize, LineSize, ParallelPiece),
        };
        lines.Split.Run(pass.Workers, ref lines);
    }

    // A line is the last axis, or all axes where every value has a draw of its own.
    private static int LineSize => TShape.Dimensions.Length == 0 ? 1 : TShape.Dimensions[^1];

    private struct Lines : IParallelBody
    {
        private const int WordsAtOnce = 256;

        public float* From;
        public float* To;
        public ulong Key;
        public ulong RandomStream;
        public WorkSplit Split;

        private static uint Threshold => (uint)Math.Min(TShape.Rate * 4294967296.0, uint.MaxValue);

        public readonly void Invoke(int index, int worker)
        {
            var (start, count) = Split[index];
            var isOwn = TShape.MaskStrides.Length == 0 || TShape.MaskStrides[^1] != 0;
            for (var at = start; at < start + count; at += LineSize)
            {
                var mask = (ulong)MaskOffset(at / LineSize);
                if (isOwn)
                    Own(From + at, To + at, mask);
                else
                    Shared(From + at, To + at, mask);
            }
        }

        [SkipLocalsInit]
        private readonly void Own(float* from, float* to, ulong mask)
        {
            Span<uint> words = stackalloc uint[WordsAtOnce];
            var threshold = Vector.Create(Threshold);
            var scale = Vector.Create(TShape.Scale);
            for (var i = 0; i < LineSize;)
            {
                // A counter gives four values, and the line may begin within one.
                var skipped = (int)(mask % 4);
                var count = Math.Min(WordsAtOnce - skipped, LineSize - i);
                Philox.Fill(words[..((skipped + count + 15) & ~15)], Key, mask / 4, RandomStream);
                fixed (uint* drawn = words[skipped..])
                {
                    var k = 0;
                    for (; k <= count - Vector<float>.Count; k += Vector<float>.Count)
                    {
                        var keeps = Vector.GreaterThanOrEqual(Vector.Load(drawn + k), threshold);
                        Vector.Store(Vector.ConditionalSelect(Vector.AsVectorSingle(keeps), Vector.Load(from + i + k) * scale, Vector<float>.Zero), to + i + k);
                    }
                    for (; k < count; k++)
                        to[i + k] = drawn[k] >= Threshold ? from[i + k] * TShape.Scale : 0;
                }
                i += count;
                mask += (ulong)count;
            }
        }

        private readonly void Shared(float* from, float* to, ulong mask)
        {
            var scale = Philox.Words(Key, mask / 4, RandomStream)[(int)(mask % 4)] >= Threshold ? TShape.Scale : 0;
            for (var i = 0; i < LineSize; i++)
                to[i] = scale == 0 ? 0 : from[i] * scale;
        }

        // Where the mask has line number `line` of the batch.
        private static nint MaskOffset(nint line)
        {
            nint offset = 0;
            for (var axis = TShape.Dimensions.Length - 2; axis >= 0; axis--)
            {
                (line, var at) = Math.DivRem(line, TShape.Dimensions[axis]);
                offset += at * TShape.MaskStrides[axis];
            }
            return offset + (line * TShape.BatchMaskStride);
        }
    }
}
