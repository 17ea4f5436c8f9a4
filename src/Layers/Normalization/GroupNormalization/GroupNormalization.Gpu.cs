using GenNet.Gpu.Kernels;

namespace GenNet.Layers;

/// <summary>Group normalization on GPUs, each group in one pass. Mean and 1 / √(variance + epsilon) of each are kept for the backward pass.</summary>
public static class GroupNormalizationGpu<TShape>
    where TShape : struct, IGroupNormalizationShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output, GpuTensorRef gamma = default, GpuTensorRef beta = default) =>
        ForwardTraining(pass, input, output, saved: default, gamma, beta);

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in GpuPass pass, GpuTensorRef input, GpuTensorRef output, GpuTensorRef saved, GpuTensorRef gamma = default, GpuTensorRef beta = default)
    {
        var (groups, lanes) = (GroupsOf(pass), LanesOf(pass));
        var count = (long)pass.Rows * TShape.Groups;
        lanes.Launch(pass, count, new GroupNormalizationForward
        {
            Input = input.Rest,
            Output = output.Rest,
            Gamma = gamma.Or(input).Rest,
            Beta = beta.Or(input).Rest,
            Saved = saved.Or(output).Rest,
            Groups = groups,
            Count = count,
            Lanes = lanes.Count,
            Epsilon = TShape.Epsilon,
            HasGamma = gamma.IsNone ? 0 : 1,
            HasBeta = beta.IsNone ? 0 : 1,
            Saves = saved.IsNone ? 0 : 1,
        });
    }

    /// <summary>Gradients.</summary>
    public static void Backward(
        in GpuPass pass,
        GpuTensorRef input,
        GpuTensorRef output,
        GpuTensorRef saved,
        GpuTensorRef outputGradient,
        GpuTensorRef inputGradient,
        GpuTensorRef gamma = default,
        GpuTensorRef beta = default,
        GpuTensorRef gammaGradient = default,
        GpuTensorRef betaGradient = default)
    {
        var (groups, lanes) = (GroupsOf(pass), LanesOf(pass));
        if (!gammaGradient.IsNone || !betaGradient.IsNone)
        {
            lanes.Launch(pass, TShape.Groups * TShape.ChannelsPerGroup, new GroupNormalizationVariables
            {
                Input = input.Rest,
                Saved = saved.Rest,
                OutputGradient = outputGradient.Rest,
                GammaGradient = gammaGradient.Or(betaGradient).Rest,
                BetaGradient = betaGradient.Or(gammaGradient).Rest,
                Groups = groups,
                Rows = pass.Rows,
                Lanes = lanes.Count,
                HasGamma = gammaGradient.IsNone ? 0 : 1,
                HasBeta = betaGradient.IsNone ? 0 : 1,
            });
        }
        if (inputGradient.IsNone)
            return;
        var count = (long)pass.Rows * TShape.Groups;
        lanes.Launch(pass, count, new GroupNormalizationBackward
        {
            Input = input.Rest,
            Gamma = gamma.Or(input).Rest,
            Saved = saved.Rest,
            OutputGradient = outputGradient.Rest,
            InputGradient = inputGradient.Rest,
            Groups = groups,
            Count = count,
            Lanes = lanes.Count,
            HasGamma = gamma.IsNone ? 0 : 1,
        });
    }

    private static int OuterOf(in GpuPass pass) => TShape.HasRunTimeLength ? checked(TShape.OuterPerStep * pass.Length) : TShape.Outer;

    private static ChannelGroups GroupsOf(in GpuPass pass) => new() { Outer = OuterOf(pass), Groups = TShape.Groups, Channels = TShape.ChannelsPerGroup, Inner = TShape.Inner };

    private static RowLanes LanesOf(in GpuPass pass) => RowLanes.For(pass, checked(OuterOf(pass) * TShape.ChannelsPerGroup * TShape.Inner));
}
