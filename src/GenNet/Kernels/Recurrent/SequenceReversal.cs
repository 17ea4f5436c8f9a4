using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of a call that reverses a sequence.</summary>
public interface ISequenceReversalShape
{
    /// <summary>Its steps; the largest number of them with <see cref="HasRunTimeLength"/>.</summary>
    static abstract int Steps { get; }

    /// <summary>Whether there are as many steps as the run's length says.</summary>
    static abstract bool HasRunTimeLength { get; }

    /// <summary>Bytes of a step.</summary>
    static abstract int StepBytes { get; }
}

/// <summary>The steps of a sequence in reverse order, on the CPU.</summary>
public static unsafe class SequenceReversalKernel<TShape>
    where TShape : struct, ISequenceReversalShape
{
    private const int ParallelPiece = 64 * 1024;

    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, TensorRef input, TensorRef output)
    {
        var count = TShape.HasRunTimeLength ? pass.Length : TShape.Steps;
        var steps = new ReversedSteps
        {
            Input = (byte*)input.Pointer, Output = (byte*)output.Pointer, Count = count, Split = new((nint)pass.Rows * count * TShape.StepBytes, TShape.StepBytes, ParallelPiece),
        };
        steps.Split.Run(pass.Workers, ref steps);
    }

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in Pass pass, TensorRef input, TensorRef output) => Forward(pass, input, output);

    /// <summary>The gradient of the input: that of the output, reversed again.</summary>
    public static void Backward(in Pass pass, TensorRef input, TensorRef output, TensorRef outputGradient, TensorRef inputGradient)
    {
        if (!inputGradient.IsNone)
            Forward(pass, outputGradient, inputGradient);
    }

    private struct ReversedSteps : IParallelBody
    {
        public byte* Input;
        public byte* Output;
        public int Count;
        public WorkSplit Split;

        public readonly void Invoke(int index, int worker)
        {
            var (start, bytes) = Split[index];
            for (var step = start / TShape.StepBytes; step < (start + bytes) / TShape.StepBytes; step++)
            {
                var (row, time) = (step / Count, step % Count);
                var from = ((row * Count) + (Count - 1 - time)) * TShape.StepBytes;
                new ReadOnlySpan<byte>(Input + from, TShape.StepBytes).CopyTo(new(Output + (step * TShape.StepBytes), TShape.StepBytes));
            }
        }
    }
}
