namespace GenNet.Gpu.Kernels;

/// <summary>The mean of (y − p)².</summary>
internal readonly struct SquaredErrorFunction : ILossFunction
{
    public static bool HasLabels => false;

    public static bool NeedsLargest => false;

    public static float First(LossOptions options, float prediction, float target, float largest) => 0;

    public static float Second(LossOptions options, float prediction, float target, float largest, float first) => 0;

    public static float Value(LossOptions options, float prediction, float target, float largest, float first, float second) =>
        (prediction - target) * (prediction - target) / options.Width;

    public static float Derivative(LossOptions options, float prediction, float target, float largest, float first, float second) => 2 * (prediction - target) / options.Width;
}

/// <summary>Cross entropy of logits; of labels and of distributions alike: (Σ y)·ln Σeˣ − Σ y·x.</summary>
internal readonly struct LogitsFunction<TTargets> : ILossFunction
    where TTargets : struct, ILossTargets
{
    public static bool HasLabels => TTargets.AreLabels;

    public static bool NeedsLargest => true;

    public static float First(LossOptions options, float prediction, float target, float largest) => Exponentials.Exp(prediction - largest);

    public static float Second(LossOptions options, float prediction, float target, float largest, float first) => LossTargets.Smooth(options, target);

    public static float Value(LossOptions options, float prediction, float target, float largest, float first, float second)
    {
        var y = LossTargets.Smooth(options, target);
        return y == 0 ? 0f : y * (Exponentials.Log(first) + (largest - prediction));
    }

    public static float Derivative(LossOptions options, float prediction, float target, float largest, float first, float second) =>
        (second * Exponentials.Exp(prediction - largest) / first) - LossTargets.Smooth(options, target);
}

/// <summary>Cross entropy of probabilities with labels, which are clipped and then scaled to sum 1.</summary>
internal readonly struct LabelProbabilitiesFunction : ILossFunction
{
    public static bool HasLabels => true;

    public static bool NeedsLargest => false;

    public static float First(LossOptions options, float prediction, float target, float largest) => LossTargets.Clip(options, prediction);

    public static float Second(LossOptions options, float prediction, float target, float largest, float first) => 0;

    public static float Value(LossOptions options, float prediction, float target, float largest, float first, float second) =>
        target == 0 ? 0f : Exponentials.Log(first) - Exponentials.Log(LossTargets.Clip(options, prediction));

    public static float Derivative(LossOptions options, float prediction, float target, float largest, float first, float second) =>
        LossTargets.IsInside(options, prediction) ? (1 / first) - (target == 0 ? 0f : 1 / prediction) : 0f;
}

/// <summary>Cross entropy of probabilities with distributions, which are scaled to sum 1 and then clipped.</summary>
internal readonly struct ProbabilitiesFunction : ILossFunction
{
    public static bool HasLabels => false;

    public static bool NeedsLargest => false;

    public static float First(LossOptions options, float prediction, float target, float largest) => prediction;

    public static float Second(LossOptions options, float prediction, float target, float largest, float first) =>
        LossTargets.IsInside(options, prediction / first) ? LossTargets.Smooth(options, target) : 0f;

    public static float Value(LossOptions options, float prediction, float target, float largest, float first, float second)
    {
        var y = LossTargets.Smooth(options, target);
        return y == 0 ? 0f : -y * Exponentials.Log(LossTargets.Clip(options, prediction / first));
    }

    public static float Derivative(LossOptions options, float prediction, float target, float largest, float first, float second) =>
        (second / first) - (LossTargets.IsInside(options, prediction / first) ? LossTargets.Smooth(options, target) / prediction : 0f);
}

/// <summary>Cross entropy of independent logits.</summary>
internal readonly struct BinaryLogitsFunction : ILossFunction
{
    public static bool HasLabels => false;

    public static bool NeedsLargest => false;

    public static float First(LossOptions options, float prediction, float target, float largest) => 0;

    public static float Second(LossOptions options, float prediction, float target, float largest, float first) => 0;

    public static float Value(LossOptions options, float prediction, float target, float largest, float first, float second) =>
        ((prediction < 0 ? 0f : prediction) - (prediction * LossTargets.Smooth(options, target)) + Exponentials.SoftplusOfNegated(Bounds.Abs(prediction))) / options.Width;

    public static float Derivative(LossOptions options, float prediction, float target, float largest, float first, float second) =>
        (Exponentials.Sigmoid(prediction) - LossTargets.Smooth(options, target)) / options.Width;
}

/// <summary>Cross entropy of independent probabilities.</summary>
internal readonly struct BinaryProbabilitiesFunction : ILossFunction
{
    public static bool HasLabels => false;

    public static bool NeedsLargest => false;

    public static float First(LossOptions options, float prediction, float target, float largest) => 0;

    public static float Second(LossOptions options, float prediction, float target, float largest, float first) => 0;

    public static float Value(LossOptions options, float prediction, float target, float largest, float first, float second)
    {
        var p = LossTargets.Clip(options, prediction);
        var y = LossTargets.Smooth(options, target);
        var rest = 1 - p;
        return -((y * Exponentials.Log(p)) + ((1 - y) * Exponentials.Log(rest < options.Lowest ? options.Lowest : rest))) / options.Width;
    }

    public static float Derivative(LossOptions options, float prediction, float target, float largest, float first, float second)
    {
        if (!LossTargets.IsInside(options, prediction))
            return 0f;
        var divisor = prediction * (1 - prediction);
        return (prediction - LossTargets.Smooth(options, target)) / (divisor < options.Lowest ? options.Lowest : divisor) / options.Width;
    }
}

/// <summary>What targets are.</summary>
[GpuKernel]
internal interface ILossTargets
{
    /// <summary>Whether they are numbers of classes.</summary>
    static abstract bool AreLabels { get; }
}

/// <summary>The number of a class for each vector.</summary>
internal readonly struct LabelTargets : ILossTargets
{
    public static bool AreLabels => true;
}

/// <summary>A number for each prediction.</summary>
internal readonly struct VectorTargets : ILossTargets
{
    public static bool AreLabels => false;
}

/// <summary>Targets and probabilities as losses take them.</summary>
[GpuKernel]
internal static class LossTargets
{
    /// <summary>The target with its smoothing.</summary>
    public static float Smooth(LossOptions options, float target) => (target * options.TargetFactor) + options.TargetSummand;

    /// <summary>The probability within its bounds.</summary>
    public static float Clip(LossOptions options, float p) => Bounds.Clamp(p, options.Lowest, 1 - options.Lowest);

    /// <summary>Whether clipping lets the gradient through.</summary>
    public static bool IsInside(LossOptions options, float p) => p >= options.Lowest & p <= 1 - options.Lowest;
}
