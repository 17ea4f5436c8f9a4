using GenNet.Gpu.Kernels;
using ILGPU;

namespace GenNet.Layers;

/// <summary>The softmax along any axes on GPUs: rows that lie together by a group of threads each, others by a thread each.</summary>
public static class SoftmaxGpu<TShape>
    where TShape : struct, ISoftmaxShape
{
    private static bool AreRows => TShape.Lanes == 1 && TShape.MemberSizes.Length == 0;

    /// <summary>Inference.</summary>
    public static void Forward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output, GpuTensorRef mask = default)
    {
        var groups = ReductionGroups.Of<TShape>();
        var count = (long)pass.Rows * groups.PerRow;
        if (!mask.IsNone)
        {
            var lanes = ReductionGroups.LanesOf<TShape>(pass, groups.Size);
            lanes.Launch(
                pass, count,
                new SoftmaxMasked { Input = input.Rest, Mask = mask.Rest.Cast<byte>(), Output = output.Rest, Groups = groups, Count = count, Lanes = lanes.Count });
            input = output;
        }
        if (AreRows)
            GpuSoftmax.Forward(pass, input, output, count, TShape.Run);
        else
            pass.LaunchForEach(count, new SoftmaxOfGroups { Input = input.Rest, Output = output.Rest, Groups = groups, Count = count });
    }

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in GpuPass pass, GpuTensorRef input, GpuTensorRef output, GpuTensorRef mask = default) => Forward(pass, input, output, mask);

    /// <summary>Gradients. The mask has none; what it keeps out has output 0 and so gradient 0.</summary>
    public static void Backward(
        in GpuPass pass, GpuTensorRef input, GpuTensorRef output, GpuTensorRef outputGradient, GpuTensorRef inputGradient, GpuTensorRef mask = default)
    {
        if (inputGradient.IsNone)
            return;
        var groups = ReductionGroups.Of<TShape>();
        var count = (long)pass.Rows * groups.PerRow;
        if (AreRows)
            GpuSoftmax.Backward(pass, output, outputGradient, inputGradient, count, TShape.Run);
        else
            pass.LaunchForEach(count, new SoftmaxOfGroupsBackward { Output = output.Rest, OutputGradient = outputGradient.Rest, InputGradient = inputGradient.Rest, Groups = groups, Count = count });
    }
}

/// <summary>The input with −∞ where the mask keeps elements out, unless it keeps out a whole group: then it has no effect, as where Keras adds −10⁹ to all of it.</summary>
internal struct SoftmaxMasked : IGpuKernel<SoftmaxMasked>
{
    public ArrayView<float> Input;
    public ArrayView<byte> Mask;
    public ArrayView<float> Output;
    public ReductionGroups Groups;
    public long Count;
    public int Lanes;

    public static void Run(SoftmaxMasked kernel)
    {
        var shared = SharedMemory.Allocate<float>(Gpu.Kernels.Lanes.MaxThreads);
        var group = RowOfThread.Row(kernel.Lanes);
        var lane = RowOfThread.Lane(kernel.Lanes);
        var isGroup = group < kernel.Count;
        var begin = isGroup ? ReductionGroups.Begin(kernel.Groups, group) : 0;
        var kept = 0f;
        if (isGroup)
        {
            for (var element = lane; element < kernel.Groups.Size; element += kernel.Lanes)
                kept = kernel.Mask[begin + ReductionGroups.Offset(kernel.Groups, element)] != 0 ? 1f : kept;
        }
        kept = Gpu.Kernels.Lanes.Largest(kept, kernel.Lanes, shared);
        if (!isGroup)
            return;
        for (var element = lane; element < kernel.Groups.Size; element += kernel.Lanes)
        {
            var at = begin + ReductionGroups.Offset(kernel.Groups, element);
            kernel.Output[at] = kept > 0 & kernel.Mask[at] == 0 ? float.NegativeInfinity : kernel.Input[at];
        }
    }
}

/// <summary>The softmax of groups of elements, a thread each: <c>e^(x − max) / Σ e^(x − max)</c>.</summary>
internal struct SoftmaxOfGroups : IGpuKernel<SoftmaxOfGroups>
{
    public ArrayView<float> Input;
    public ArrayView<float> Output;
    public ReductionGroups Groups;
    public long Count;

    public static void Run(SoftmaxOfGroups kernel)
    {
        for (var group = Threads.First; group < kernel.Count; group += Threads.Step)
        {
            var begin = ReductionGroups.Begin(kernel.Groups, group);
            var largest = kernel.Input[begin + ReductionGroups.Offset(kernel.Groups, 0)];
            for (var element = 1; element < kernel.Groups.Size; element++)
            {
                var value = kernel.Input[begin + ReductionGroups.Offset(kernel.Groups, element)];
                largest = value > largest ? value : largest;
            }
            var sum = 0f;
            for (var element = 0; element < kernel.Groups.Size; element++)
            {
                var at = begin + ReductionGroups.Offset(kernel.Groups, element);
                var value = Exponentials.Exp(kernel.Input[at] - largest);
                kernel.Output[at] = value;
                sum += value;
            }
            for (var element = 0; element < kernel.Groups.Size; element++)
            {
                var at = begin + ReductionGroups.Offset(kernel.Groups, element);
                kernel.Output[at] /= sum;
            }
        }
    }
}

/// <summary>Its gradient: <c>y · (g − Σ y·g)</c>.</summary>
internal struct SoftmaxOfGroupsBackward : IGpuKernel<SoftmaxOfGroupsBackward>
{
    public ArrayView<float> Output;
    public ArrayView<float> OutputGradient;
    public ArrayView<float> InputGradient;
    public ReductionGroups Groups;
    public long Count;

    public static void Run(SoftmaxOfGroupsBackward kernel)
    {
        for (var group = Threads.First; group < kernel.Count; group += Threads.Step)
        {
            var begin = ReductionGroups.Begin(kernel.Groups, group);
            var sum = 0f;
            for (var element = 0; element < kernel.Groups.Size; element++)
            {
                var at = begin + ReductionGroups.Offset(kernel.Groups, element);
                sum += kernel.Output[at] * kernel.OutputGradient[at];
            }
            for (var element = 0; element < kernel.Groups.Size; element++)
            {
                var at = begin + ReductionGroups.Offset(kernel.Groups, element);
                kernel.InputGradient[at] = kernel.Output[at] * (kernel.OutputGradient[at] - sum);
            }
        }
    }
}
