using GenNet.Gpu.Kernels;
using ILGPU;

namespace GenNet.Layers;

/// <summary>The merge of two directions on GPUs. The steps of the second are taken from its end, which is the beginning of time.</summary>
public static class BidirectionalMergeGpu<TShape>
    where TShape : struct, IBidirectionalMergeShape
{
    private static int Size => TShape.MergeMode == MergeMode.Concat ? TShape.ForwardSize + TShape.BackwardSize : TShape.ForwardSize;

    /// <summary>Inference.</summary>
    public static void Forward(in GpuPass pass, GpuTensorRef forward, GpuTensorRef backward, GpuTensorRef output)
    {
        var count = (long)pass.Rows * StepsOf(pass) * Size;
        pass.LaunchForEach(count, new MergedDirections
        {
            Forward = forward.Rest, Backward = backward.Rest, Output = output.Rest, Mode = TShape.MergeMode, Steps = StepsOf(pass), ForwardSize = TShape.ForwardSize,
            BackwardSize = TShape.BackwardSize, Size = Size, Count = count,
        });
    }

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in GpuPass pass, GpuTensorRef forward, GpuTensorRef backward, GpuTensorRef output) => Forward(pass, forward, backward, output);

    /// <summary>Gradients.</summary>
    public static void Backward(
        in GpuPass pass, GpuTensorRef forward, GpuTensorRef backward, GpuTensorRef output, GpuTensorRef outputGradient, GpuTensorRef forwardGradient, GpuTensorRef backwardGradient)
    {
        if (!forwardGradient.IsNone)
            Set(pass, outputGradient, start: 0, backward, TShape.BackwardSize, forwardGradient, TShape.ForwardSize, isReversed: false);
        if (!backwardGradient.IsNone)
            Set(pass, outputGradient, Size - TShape.BackwardSize, forward, TShape.ForwardSize, backwardGradient, TShape.BackwardSize, isReversed: true);
    }

    private static void Set(
        in GpuPass pass, GpuTensorRef outputGradient, int start, GpuTensorRef other, int otherSize, GpuTensorRef gradient, int size, bool isReversed)
    {
        var count = (long)pass.Rows * StepsOf(pass) * size;
        pass.LaunchForEach(count, new DirectionGradients
        {
            OutputGradient = outputGradient.Rest, Other = other.Rest, Gradient = gradient.Rest, Mode = TShape.MergeMode, Steps = StepsOf(pass), OutputSize = Size, Start = start,
            OtherSize = otherSize, Size = size, IsReversed = isReversed ? 1 : 0, Count = count,
        });
    }

    private static int StepsOf(in GpuPass pass) => TShape.HasRunTimeLength ? pass.Length : TShape.Steps;
}

/// <summary>Both directions side by side, or their sum, mean or product.</summary>
internal struct MergedDirections : IGpuKernel<MergedDirections>
{
    public ArrayView<float> Forward;
    public ArrayView<float> Backward;
    public ArrayView<float> Output;
    public MergeMode Mode;
    public int Steps;
    public int ForwardSize;
    public int BackwardSize;
    public int Size;
    public long Count;

    public static void Run(MergedDirections kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var step = i / kernel.Size;
            var at = i - (step * kernel.Size);
            var here = (step * kernel.ForwardSize) + at;
            var there = ReversedStep.Of(step, kernel.Steps) * kernel.BackwardSize;
            if (kernel.Mode == MergeMode.Concat)
                kernel.Output[i] = at < kernel.ForwardSize ? kernel.Forward[here] : kernel.Backward[there + at - kernel.ForwardSize];
            else if (kernel.Mode == MergeMode.Mul)
                kernel.Output[i] = kernel.Forward[here] * kernel.Backward[there + at];
            else
                kernel.Output[i] = (kernel.Forward[here] + kernel.Backward[there + at]) * (kernel.Mode == MergeMode.Ave ? 0.5f : 1f);
        }
    }
}

/// <summary>The gradient of one of both directions.</summary>
internal struct DirectionGradients : IGpuKernel<DirectionGradients>
{
    public ArrayView<float> OutputGradient;

    /// <summary>The other direction's values, which a product is multiplied by.</summary>
    public ArrayView<float> Other;

    public ArrayView<float> Gradient;
    public MergeMode Mode;
    public int Steps;
    public int OutputSize;

    /// <summary>Where the direction's values begin in a step of the output.</summary>
    public int Start;

    public int OtherSize;
    public int Size;

    /// <summary>1 where the direction's steps go against those of the output, else 0.</summary>
    public int IsReversed;

    public long Count;

    public static void Run(DirectionGradients kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var step = i / kernel.Size;
            var at = i - (step * kernel.Size);
            var reversed = ReversedStep.Of(step, kernel.Steps);
            var gradient = kernel.OutputGradient[((kernel.IsReversed != 0 ? reversed : step) * kernel.OutputSize) + kernel.Start + at];
            if (kernel.Mode == MergeMode.Mul)
                gradient *= kernel.Other[(reversed * kernel.OtherSize) + at];
            kernel.Gradient[i] = kernel.Mode == MergeMode.Ave ? gradient * 0.5f : gradient;
        }
    }
}

/// <summary>Steps from the end of their row.</summary>
[GpuKernel]
internal static class ReversedStep
{
    /// <summary>The step of the same row that has so many behind it as <paramref name="step"/> has before it.</summary>
    public static long Of(long step, int steps)
    {
        var first = step / steps * steps;
        return first + steps - 1 - (step - first);
    }
}
