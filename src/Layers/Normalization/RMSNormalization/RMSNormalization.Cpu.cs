using System.Numerics;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of a call of an RMSNormalization layer. A row is (groups, elements of a group).</summary>
public interface IRMSNormalizationShape
{
    /// <summary>Groups of a row, each of which is normalized by itself.</summary>
    static abstract int Groups { get; }

    /// <summary>Elements of a group, which lie side by side.</summary>
    static abstract int GroupSize { get; }

    /// <summary>Added to the mean square.</summary>
    static abstract float Epsilon { get; }
}

/// <summary>Root mean square normalization on the CPU. 1 / √(mean(x²) + epsilon) of each group is kept for the backward pass.</summary>
public static unsafe class RMSNormalizationKernel<TShape>
    where TShape : struct, IRMSNormalizationShape
{
    private const int ParallelPiece = 8 * 1024;

    // Elements of scale that one piece of work sums: two cache lines of each group.
    private const int ScalePiece = 32;

    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, TensorRef input, TensorRef scale, TensorRef output) =>
        ForwardTraining(pass, input, scale, output, saved: default);

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in Pass pass, TensorRef input, TensorRef scale, TensorRef output, TensorRef saved)
    {
        var groups = new GroupsOfBatch
        {
            Input = input.Pointer,
            Scale = scale.Pointer,
            Output = output.Pointer,
            Saved = saved.Pointer,
            Split = Split(pass),
        };
        groups.Split.Run(pass.Workers, ref groups);
    }

    /// <summary>Gradients.</summary>
    public static void Backward(
        in Pass pass,
        TensorRef input,
        TensorRef scale,
        TensorRef output,
        TensorRef saved,
        TensorRef outputGradient,
        TensorRef inputGradient,
        TensorRef scaleGradient)
    {
        if (!scaleGradient.IsNone)
        {
            var elements = new RMSNormalizationScale<TShape>
            {
                Input = input.Pointer,
                Saved = saved.Pointer,
                OutputGradient = outputGradient.Pointer,
                ScaleGradient = scaleGradient.Pointer,
                Groups = checked(pass.Rows * TShape.Groups),
                Split = new(TShape.GroupSize, 1, ScalePiece),
            };
            elements.Split.Run(pass.Workers, ref elements);
        }
        if (inputGradient.IsNone)
            return;
        var groups = new RMSNormalizationBackward<TShape>
        {
            Input = input.Pointer,
            Scale = scale.Pointer,
            Saved = saved.Pointer,
            OutputGradient = outputGradient.Pointer,
            InputGradient = inputGradient.Pointer,
            Split = Split(pass),
        };
        groups.Split.Run(pass.Workers, ref groups);
    }

    private static WorkSplit Split(in Pass pass) =>
        new(pass.Rows * (nint)TShape.Groups, 1, Math.Max(1, ParallelPiece / TShape.GroupSize));

    private struct GroupsOfBatch : IParallelBody
    {
        public float* Input;
        public float* Scale;
        public float* Output;
        public float* Saved;
        public WorkSplit Split;

        public readonly void Invoke(int index, int worker)
        {
            var (start, count) = Split[index];
            for (var group = start; group < start + count; group++)
            {
                var input = Input + (group * TShape.GroupSize);
                var meanSquare = Sums.Dot(input, input, TShape.GroupSize) / TShape.GroupSize;
                var inverse = 1 / MathF.Sqrt(meanSquare + TShape.Epsilon);
                if (Saved != null)
                    Saved[group] = inverse;
                Normalize(input, Output + (group * TShape.GroupSize), inverse);
            }
        }

        private readonly void Normalize(float* input, float* output, float inverse)
        {
            var i = 0;
            for (; i <= TShape.GroupSize - Vector<float>.Count; i += Vector<float>.Count)
                Vector.Store(Vector.Load(input + i) * inverse * Vector.Load(Scale + i), output + i);
            var rest = TShape.GroupSize - i;
            if (rest > 0)
                Elementwise.StorePart(Elementwise.LoadPart(input + i, rest) * inverse * Elementwise.LoadPart(Scale + i, rest), output + i, rest);
        }
    }
}
