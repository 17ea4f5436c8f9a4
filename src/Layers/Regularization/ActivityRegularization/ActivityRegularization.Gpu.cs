using GenNet.Gpu.Kernels;
using ILGPU;

namespace GenNet.Layers;

/// <summary>Activity regularization on GPUs: the penalty is added up on the device, its gradient goes to the input's where the pass counts penalties.</summary>
public static class ActivityRegularizationGpu<TShape>
    where TShape : struct, IActivityRegularizationShape
{
    /// <summary>Inference: the values as they are.</summary>
    public static void Forward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output) => GpuValues.Copy(pass, input, output, Count(pass));

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in GpuPass pass, GpuTensorRef input, GpuTensorRef output)
    {
        Forward(pass, input, output);
        if (pass.Penalty.IsNone)
            return;
        var count = Count(pass);
        var pieces = (int)Math.Clamp(count / (pass.Accelerator.GroupSize * 16L), 1, KernelLaunch.ManyGroups(pass));
        var sums = pass.Workspace(pieces);
        var kernel = new PenaltySums { Values = input.Rest, Sums = sums.Rest, L1 = TShape.L1 / pass.Rows, L2 = TShape.L2 / pass.Rows, Count = count, Pieces = pieces };
        pass.Launch(new Index3D(pieces, 1, 1), pass.Accelerator.GroupSize, kernel);
        GpuColumnSums.SumParts(pass, sums, pieces, pass.Penalty, 1, accumulate: true);
    }

    /// <summary>Gradients.</summary>
    public static void Backward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output, GpuTensorRef outputGradient, GpuTensorRef inputGradient)
    {
        if (inputGradient.IsNone)
            return;
        var (count, factor) = (Count(pass), pass.CountsPenalties ? 1f / pass.Rows : 0);
        pass.LaunchForEach(count, new PenaltyGradients
        {
            Values = input.Rest, OutputGradient = outputGradient.Rest, InputGradient = inputGradient.Rest, L1 = TShape.L1 * factor, L2 = 2 * TShape.L2 * factor, Count = count,
        });
    }

    private static long Count(in GpuPass pass) => (long)pass.Rows * (TShape.LargestLength == 0 ? TShape.RowSize : TShape.RowSize / TShape.LargestLength * pass.Length);
}

/// <summary>l1·Σ|x| + l2·Σx² of a piece of the values, a group of threads a piece.</summary>
internal struct PenaltySums : IGpuKernel<PenaltySums>
{
    public ArrayView<float> Values;
    public ArrayView<float> Sums;
    public float L1;
    public float L2;
    public long Count;
    public int Pieces;

    public static void Run(PenaltySums kernel)
    {
        var shared = SharedMemory.Allocate<float>(Lanes.MaxThreads);
        var end = (Grid.IdxX + 1) * kernel.Count / kernel.Pieces;
        var sum = 0f;
        for (var i = (Grid.IdxX * kernel.Count / kernel.Pieces) + Group.IdxX; i < end; i += Group.DimX)
        {
            var value = kernel.Values[i];
            sum += (kernel.L1 * Bounds.Abs(value)) + (kernel.L2 * value * value);
        }
        sum = Lanes.Sum(sum, Group.DimX, shared);
        if (Group.IdxX == 0)
            kernel.Sums[Grid.IdxX] = sum;
    }
}

/// <summary>The gradient of the input: that of the output, and of the penalty.</summary>
internal struct PenaltyGradients : IGpuKernel<PenaltyGradients>
{
    public ArrayView<float> Values;
    public ArrayView<float> OutputGradient;
    public ArrayView<float> InputGradient;
    public float L1;
    public float L2;
    public long Count;

    public static void Run(PenaltyGradients kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var value = kernel.Values[i];
            var sign = value > 0 ? 1f : value < 0 ? -1f : 0f;
            kernel.InputGradient[i] = kernel.OutputGradient[i] + (kernel.L1 * sign) + (kernel.L2 * value);
        }
    }
}
