using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of a call that reverses a sequence.</summary>
public interface ISequenceReversalShape
{
    /// <summary>Its steps.</summary>
    static abstract int Steps { get; }

    /// <summary>Values a step.</summary>
    static abstract int StepSize { get; }
}

/// <summary>The steps of a sequence in reverse order, on the CPU.</summary>
public static unsafe class SequenceReversalKernel<TShape>
    where TShape : struct, ISequenceReversalShape
{
    private const int ParallelPiece = 16 * 1024;

    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, TensorRef input, TensorRef output)
    {
        var steps = new ReversedSteps
        {
            Input = input.Pointer, Output = output.Pointer, Split = new((nint)pass.Rows * TShape.Steps * TShape.StepSize, TShape.StepSize, ParallelPiece),
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
        public float* Input;
        public float* Output;
        public WorkSplit Split;

        public readonly void Invoke(int index, int worker)
        {
            var (start, count) = Split[index];
            for (var step = start / TShape.StepSize; step < (start + count) / TShape.StepSize; step++)
            {
                var (row, time) = (step / TShape.Steps, step % TShape.Steps);
                var from = ((row * TShape.Steps) + (TShape.Steps - 1 - time)) * TShape.StepSize;
                new ReadOnlySpan<float>(Input + from, TShape.StepSize).CopyTo(new(Output + (step * TShape.StepSize), TShape.StepSize));
            }
        }
    }
}
