using System.Numerics;
using System.Runtime.CompilerServices;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of a call of a LayerNormalization layer.</summary>
public interface ILayerNormalizationShape : IReductionShape
{
    /// <summary>Added to the variance.</summary>
    static abstract float Epsilon { get; }
}

/// <summary>
/// Layer normalization on the CPU. Mean and 1 / √(variance + epsilon) of each group are kept for the backward pass. Variables are indexed by the
/// member of the group and the place in its run.
/// </summary>
public static unsafe class LayerNormalizationKernel<TShape>
    where TShape : struct, ILayerNormalizationShape
{
    private const int ParallelPiece = 8 * 1024;

    private static int BlockSize => Reduction<TShape>.GroupSize * TShape.Lanes;

    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, TensorRef input, TensorRef output, TensorRef gamma = default, TensorRef beta = default) =>
        ForwardTraining(pass, input, output, saved: default, gamma, beta);

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(
        in Pass pass, TensorRef input, TensorRef output, TensorRef saved, TensorRef gamma = default, TensorRef beta = default)
    {
        var blocks = new Blocks
        {
            Input = input.Pointer,
            Output = output.Pointer,
            Gamma = gamma.Pointer,
            Beta = beta.Pointer,
            Saved = saved.Pointer,
            Split = Split(pass),
        };
        blocks.Split.Run(pass.Workers, ref blocks);
    }

    /// <summary>Gradients.</summary>
    public static void Backward(
        in Pass pass,
        TensorRef input,
        TensorRef output,
        TensorRef saved,
        TensorRef outputGradient,
        TensorRef inputGradient,
        TensorRef gamma = default,
        TensorRef beta = default,
        TensorRef gammaGradient = default,
        TensorRef betaGradient = default)
    {
        LayerNormalizationVariables<TShape>.AddGradients(
            pass, input.Pointer, saved.Pointer, outputGradient.Pointer, gammaGradient.Pointer, betaGradient.Pointer);
        if (inputGradient.IsNone)
            return;
        var blocks = new LayerNormalizationBackward<TShape>
        {
            Input = input.Pointer,
            Gamma = gamma.Pointer,
            Saved = saved.Pointer,
            OutputGradient = outputGradient.Pointer,
            InputGradient = inputGradient.Pointer,
            Split = Split(pass),
        };
        blocks.Split.Run(pass.Workers, ref blocks);
    }

    private static WorkSplit Split(in Pass pass) =>
        new(pass.Rows * (nint)Reduction<TShape>.BlocksPerRow, 1, Math.Max(1, ParallelPiece / BlockSize));

    private struct Blocks : IParallelBody
    {
        public float* Input;
        public float* Output;
        public float* Gamma;
        public float* Beta;
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
            var sum = 0f;
            for (var member = 0; member < Reduction<TShape>.Members; member++)
                sum += Sums.Sum(input + Reduction<TShape>.MemberOffset(member), TShape.Run);
            var mean = sum / Reduction<TShape>.GroupSize;
            float differences = 0, squares = 0;
            for (var member = 0; member < Reduction<TShape>.Members; member++)
            {
                var (difference, square) = Sums.Differences(input + Reduction<TShape>.MemberOffset(member), mean, TShape.Run);
                differences += difference;
                squares += square;
            }
            // The differences' own mean is the rounding error of the mean.
            var correction = differences / Reduction<TShape>.GroupSize;
            mean += correction;
            var variance = MathF.Max((squares / Reduction<TShape>.GroupSize) - (correction * correction), 0);
            var inverse = 1 / MathF.Sqrt(variance + TShape.Epsilon);
            if (Saved != null)
                (Saved[2 * group], Saved[(2 * group) + 1]) = (mean, inverse);
            for (var member = 0; member < Reduction<TShape>.Members; member++)
                Normalize(input + Reduction<TShape>.MemberOffset(member), output + Reduction<TShape>.MemberOffset(member), member * TShape.Run, mean, inverse);
        }

        private readonly void Normalize(float* input, float* output, int variable, float mean, float inverse)
        {
            var i = 0;
            for (; i <= TShape.Run - Vector<float>.Count; i += Vector<float>.Count)
                Normalize(input + i, output + i, variable + i, Vector<float>.Count, Vector.Create(mean), Vector.Create(inverse));
            if (i < TShape.Run)
                Normalize(input + i, output + i, variable + i, TShape.Run - i, Vector.Create(mean), Vector.Create(inverse));
        }

        // Inlined where the length is a constant, so that whole vectors are loaded without a question.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly void Normalize(float* input, float* output, int variable, int length, Vector<float> mean, Vector<float> inverse)
        {
            var y = (Elementwise.LoadPart(input, length) - mean) * inverse;
            if (Gamma != null)
                y *= Elementwise.LoadPart(Gamma + variable, length);
            if (Beta != null)
                y += Elementwise.LoadPart(Beta + variable, length);
            Elementwise.StorePart(y, output, length);
        }

        private readonly void Lanes(float* input, float* output, nint group)
        {
            for (var lane = 0; lane < TShape.Lanes; lane += Vector<float>.Count)
            {
                var lanes = Math.Min(Vector<float>.Count, TShape.Lanes - lane);
                var sum = Vector<float>.Zero;
                for (var member = 0; member < Reduction<TShape>.Members; member++)
                    sum += Elementwise.LoadPart(input + lane + Reduction<TShape>.MemberOffset(member), lanes);
                var size = Vector.Create((float)Reduction<TShape>.GroupSize);
                var mean = sum / size;
                Vector<float> differences = default, squares = default;
                for (var member = 0; member < Reduction<TShape>.Members; member++)
                {
                    var difference = Elementwise.LoadPart(input + lane + Reduction<TShape>.MemberOffset(member), lanes) - mean;
                    differences += difference;
                    squares = Vector.FusedMultiplyAdd(difference, difference, squares);
                }
                var correction = differences / size;
                mean += correction;
                var variance = Vector.Max((squares / size) - (correction * correction), Vector<float>.Zero);
                var inverse = Vector<float>.One / Vector.SquareRoot(variance + Vector.Create(TShape.Epsilon));
                for (var k = 0; Saved != null && k < lanes; k++)
                    (Saved[2 * (group + lane + k)], Saved[(2 * (group + lane + k)) + 1]) = (mean[k], inverse[k]);
                for (var member = 0; member < Reduction<TShape>.Members; member++)
                {
                    var at = lane + Reduction<TShape>.MemberOffset(member);
                    var y = (Elementwise.LoadPart(input + at, lanes) - mean) * inverse;
                    if (Gamma != null)
                        y *= Vector.Create(Gamma[member]);
                    if (Beta != null)
                        y += Vector.Create(Beta[member]);
                    Elementwise.StorePart(y, output + at, lanes);
                }
            }
        }
    }
}
