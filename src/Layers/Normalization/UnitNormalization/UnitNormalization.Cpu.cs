using System.Numerics;
using System.Numerics.Tensors;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of a call of a UnitNormalization layer.</summary>
public interface IUnitNormalizationShape : IReductionShape;

/// <summary>Unit normalization on the CPU. 1 / norm of each group is kept for the backward pass.</summary>
public static unsafe class UnitNormalizationKernel<TShape>
    where TShape : struct, IUnitNormalizationShape
{
    private const int ParallelPiece = 8 * 1024;
    private const float LeastSquare = 1e-24f;

    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, TensorRef input, TensorRef output) => ForwardTraining(pass, input, output, saved: default);

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in Pass pass, TensorRef input, TensorRef output, TensorRef saved)
    {
        var blocks = new Blocks { Input = input.Pointer, Output = output.Pointer, Saved = saved.Pointer, Split = Split(pass) };
        blocks.Split.Run(pass.Workers, ref blocks);
    }

    /// <summary>Gradients.</summary>
    public static void Backward(in Pass pass, TensorRef input, TensorRef output, TensorRef saved, TensorRef outputGradient, TensorRef inputGradient)
    {
        if (inputGradient.IsNone)
            return;
        var blocks = new UnitNormalizationBackward<TShape>
        {
            Output = output.Pointer,
            Saved = saved.Pointer,
            OutputGradient = outputGradient.Pointer,
            InputGradient = inputGradient.Pointer,
            Split = Split(pass),
        };
        blocks.Split.Run(pass.Workers, ref blocks);
    }

    private static WorkSplit Split(in Pass pass) =>
        new(pass.Rows * (nint)Reduction<TShape>.BlocksPerRow, 1, Math.Max(1, ParallelPiece / (Reduction<TShape>.GroupSize * TShape.Lanes)));

    private struct Blocks : IParallelBody
    {
        public float* Input;
        public float* Output;
        public float* Saved;
        public WorkSplit Split;

        public readonly void Invoke(int index, int worker)
        {
            var (start, count) = Split[index];
            for (var block = start; block < start + count; block++)
            {
                var offset = Reduction<TShape>.BlockOffset((int)block);
                if (TShape.Lanes > 1)
                    Lanes(Input + offset, Output + offset, block * TShape.Lanes);
                else
                    Runs(Input + offset, Output + offset, block);
            }
        }

        private readonly void Runs(float* input, float* output, nint group)
        {
            var square = 0f;
            for (var member = 0; member < Reduction<TShape>.Members; member++)
            {
                var at = Reduction<TShape>.MemberOffset(member);
                square += Sums.Dot(input + at, input + at, TShape.Run);
            }
            var inverse = 1 / MathF.Sqrt(MathF.Max(square, LeastSquare));
            if (Saved != null)
                Saved[group] = inverse;
            for (var member = 0; member < Reduction<TShape>.Members; member++)
            {
                var at = Reduction<TShape>.MemberOffset(member);
                TensorPrimitives.Multiply(new ReadOnlySpan<float>(input + at, TShape.Run), inverse, new Span<float>(output + at, TShape.Run));
            }
        }

        private readonly void Lanes(float* input, float* output, nint group)
        {
            for (var lane = 0; lane < TShape.Lanes; lane += Vector<float>.Count)
            {
                var lanes = Math.Min(Vector<float>.Count, TShape.Lanes - lane);
                var square = Vector<float>.Zero;
                for (var member = 0; member < Reduction<TShape>.Members; member++)
                {
                    var x = Elementwise.LoadPart(input + lane + Reduction<TShape>.MemberOffset(member), lanes);
                    square = Vector.FusedMultiplyAdd(x, x, square);
                }
                var inverse = Vector<float>.One / Vector.SquareRoot(Vector.Max(square, Vector.Create(LeastSquare)));
                if (Saved != null)
                    Elementwise.StorePart(inverse, Saved + group + lane, lanes);
                for (var member = 0; member < Reduction<TShape>.Members; member++)
                {
                    var at = lane + Reduction<TShape>.MemberOffset(member);
                    Elementwise.StorePart(Elementwise.LoadPart(input + at, lanes) * inverse, output + at, lanes);
                }
            }
        }
    }
}
