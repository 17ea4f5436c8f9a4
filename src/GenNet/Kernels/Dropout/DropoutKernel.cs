using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of a call of a layer that drops values; see <see cref="Specs.DropoutMask"/>.</summary>
public interface IDropoutShape
{
    /// <summary>Values a row; at most, where the length is known at run time only.</summary>
    static abstract int RowSize { get; }

    /// <summary>Whether the first axis is the model's length at run time; it is the first of <see cref="Dimensions"/> then, by itself.</summary>
    static abstract bool HasRunTimeLength { get; }

    /// <summary>The share to drop.</summary>
    static abstract float Rate { get; }

    /// <summary>What kept values are multiplied by.</summary>
    static abstract float Scale { get; }

    /// <summary>What is added to them then.</summary>
    static abstract float Offset { get; }

    /// <summary>What is put in the place of dropped values.</summary>
    static abstract float Dropped { get; }

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
/// Dropout on the CPU, of whichever kind. The mask isn't kept: value <i>i</i> of it is a function of seed, step, call and <i>i</i>, and the backward pass draws
/// it again.
/// </summary>
public static unsafe class DropoutKernel<TShape>
    where TShape : struct, IDropoutShape
{
    private const int ParallelPiece = 4 * 1024;

    /// <summary>Inference: the values as they are.</summary>
    public static void Forward(in Pass pass, TensorRef input, TensorRef output) => Values.Copy<float>(pass, input, output, RowSizeOf(pass));

    /// <summary>Forward in training; the values as they are where the pass is an inference run.</summary>
    public static void ForwardTraining(in Pass pass, TensorRef input, TensorRef output) => Run(pass, input, output, TShape.Offset, TShape.Dropped);

    /// <summary>Gradients.</summary>
    public static void Backward(in Pass pass, TensorRef input, TensorRef output, TensorRef outputGradient, TensorRef inputGradient)
    {
        if (!inputGradient.IsNone)
            Run(pass, outputGradient, inputGradient, offset: 0, dropped: 0);
    }

    private static void Run(in Pass pass, TensorRef from, TensorRef to, float offset, float dropped)
    {
        if (!pass.Training)
        {
            Values.Copy<float>(pass, from, to, RowSizeOf(pass));
            return;
        }
        var lines = new Lines
        {
            From = from.Pointer,
            To = to.Pointer,
            Offset = offset,
            Dropped = dropped,
            Key = TShape.HasSeed ? (ulong)TShape.Seed : pass.Seed,
            RandomStream = RandomStreams.Layer(TShape.Stream, pass.Step),
            Length = pass.Length,
            Split = new((nint)pass.Rows * RowSizeOf(pass), LineSize, ParallelPiece),
        };
        lines.Split.Run(pass.Workers, ref lines);
    }

    private static int RowSizeOf(in Pass pass) => TShape.HasRunTimeLength ? TShape.RowSize / TShape.Dimensions[0] * pass.Length : TShape.RowSize;

    // A line is the last axis, or all axes where every value has a draw of its own.
    private static int LineSize => TShape.Dimensions.Length == 0 ? 1 : TShape.Dimensions[^1];

    private struct Lines : IParallelBody
    {
        private const int WordsAtOnce = 256;

        public float* From;
        public float* To;
        public float Offset;
        public float Dropped;
        public ulong Key;
        public ulong RandomStream;
        public int Length;
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
            var (scale, offset, dropped) = (Vector.Create(TShape.Scale), Vector.Create(Offset), Vector.Create(Dropped));
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
                        var kept = Vector.FusedMultiplyAdd(Vector.Load(from + i + k), scale, offset);
                        Vector.Store(Vector.ConditionalSelect(Vector.AsVectorSingle(keeps), kept, dropped), to + i + k);
                    }
                    for (; k < count; k++)
                        to[i + k] = drawn[k] >= Threshold ? MathF.FusedMultiplyAdd(from[i + k], TShape.Scale, Offset) : Dropped;
                }
                i += count;
                mask += (ulong)count;
            }
        }

        private readonly void Shared(float* from, float* to, ulong mask)
        {
            var target = new Span<float>(to, LineSize);
            if (Philox.Words(Key, mask / 4, RandomStream)[(int)(mask % 4)] < Threshold)
            {
                target.Fill(Dropped);
                return;
            }
            TensorPrimitives.Multiply(new ReadOnlySpan<float>(from, LineSize), TShape.Scale, target);
            if (Offset != 0)
                TensorPrimitives.Add(target, Offset, target);
        }

        // Where the mask has line number `line` of the batch.
        private readonly nint MaskOffset(nint line)
        {
            nint offset = 0;
            for (var axis = TShape.Dimensions.Length - 2; axis >= 0; axis--)
            {
                (line, var at) = Math.DivRem(line, axis == 0 && TShape.HasRunTimeLength ? Length : TShape.Dimensions[axis]);
                offset += at * TShape.MaskStrides[axis];
            }
            return offset + (line * TShape.BatchMaskStride);
        }
    }
}
