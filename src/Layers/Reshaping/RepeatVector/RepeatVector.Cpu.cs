using System.Numerics.Tensors;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of a call of a RepeatVector layer.</summary>
public interface IRepeatVectorShape
{
    /// <summary>How often.</summary>
    static abstract int N { get; }

    /// <summary>Values of a vector.</summary>
    static abstract int Features { get; }

    /// <summary>Bytes of a value.</summary>
    static abstract int ElementSize { get; }
}

/// <summary>Repetition on the CPU.</summary>
public static unsafe class RepeatVectorKernel<TShape>
    where TShape : struct, IRepeatVectorShape
{
    private const int ValuesPerPiece = 16 * 1024;

    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, TensorRef input, TensorRef output) => Run(pass, input, output, isBackward: false);

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in Pass pass, TensorRef input, TensorRef output) => Forward(pass, input, output);

    /// <summary>Gradients: a vector has the sum of its repetitions'.</summary>
    public static void Backward(in Pass pass, TensorRef input, TensorRef output, TensorRef outputGradient, TensorRef inputGradient)
    {
        if (!inputGradient.IsNone)
            Run(pass, inputGradient, outputGradient, isBackward: true);
    }

    private static void Run(in Pass pass, TensorRef vectors, TensorRef repetitions, bool isBackward)
    {
        var rows = new RowsOfBatch
        {
            Vectors = (byte*)vectors.Pointer,
            Repetitions = (byte*)repetitions.Pointer,
            IsBackward = isBackward,
            Split = new(pass.Rows, 1, Math.Max(1, ValuesPerPiece / (TShape.N * TShape.Features))),
        };
        rows.Split.Run(pass.Workers, ref rows);
    }

    private struct RowsOfBatch : IParallelBody
    {
        public byte* Vectors;
        public byte* Repetitions;
        public bool IsBackward;
        public WorkSplit Split;

        public readonly void Invoke(int index, int worker)
        {
            var size = checked(TShape.Features * TShape.ElementSize);
            var (start, count) = Split[index];
            for (var row = start; row < start + count; row++)
            {
                var vector = Vectors + (row * size);
                for (var n = 0; n < TShape.N; n++)
                {
                    var repetition = Repetitions + (((row * TShape.N) + n) * size);
                    if (!IsBackward)
                        new ReadOnlySpan<byte>(vector, size).CopyTo(new(repetition, size));
                    else if (n == 0)
                        new ReadOnlySpan<byte>(repetition, size).CopyTo(new(vector, size));
                    else
                        Add((float*)repetition, (float*)vector);
                }
            }
        }

        private static void Add(float* gradient, float* sum)
        {
            var target = new Span<float>(sum, TShape.Features);
            TensorPrimitives.Add(target, new ReadOnlySpan<float>(gradient, TShape.Features), target);
        }
    }
}
