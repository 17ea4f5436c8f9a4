using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of a call of a BatchNormalization layer. A row is (outer, channels, inner).</summary>
public interface IBatchNormalizationShape
{
    /// <summary>Product of the sizes before the channels.</summary>
    static abstract int Outer { get; }

    /// <summary>Number of channels.</summary>
    static abstract int Channels { get; }

    /// <summary>Product of the sizes after the channels: 1 for channels last.</summary>
    static abstract int Inner { get; }

    /// <summary>Values that one value of the mask stands for: the size of the last axis.</summary>
    static abstract int MaskStride { get; }

    /// <summary>Into how many pieces at most the batch is cut for its statistics.</summary>
    static abstract int StatisticsChunks { get; }

    /// <summary>Weight of the old value in moving averages.</summary>
    static abstract float Momentum { get; }

    /// <summary>Weight of the batch in moving averages.</summary>
    static abstract float OneMinusMomentum { get; }

    /// <summary>Added to the variance.</summary>
    static abstract float Epsilon { get; }

    /// <summary>Number of the layer in the model: while it is frozen, it works as at inference.</summary>
    static abstract int Layer { get; }

    /// <summary>Whether batch renormalization corrects the statistics.</summary>
    static abstract bool Renorm { get; }

    /// <summary>Least correction factor.</summary>
    static abstract float RenormRmin { get; }

    /// <summary>Largest correction factor.</summary>
    static abstract float RenormRmax { get; }

    /// <summary>Largest correction summand.</summary>
    static abstract float RenormDmax { get; }

    /// <summary>Weight of the old value in the averages that corrections use.</summary>
    static abstract float RenormMomentum { get; }

    /// <summary>Weight of the batch in the averages that corrections use.</summary>
    static abstract float OneMinusRenormMomentum { get; }
}

/// <summary>
/// Batch normalization on the CPU: per channel <c>(x − mean)·factor + summand</c>. <c>savedFixed</c> is laid out as
/// <see cref="BatchNormalizationMemory{TShape}"/> says.
/// </summary>
public static unsafe class BatchNormalizationKernel<TShape>
    where TShape : struct, IBatchNormalizationShape
{
    /// <summary>Inference, by the moving averages, with the activation behind where there is one and the channels are the last axis. The mask has no effect.</summary>
    public static void Forward(
        in Pass pass,
        TensorRef input,
        TensorRef output,
        TensorRef movingMean,
        TensorRef movingVariance,
        TensorRef gamma = default,
        TensorRef beta = default,
        TensorRef movingStddev = default,
        TensorRef renormMean = default,
        TensorRef renormStddev = default,
        TensorRef mask = default,
        Activation activation = Activation.Linear)
    {
        var rows = new BatchNormalizationApply<TShape>
        {
            Input = input.Pointer,
            Output = output.Pointer,
            Mean = movingMean.Pointer,
            Variance = movingVariance.Pointer,
            Gamma = gamma.Pointer,
            Beta = beta.Pointer,
            Bounds = OutputActivation.Bounds(activation, default),
        };
        rows.Run(pass);
        OutputActivation.Apply(pass, activation, output.Pointer, output, default, (nint)pass.Rows * TShape.Outer * TShape.Channels * TShape.Inner, TShape.Channels);
    }

    /// <summary>What inference does to each channel, of the last axis.</summary>
    public static ChannelScaling Scaling(
        TensorRef movingMean,
        TensorRef movingVariance,
        TensorRef gamma = default,
        TensorRef beta = default,
        TensorRef movingStddev = default,
        TensorRef renormMean = default,
        TensorRef renormStddev = default) =>
        BatchNormalizationScaling.Of(TShape.Channels, TShape.Epsilon, movingMean.Pointer, movingVariance.Pointer, gamma.Pointer, beta.Pointer);

    /// <summary>
    /// Forward in training, by the batch's statistics, which also move the moving averages; by the moving averages where the layer is frozen or
    /// the pass is an inference run.
    /// </summary>
    public static void ForwardTraining(
        in Pass pass,
        TensorRef input,
        TensorRef output,
        TensorRef savedFixed,
        TensorRef movingMean,
        TensorRef movingVariance,
        TensorRef gamma = default,
        TensorRef beta = default,
        TensorRef movingStddev = default,
        TensorRef renormMean = default,
        TensorRef renormStddev = default,
        TensorRef mask = default)
    {
        var memory = new BatchNormalizationMemory<TShape>(savedFixed.Pointer);
        if (!UsesBatch(pass))
        {
            for (var channel = 0; channel < TShape.Channels; channel++)
            {
                memory.Mean[channel] = movingMean.Pointer[channel];
                memory.Inverse[channel] = 1 / MathF.Sqrt(movingVariance.Pointer[channel] + TShape.Epsilon);
            }
            Forward(pass, input, output, movingMean, movingVariance, gamma, beta);
            return;
        }
        BatchNormalizationStatistics<TShape>.Compute(pass, input.Pointer, (byte*)mask.Pointer, memory);
        var moving = new BatchNormalizationMoving<TShape>
        {
            MovingMean = movingMean.Pointer,
            MovingVariance = movingVariance.Pointer,
            MovingStddev = movingStddev.Pointer,
            RenormMean = renormMean.Pointer,
            RenormStddev = renormStddev.Pointer,
        };
        moving.Update(memory);
        var rows = new BatchNormalizationApply<TShape>
        {
            Input = input.Pointer,
            Output = output.Pointer,
            Mean = memory.Mean,
            Inverse = memory.Inverse,
            Factor = TShape.Renorm ? memory.Factor : null,
            Summand = TShape.Renorm ? memory.Summand : null,
            Gamma = gamma.Pointer,
            Beta = beta.Pointer,
        };
        rows.Run(pass);
    }

    /// <summary>Gradients, through the batch's statistics where forward used them.</summary>
    public static void Backward(
        in Pass pass,
        TensorRef input,
        TensorRef output,
        TensorRef savedFixed,
        TensorRef outputGradient,
        TensorRef inputGradient,
        TensorRef movingMean,
        TensorRef movingVariance,
        TensorRef gamma = default,
        TensorRef beta = default,
        TensorRef gammaGradient = default,
        TensorRef betaGradient = default,
        TensorRef movingStddev = default,
        TensorRef renormMean = default,
        TensorRef renormStddev = default,
        TensorRef mask = default)
    {
        var memory = new BatchNormalizationMemory<TShape>(savedFixed.Pointer);
        var usesBatch = UsesBatch(pass);
        if (usesBatch || !gammaGradient.IsNone || !betaGradient.IsNone)
            BatchNormalizationGradients<TShape>.Sum(pass, input.Pointer, outputGradient.Pointer, memory);
        BatchNormalizationGradients<TShape>.AddToVariables(memory, usesBatch, gammaGradient.Pointer, betaGradient.Pointer);
        if (inputGradient.IsNone)
            return;
        var rows = new BatchNormalizationBackward<TShape>
        {
            Input = input.Pointer,
            Mask = (byte*)mask.Pointer,
            OutputGradient = outputGradient.Pointer,
            InputGradient = inputGradient.Pointer,
            Gamma = gamma.Pointer,
            Memory = memory,
            UsesBatch = usesBatch,
        };
        rows.Run(pass);
    }

    private static bool UsesBatch(in Pass pass) => pass.Training && pass.Trains(TShape.Layer);
}
