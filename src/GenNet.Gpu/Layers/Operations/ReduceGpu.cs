using GenNet.Gpu.Kernels;

namespace GenNet.Layers;

/// <summary>What becomes of the elements along some axes, on GPUs.</summary>
public static class ReduceGpu<TShape>
    where TShape : struct, IReduceShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output)
    {
        var groups = ReductionGroups.Of<TShape>();
        var count = (long)pass.Rows * groups.PerRow;
        switch (TShape.Function)
        {
            case ReduceFunction.Any or ReduceFunction.All:
                pass.LaunchForEach(count, new ConditionsOfGroups
                {
                    Input = input.Rest.Cast<byte>(),
                    Output = output.Rest.Cast<byte>(),
                    Groups = groups,
                    IsAll = TShape.Function == ReduceFunction.All ? 1 : 0,
                    Count = count,
                });
                break;
            case ReduceFunction.Argmax or ReduceFunction.Argmin or ReduceFunction.CountNonzero:
                pass.LaunchForEach(count, new PlacesInGroups { Input = input.Rest, Output = output.Rest.Cast<int>(), Groups = groups, Function = TShape.Function, Count = count });
                break;
            default:
                var lanes = ReductionGroups.LanesOf<TShape>(pass, groups.Size);
                lanes.Launch(pass, count, new ReducedGroups { Input = input.Rest, Output = output.Rest, Groups = groups, Function = TShape.Function, Count = count, Lanes = lanes.Count });
                break;
        }
    }

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in GpuPass pass, GpuTensorRef input, GpuTensorRef output) => Forward(pass, input, output);

    /// <summary>Gradients.</summary>
    public static void Backward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output, GpuTensorRef outputGradient, GpuTensorRef inputGradient)
    {
        if (inputGradient.IsNone)
            return;
        var groups = ReductionGroups.Of<TShape>();
        var count = (long)pass.Rows * groups.PerRow;
        var lanes = ReductionGroups.LanesOf<TShape>(pass, groups.Size);
        lanes.Launch(pass, count, new ReducedGroupsBackward
        {
            Input = input.Rest,
            Output = output.Rest,
            OutputGradient = outputGradient.Rest,
            InputGradient = inputGradient.Rest,
            Groups = groups,
            Function = TShape.Function,
            Count = count,
            Lanes = lanes.Count,
        });
    }
}
