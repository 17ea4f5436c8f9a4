using GenNet.Gpu.Kernels;

namespace GenNet.Layers;

/// <summary>Unit normalization on GPUs. 1 / norm of each group is kept for the backward pass.</summary>
public static class UnitNormalizationGpu<TShape>
    where TShape : struct, IUnitNormalizationShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output) => ForwardTraining(pass, input, output, saved: default);

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in GpuPass pass, GpuTensorRef input, GpuTensorRef output, GpuTensorRef saved)
    {
        var groups = ReductionGroups.Of<TShape>();
        var lanes = ReductionGroups.LanesOf<TShape>(pass, groups.Size);
        var count = (long)pass.Rows * groups.PerRow;
        lanes.Launch(pass, count, new UnitNormalizationForward
        {
            Input = input.Rest, Output = output.Rest, Saved = saved.Or(output).Rest, Groups = groups, Count = count, Lanes = lanes.Count, Saves = saved.IsNone ? 0 : 1,
        });
    }

    /// <summary>Gradients.</summary>
    public static void Backward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output, GpuTensorRef saved, GpuTensorRef outputGradient, GpuTensorRef inputGradient)
    {
        if (inputGradient.IsNone)
            return;
        var groups = ReductionGroups.Of<TShape>();
        var lanes = ReductionGroups.LanesOf<TShape>(pass, groups.Size);
        var count = (long)pass.Rows * groups.PerRow;
        lanes.Launch(pass, count, new UnitNormalizationBackward
        {
            Output = output.Rest, Saved = saved.Rest, OutputGradient = outputGradient.Rest, InputGradient = inputGradient.Rest, Groups = groups, Count = count, Lanes = lanes.Count,
        });
    }
}
