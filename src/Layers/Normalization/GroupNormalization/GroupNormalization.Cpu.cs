using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of a call of a GroupNormalization layer. A row is (outer, groups, channels of a group, inner).</summary>
public interface IGroupNormalizationShape
{
    /// <summary>Product of the axes before the channels; at most, where the length is known at run time only.</summary>
    static abstract int Outer { get; }

    /// <summary>The part of it that has one index along the first axis.</summary>
    static abstract int OuterPerStep { get; }

    /// <summary>Whether the first axis is the model's length at run time.</summary>
    static abstract bool HasRunTimeLength { get; }

    /// <summary>Number of groups.</summary>
    static abstract int Groups { get; }

    /// <summary>Channels of a group.</summary>
    static abstract int ChannelsPerGroup { get; }

    /// <summary>Product of the axes behind the channels.</summary>
    static abstract int Inner { get; }

    /// <summary>Added to the variance.</summary>
    static abstract float Epsilon { get; }
}

/// <summary>Group normalization on the CPU. Mean and 1 / √(variance + epsilon) of each group are kept for the backward pass.</summary>
public static unsafe class GroupNormalizationKernel<TShape>
    where TShape : struct, IGroupNormalizationShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, TensorRef input, TensorRef output, TensorRef gamma = default, TensorRef beta = default) =>
        ForwardTraining(pass, input, output, saved: default, gamma, beta);

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(
        in Pass pass, TensorRef input, TensorRef output, TensorRef saved, TensorRef gamma = default, TensorRef beta = default)
    {
        var bundles = new GroupNormalizationForward<TShape>
        {
            Input = input.Pointer,
            Output = output.Pointer,
            Gamma = gamma.Pointer,
            Beta = beta.Pointer,
            Saved = saved.Pointer,
            Outer = GroupPlane<TShape>.OuterOf(pass),
            Split = GroupPlane<TShape>.Split(pass),
        };
        bundles.Split.Run(pass.Workers, ref bundles);
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
        var sums = Scratch.Take(ScratchUse.Partials, 2 * (nint)pass.Rows * GroupPlane<TShape>.Channels);
        var bundles = new GroupNormalizationBackward<TShape>
        {
            Input = input.Pointer,
            Gamma = gamma.Pointer,
            Saved = saved.Pointer,
            OutputGradient = outputGradient.Pointer,
            InputGradient = inputGradient.Pointer,
            Sums = sums,
            Outer = GroupPlane<TShape>.OuterOf(pass),
            Split = GroupPlane<TShape>.Split(pass),
        };
        bundles.Split.Run(pass.Workers, ref bundles);
        AddRows(sums, pass.Rows, gammaGradient.Pointer, betaGradient.Pointer);
    }

    // A row's sums are those of g·x̂ and of g of each channel.
    private static void AddRows(float* sums, int rows, float* gammaGradient, float* betaGradient)
    {
        for (var channel = 0; channel < GroupPlane<TShape>.Channels && (gammaGradient != null || betaGradient != null); channel++)
        {
            double gamma = 0, beta = 0;
            for (var row = 0; row < rows; row++)
            {
                var at = sums + (2 * (((nint)row * GroupPlane<TShape>.Channels) + channel));
                gamma += at[0];
                beta += at[1];
            }
            if (gammaGradient != null)
                gammaGradient[channel] += (float)gamma;
            if (betaGradient != null)
                betaGradient[channel] += (float)beta;
        }
    }
}
