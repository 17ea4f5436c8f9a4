using System.Numerics.Tensors;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of a call that merges the outputs of two directions.</summary>
public interface IBidirectionalMergeShape
{
    /// <summary>Steps of the sequences, at most so many with <see cref="HasRunTimeLength"/>; 1 if they are none.</summary>
    static abstract int Steps { get; }

    /// <summary>Whether there are as many steps as the run's length says.</summary>
    static abstract bool HasRunTimeLength { get; }

    /// <summary>Values a step of the layer that goes forward.</summary>
    static abstract int ForwardSize { get; }

    /// <summary>Values a step of the layer that goes backwards.</summary>
    static abstract int BackwardSize { get; }

    /// <summary>How they are merged.</summary>
    static abstract MergeMode MergeMode { get; }
}

/// <summary>The merge of two directions on the CPU. The steps of the second are taken from its end, which is the beginning of time.</summary>
public static unsafe class BidirectionalMergeKernel<TShape>
    where TShape : struct, IBidirectionalMergeShape
{
    private const int ParallelPiece = 16 * 1024;

    private static int Size => TShape.MergeMode == MergeMode.Concat ? TShape.ForwardSize + TShape.BackwardSize : TShape.ForwardSize;

    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, TensorRef forward, TensorRef backward, TensorRef output)
    {
        var steps = new MergedSteps { Forward = forward.Pointer, Backward = backward.Pointer, Output = output.Pointer, Steps = StepsOf(pass), Split = Split(pass) };
        steps.Split.Run(pass.Workers, ref steps);
    }

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in Pass pass, TensorRef forward, TensorRef backward, TensorRef output) => Forward(pass, forward, backward, output);

    /// <summary>Gradients.</summary>
    public static void Backward(
        in Pass pass, TensorRef forward, TensorRef backward, TensorRef output, TensorRef outputGradient, TensorRef forwardGradient, TensorRef backwardGradient)
    {
        var steps = new Gradients
        {
            Forward = forward.Pointer, Backward = backward.Pointer, OutputGradient = outputGradient.Pointer,
            ForwardGradient = forwardGradient.Pointer, BackwardGradient = backwardGradient.Pointer, Steps = StepsOf(pass), Split = Split(pass),
        };
        steps.Split.Run(pass.Workers, ref steps);
    }

    private static int StepsOf(in Pass pass) => TShape.HasRunTimeLength ? pass.Length : TShape.Steps;

    private static WorkSplit Split(in Pass pass) => new((nint)pass.Rows * StepsOf(pass) * Size, Size, ParallelPiece);

    // Where the step of the second direction begins that has the time of the first one's.
    private static nint BackwardOffset(nint step, int steps)
    {
        var (row, time) = (step / steps, step % steps);
        return ((row * steps) + (steps - 1 - time)) * TShape.BackwardSize;
    }

    private struct MergedSteps : IParallelBody
    {
        public float* Forward;
        public float* Backward;
        public float* Output;
        public int Steps;
        public WorkSplit Split;

        public readonly void Invoke(int index, int worker)
        {
            var (start, count) = Split[index];
            for (var step = start / Size; step < (start + count) / Size; step++)
                Merge(new(Forward + (step * TShape.ForwardSize), TShape.ForwardSize), new(Backward + BackwardOffset(step, Steps), TShape.BackwardSize), new(Output + (step * Size), Size));
        }

        private static void Merge(ReadOnlySpan<float> forward, ReadOnlySpan<float> backward, Span<float> output)
        {
            switch (TShape.MergeMode)
            {
                case MergeMode.Concat:
                    forward.CopyTo(output);
                    backward.CopyTo(output[forward.Length..]);
                    break;
                case MergeMode.Mul:
                    TensorPrimitives.Multiply(forward, backward, output);
                    break;
                default:
                    TensorPrimitives.Add(forward, backward, output);
                    if (TShape.MergeMode == MergeMode.Ave)
                        TensorPrimitives.Multiply(output, 0.5f, output);
                    break;
            }
        }
    }

    private struct Gradients : IParallelBody
    {
        public float* Forward;
        public float* Backward;
        public float* OutputGradient;
        public float* ForwardGradient;
        public float* BackwardGradient;
        public int Steps;
        public WorkSplit Split;

        public readonly void Invoke(int index, int worker)
        {
            var (start, count) = Split[index];
            for (var step = start / Size; step < (start + count) / Size; step++)
            {
                var (here, there) = (step * TShape.ForwardSize, BackwardOffset(step, Steps));
                var gradient = new ReadOnlySpan<float>(OutputGradient + (step * Size), Size);
                if (ForwardGradient != null)
                    Set(gradient[..TShape.ForwardSize], Backward + there, new(ForwardGradient + here, TShape.ForwardSize));
                if (BackwardGradient != null)
                    Set(gradient[^TShape.BackwardSize..], Forward + here, new(BackwardGradient + there, TShape.BackwardSize));
            }
        }

        private static void Set(ReadOnlySpan<float> gradient, float* other, Span<float> result)
        {
            if (TShape.MergeMode == MergeMode.Mul)
                TensorPrimitives.Multiply(gradient, new ReadOnlySpan<float>(other, result.Length), result);
            else if (TShape.MergeMode == MergeMode.Ave)
                TensorPrimitives.Multiply(gradient, 0.5f, result);
            else
                gradient.CopyTo(result);
        }
    }
}
