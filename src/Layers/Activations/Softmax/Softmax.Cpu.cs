using System.Numerics;
using System.Numerics.Tensors;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of a call of a Softmax layer.</summary>
public interface ISoftmaxShape : IReductionShape;

/// <summary>The softmax along any axes on the CPU.</summary>
public static unsafe class SoftmaxKernel<TShape>
    where TShape : struct, ISoftmaxShape
{
    private const int ParallelPiece = 8 * 1024;

    private static int BlockSize => Reduction<TShape>.GroupSize * TShape.Lanes;

    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, TensorRef input, TensorRef output, TensorRef mask = default)
    {
        var blocks = new Blocks
        {
            Input = input.Pointer,
            Mask = (byte*)mask.Pointer,
            Output = output.Pointer,
            Split = new(pass.Rows * (nint)Reduction<TShape>.BlocksPerRow, 1, Math.Max(1, ParallelPiece / BlockSize)),
        };
        blocks.Split.Run(pass.Workers, ref blocks);
    }

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in Pass pass, TensorRef input, TensorRef output, TensorRef mask = default) =>
        Forward(pass, input, output, mask);

    /// <summary>Gradients. The mask has none; what it keeps out has output 0 and so gradient 0.</summary>
    public static void Backward(
        in Pass pass, TensorRef input, TensorRef output, TensorRef outputGradient, TensorRef inputGradient, TensorRef mask = default)
    {
        if (inputGradient.IsNone)
            return;
        var blocks = new BackwardBlocks
        {
            Output = output.Pointer,
            OutputGradient = outputGradient.Pointer,
            InputGradient = inputGradient.Pointer,
            Split = new(pass.Rows * (nint)Reduction<TShape>.BlocksPerRow, 1, Math.Max(1, ParallelPiece / BlockSize)),
        };
        blocks.Split.Run(pass.Workers, ref blocks);
    }

    private struct Blocks : IParallelBody
    {
        public float* Input;
        public byte* Mask;
        public float* Output;
        public WorkSplit Split;

        public readonly void Invoke(int index, int worker)
        {
            var (start, count) = Split[index];
            for (var block = start; block < start + count; block++)
            {
                var offset = Reduction<TShape>.BlockOffset((int)block);
                var input = Input + offset;
                var output = Output + offset;
                if (Mask != null)
                {
                    SoftmaxMask<TShape>.Apply(input, Mask + offset, output);
                    input = output;
                }
                if (TShape.Lanes > 1)
                    Lanes(input, output);
                else if (TShape.MemberSizes.Length == 0)
                    RowActivations.Softmax(input, output, TShape.Run);
                else
                    Runs(input, output);
            }
        }

        private static void Runs(float* input, float* output)
        {
            var largest = float.NegativeInfinity;
            for (var member = 0; member < Reduction<TShape>.Members; member++)
                largest = Math.Max(largest, TensorPrimitives.Max(new ReadOnlySpan<float>(input + Reduction<TShape>.MemberOffset(member), TShape.Run)));
            var sum = 0f;
            for (var member = 0; member < Reduction<TShape>.Members; member++)
            {
                var at = Reduction<TShape>.MemberOffset(member);
                sum += RowActivations.SumOfExp(input + at, output + at, TShape.Run, largest);
            }
            for (var member = 0; member < Reduction<TShape>.Members; member++)
            {
                var run = new Span<float>(output + Reduction<TShape>.MemberOffset(member), TShape.Run);
                TensorPrimitives.Multiply(run, 1 / sum, run);
            }
        }

        private static void Lanes(float* input, float* output)
        {
            for (var lane = 0; lane < TShape.Lanes; lane += Vector<float>.Count)
            {
                var lanes = Math.Min(Vector<float>.Count, TShape.Lanes - lane);
                var largest = Vector.Create(float.NegativeInfinity);
                for (var member = 0; member < Reduction<TShape>.Members; member++)
                    largest = Vector.Max(largest, Elementwise.LoadPart(input + lane + Reduction<TShape>.MemberOffset(member), lanes));
                var sum = Vector<float>.Zero;
                for (var member = 0; member < Reduction<TShape>.Members; member++)
                {
                    var at = lane + Reduction<TShape>.MemberOffset(member);
                    var e = VectorFunctions.Exp(Elementwise.LoadPart(input + at, lanes) - largest);
                    sum += e;
                    Elementwise.StorePart(e, output + at, lanes);
                }
                for (var member = 0; member < Reduction<TShape>.Members; member++)
                {
                    var at = lane + Reduction<TShape>.MemberOffset(member);
                    Elementwise.StorePart(Elementwise.LoadPart(output + at, lanes) / sum, output + at, lanes);
                }
            }
        }
    }

    private struct BackwardBlocks : IParallelBody
    {
        public float* Output;
        public float* OutputGradient;
        public float* InputGradient;
        public WorkSplit Split;

        public readonly void Invoke(int index, int worker)
        {
            var (start, count) = Split[index];
            for (var block = start; block < start + count; block++)
            {
                var offset = Reduction<TShape>.BlockOffset((int)block);
                if (TShape.Lanes > 1)
                    Lanes(Output + offset, OutputGradient + offset, InputGradient + offset);
                else
                    Runs(Output + offset, OutputGradient + offset, InputGradient + offset);
            }
        }

        private static void Runs(float* output, float* outputGradient, float* inputGradient)
        {
            var dot = 0f;
            for (var member = 0; member < Reduction<TShape>.Members; member++)
            {
                var at = Reduction<TShape>.MemberOffset(member);
                dot += Sums.Dot(output + at, outputGradient + at, TShape.Run);
            }
            for (var member = 0; member < Reduction<TShape>.Members; member++)
            {
                var at = Reduction<TShape>.MemberOffset(member);
                var result = new Span<float>(inputGradient + at, TShape.Run);
                TensorPrimitives.Subtract(new ReadOnlySpan<float>(outputGradient + at, TShape.Run), dot, result);
                TensorPrimitives.Multiply(result, new ReadOnlySpan<float>(output + at, TShape.Run), result);
            }
        }

        private static void Lanes(float* output, float* outputGradient, float* inputGradient)
        {
            for (var lane = 0; lane < TShape.Lanes; lane += Vector<float>.Count)
            {
                var lanes = Math.Min(Vector<float>.Count, TShape.Lanes - lane);
                var dot = Vector<float>.Zero;
                for (var member = 0; member < Reduction<TShape>.Members; member++)
                {
                    var at = lane + Reduction<TShape>.MemberOffset(member);
                    dot = Vector.FusedMultiplyAdd(Elementwise.LoadPart(output + at, lanes), Elementwise.LoadPart(outputGradient + at, lanes), dot);
                }
                for (var member = 0; member < Reduction<TShape>.Members; member++)
                {
                    var at = lane + Reduction<TShape>.MemberOffset(member);
                    var gradient = Elementwise.LoadPart(output + at, lanes) * (Elementwise.LoadPart(outputGradient + at, lanes) - dot);
                    Elementwise.StorePart(gradient, inputGradient + at, lanes);
                }
            }
        }
    }
}
